"""One step further from many entities at once, from the arrays: for what shortest paths in them do not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.paths.arrays import facts
from graph.paths.arrays.walk import Admission
from graph.paths.costs import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.paths.arrays.arrays import Arrays
    from graph.paths.expand import Onward
    from graph.paths.question import PathQuestion


class MappedExpander:
    """Gives the steps that `graph.paths.expand.CypherExpander` gives, without asking the engine."""

    def __init__(self, arrays: Arrays, question: PathQuestion) -> None:
        self._arrays = arrays
        places = (arrays.place(question.start.id), arrays.place(question.end.id))
        self._admits = Admission(arrays, question, tuple(place for place in places if place is not None))

    def onward(self, ids: Sequence[str], *, backwards: bool) -> Onward:
        """See `graph.paths.expand.Expander.onward`."""
        asked = np.array([place for place in map(self._arrays.place, ids) if place is not None], dtype=np.int64)
        entries, here = self._arrays.around(asked)
        there = self._arrays.there[entries]
        fine = self._admits(entries, there, backwards=backwards) & ~np.isin(there, self._admits.barred)
        entries, here, there = entries[fine], here[fine], there[fine]
        weak = facts.weaknesses(self._arrays.facts[entries])
        degrees = self._arrays.degrees(here if backwards else there)
        names = (self._arrays.ids[here].tolist(), self._arrays.ids[there].tolist())
        found: Onward = {}
        for source, target, value, degree in zip(*names, weak.tolist(), degrees.tolist(), strict=True):
            onward = found.setdefault(source.decode(), {})
            key = target.decode()
            if key not in onward or value < onward[key].weakness:
                onward[key] = Step(value, degree)
        return found
