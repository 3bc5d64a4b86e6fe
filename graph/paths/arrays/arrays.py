"""The arrays of a store's relations, mapped from its folder: who is next to whom, by what.

Entities are numbered in the order of their ids, so that numbers compare as ids do. `begins[i]` to `begins[i + 1]` are
the places of entity i in the others: `there` (the entity one step on), `facts`, `since` and `until` (earliest and
latest day as days since 1970). Every relation stands twice, once from each end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.paths.arrays.facts import Numbers

FORMAT = 2
FOLDER = "paths"
NAMES = ("ids", "kinds", "begins", "there", "facts", "since", "until")


@dataclass(frozen=True, slots=True)
class Arrays:
    """What is mapped; `types` and `kind_names` are what the numbers in `facts` and `kinds` stand for."""

    ids: Numbers
    kinds: Numbers
    begins: Numbers
    there: Numbers
    facts: Numbers
    since: Numbers
    until: Numbers
    types: list[str]
    kind_names: list[str]

    def place(self, entity_id: str) -> int | None:
        """An entity's number; None for one that the store does not have."""
        wanted = entity_id.encode()
        at = int(np.searchsorted(self.ids, wanted))
        return at if at < len(self.ids) and self.ids[at] == wanted else None

    def degrees(self, places: Numbers) -> Numbers:
        """How many relations some entities have."""
        found: Numbers = self.begins[places + 1] - self.begins[places]
        return found

    def hubs(self, ids: Iterable[str], many: int) -> frozenset[str]:
        """Those of some entities that have more relations than that."""
        placed = [(key, place) for key in ids if (place := self.place(key)) is not None]
        return frozenset(key for key, place in placed if self.begins[place + 1] - self.begins[place] > many)

    def around(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """The places in the arrays of some entities' relations, and beside each the entity that it is a place of."""
        counts = self.degrees(places)
        ends = np.cumsum(counts)
        entries = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(self.begins[places] - (ends - counts), counts)
        return entries, np.repeat(places, counts)


def opened(folder: Path, state: str) -> Arrays | None:
    """The arrays in a folder, if they are of the store in that state."""
    try:
        about: dict[str, Any] = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if about["format"] != FORMAT or about["state"] != state:
            return None
        mapped = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in NAMES}
    except (OSError, ValueError, KeyError):
        return None  # none yet, or one that was not finished
    return Arrays(**mapped, types=about["types"], kind_names=about["kinds"])
