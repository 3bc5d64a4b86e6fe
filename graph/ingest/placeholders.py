"""Ends that neither the files nor the store have: kept as entities of which nothing but the id is known.

Published data sets point at what other data sets hold. A relation to something unknown is worth more than none, so the
end is made, says in `x_absent_from` which data set lacks it, and gives way to the entity itself when that is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.model import HYPOTHESIS, KINDS, RELATIONS, Entity, Source
from graph.model.extra import ABSENT
from graph.model.located import Located

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from graph.model import Claim

NOTE = "ends that are not there, kept as entities without a name"
SOURCE_NOTE = "documents that are not there, kept as sources without a title"
_FIRST = ("Thing", "LegalEntity", "Organization", "Person", "Event")
_ORDER = (*_FIRST, *sorted(KINDS.keys() - set(_FIRST), key=lambda name: (len(KINDS[name].mro()), name)))
"""Kinds from the plain to the special."""
_ANY = frozenset(KINDS)
_NEEDS: dict[str, dict[str, Any]] = {"Person": {"identification": "unnamed"}, "Ruling": {"ruling": "other"}}


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What is to be made for one claim; false when that is nothing."""

    made: tuple[Located, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.made)

    def kinds(self) -> dict[str, str]:
        """The kinds of the entities, by id."""
        return {one.record.id: one.record.kind for one in self.made if isinstance(one.record, Entity)}

    def source(self) -> Source | None:
        """The source, where that is to be made."""
        return next((one.record for one in self.made if isinstance(one.record, Source)), None)

    def notes(self) -> Iterator[tuple[str, Located]]:
        """Each with what the load says of it at its end."""
        for one in self.made:
            yield (SOURCE_NOTE if isinstance(one.record, Source) else NOTE), one


NOTHING = Placeholders()


class Missing:
    """The ends of all claims of a load that are nowhere, each with the kinds that every relation takes there."""

    def __init__(self) -> None:
        self._kinds: dict[str, frozenset[str]] = {}
        self._made_before: dict[str, str] = {}

    def look(self, claim: Claim, kinds: Mapping[str, str], made_before: Mapping[str, str]) -> None:
        """Takes note of what is missing for a claim; `made_before` are kinds of what an earlier load made."""
        for at, key in enumerate(claim.about):
            if key not in kinds:
                self._kinds[key] = self._kinds.get(key, _ANY) & _allowed(claim, at, kinds)
                if key in made_before:
                    self._made_before[key] = made_before[key]

    def needed(self, one: Located, claim: Claim, kinds: Mapping[str, str], sources: Container[str]) -> Placeholders:
        """The source and the entities of a claim that are not among those which are there."""
        missing = [key for key in dict.fromkeys(claim.about) if key not in kinds]
        made: list[Source | Entity] = [] if claim.source in sources else [_source(claim)]
        made += [_entity(key, self._kind(key), claim) for key in missing]
        return Placeholders(tuple(Located(record, one.file, one.line) for record in made)) if made else NOTHING

    def _kind(self, key: str) -> str:
        """What it was made before, or the plainest kind that may stand there; “Thing” where nothing can."""
        possible = self._kinds.get(key, _ANY)
        before = self._made_before.get(key)
        return before if before in possible else next((kind for kind in _ORDER if kind in possible), "Thing")


def _allowed(claim: Claim, at: int, kinds: Mapping[str, str]) -> frozenset[str]:
    """The kinds that may stand at one end of what a claim says."""
    if claim.relation is None or claim.property not in RELATIONS:
        return _ANY
    other = kinds.get(claim.about[1 - at])
    if claim.property == HYPOTHESIS and other is not None:
        return frozenset({other})
    return frozenset(RELATIONS[claim.property].ends()[at])


def _source(claim: Claim) -> Source:
    extra = {ABSENT: claim.datasets or (claim.source,)}
    return Source(id=claim.source, title=claim.source, datasets=claim.datasets, extra=extra)


def _entity(key: str, kind: str, claim: Claim) -> Entity:
    extra = {"caption": (key,), ABSENT: claim.datasets or (claim.source,)}
    values = {"id": key, "name": key, "datasets": claim.datasets, "extra": extra, **_NEEDS.get(kind, {})}
    return KINDS[kind].model_validate(values)
