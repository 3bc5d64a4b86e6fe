"""What each data set says of an entity, kept apart, so that no load changes what another data set said.

An entity that one data set gives is stored as that gives it. Once a second one speaks of it, each one's word is kept as an
`:Edition` beside the entity, and what is shown is chosen among them: value by value the one of the most reliable data set,
then the latest published, then the first by name, whatever the order of loading. Names, identifiers and properties in the
words of a data set are joined, the more specific kind counts, and who is protected in one edition is protected. An end of
which nothing but the id is known, and a name that only repeats the id, say nothing beside what says more, in one data set
either.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.model import KINDS, Entity
from graph.model.extra import ABSENT, joined
from graph.model.fields import field_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_VAGUE = ("Thing", "LegalEntity")
"""Kinds that give way to every other, the vaguest first."""
_JOINED = frozenset({"id", "name", "names", "datasets", "extra", "protected"})
LEAST = "F"


@dataclass(frozen=True, slots=True)
class Edition:
    """An entity as one data set gives it; `reliability` (A–F) and `published` (the last day, ISO or "") are the set's."""

    dataset: str
    entity: Entity
    reliability: str = LEAST
    published: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """What the graph keeps of it."""
        record = {"kind": self.entity.kind, **self.entity.model_dump(mode="json", exclude_defaults=True)}
        return {
            "id": f"{self.entity.id}|{self.dataset}", "entity": self.entity.id, "dataset": self.dataset,
            "reliability": self.reliability, "published": self.published,
            "record": json.dumps(record, ensure_ascii=False, sort_keys=True),
        }  # fmt: skip

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Edition:
        """The edition that the graph keeps."""
        record = json.loads(row["record"])
        entity = KINDS[record.pop("kind")].model_validate(record)
        return cls(row["dataset"], entity, row["reliability"], row["published"])


def shown(editions: Iterable[Edition]) -> Entity:
    """The entity that is shown of what some data sets say of it."""
    every = sorted(sorted(editions, key=lambda one: one.dataset), key=lambda one: one.published, reverse=True)
    ranked = [one.entity for one in sorted(every, key=lambda one: one.reliability)]
    telling = [one for one in ranked if ABSENT not in one.extra] or ranked
    kind = _kind([one.kind for one in telling])
    named = [one for one in telling if not _bare(one.name, one)] or telling
    names = [name for one in telling for name in one.names if named == telling or not _bare(name, one)]
    values = {
        "id": ranked[0].id, "name": named[0].name, "names": names, "extra": joined(*(one.extra for one in telling)),
        "datasets": sorted({name for one in ranked for name in one.datasets}), **_fields(KINDS[kind], telling),
    }  # fmt: skip
    if "protected" in KINDS[kind].model_fields:
        values["protected"] = any(getattr(one, "protected", False) for one in ranked)
    try:
        return KINDS[kind].model_validate(values)
    except ValidationError:  # values that cannot stand together: all of the best edition's own
        rest = {"names": tuple(dict.fromkeys((*telling[0].names, *names))), "datasets": tuple(values["datasets"])}
        return telling[0].model_copy(update=rest)


def _kind(kinds: list[str]) -> str:
    """The first, unless a later one is more specific."""
    chosen = kinds[0]
    for kind in kinds[1:]:
        vaguer = chosen in _VAGUE and (kind not in _VAGUE or _VAGUE.index(kind) > _VAGUE.index(chosen))
        if vaguer or issubclass(KINDS[kind], KINDS[chosen]):
            chosen = kind
    return chosen


def _bare(name: str, entity: Entity) -> bool:
    """Whether a name only repeats the id, ours or the data set's own."""
    return name in (entity.id, *entity.extra.get("id", ()))


def says_nothing(entity: Entity) -> bool:
    """Whether it only says that there is something of that id, as the ends of an edge list do."""
    told = [name for name in type(entity).model_fields.keys() - _JOINED - {"identification"} if getattr(entity, name) is not None]
    return _bare(entity.name, entity) and not (told or entity.extra.keys() - {"id"}) and {*entity.names} <= {entity.name}


def _fields(kind: type[Entity], ranked: list[Entity]) -> dict[str, Any]:
    """By field the value of the first that states it; what qualifies a value is that one's, too."""
    found: dict[str, Any] = {}
    whose: dict[str, Entity] = {}
    for name in kind.model_fields.keys() - _JOINED:
        if first := next((one for one in ranked if getattr(one, name, None) is not None), None):
            found[name], whose[name] = getattr(first, name), first
    for name in kind.model_fields.keys() - _JOINED:
        if (main := field_spec(kind, name).qualifies) and main in whose:
            found[name] = getattr(whose[main], name, None)
    return found


@dataclass(frozen=True, slots=True)
class OtherValue:
    """A value that a data set gives for a field, where another one's is shown."""

    field: str
    value: Any
    dataset: str


def others(editions: Iterable[Edition], entity: Mapping[str, Any]) -> Iterator[OtherValue]:
    """The values that data sets give beside those shown of an entity; `entity` is what is shown by field."""
    for edition in sorted(editions, key=lambda one: one.dataset):
        one = edition.entity
        for name in sorted(type(one).model_fields.keys() - _JOINED | {"name"}):
            value = getattr(one, name)
            if value is not None and str(value) != str(entity.get(name)) and not (name == "name" and _bare(value, one)):
                yield OtherValue(name, value, edition.dataset)
