"""What all of an export to FollowTheMoney shares: the entities written so far, the losses, and how values are put in."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graph.model import ftm as table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LOSSES: dict[str, str] = {
    "unnamed": "a person who is not named or bears a pseudonym: FollowTheMoney asks for a name, so the text that stands for it",
    "required": "an entity without a property that its schema asks for, as it was loaded",
    "kind": "a kind that FollowTheMoney has no schema for: other programs see the nearest one",
    "relation": "a relation that it has no schema for: other programs see an UnknownLink with its words as the role",
    "status": "a relation that is only alleged or inferred: an UnknownLink whose role says so",
    "denied": "a relation that is denied: left out, because a link would be read as asserted",
    "range": "a relation between kinds that its schema does not allow: an UnknownLink",
    "date": "a date that is not a plain year, month or day: other programs see its nearest plain form",
    "value": "a value that it does not take, such as 0000-00-00: beside the properties",
    "claim": "what a claim says about an attribute or a figure: no schema holds it",
    "grade": "grades, attributions and places in documents: no schema holds them",
    "hypothesis": "a hypothesis that was judged negative: left out",
}
"""Every loss by name, as it is counted and documented."""

PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_RESERVED = frozenset({"id", "schema", "properties", table.OWN})


@dataclass(slots=True)
class Part:
    """One claim's part in a relation: its dates, its properties, the id of the edge that it came from, its status."""

    status: str
    since: str | None = None
    until: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, list[str]] = field(default_factory=dict)

    def words(self) -> dict[str, list[str]]:
        """The relation's properties in the words of its data set, to be changed at will."""
        return {name: list(texts) for name, texts in self.details.get("extra", {}).items()}

    def own(self) -> dict[str, Any]:
        """The relation type's own properties."""
        return {name: value for name, value in self.details.items() if name != "extra"}


@dataclass(slots=True)
class Written:
    """The entities by id, in the order in which they are written, and how often what was lost."""

    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    losses: Counter[str] = field(default_factory=Counter)

    def lost(self, what: str) -> None:
        """Counts a loss."""
        self.losses[what] += 1

    def lines(self) -> Iterator[str]:
        """One line of JSON for each entity."""
        for entity in self.entities.values():
            yield json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n"


def add(entity: dict[str, Any], name: str, texts: Iterable[str]) -> None:
    """Puts texts into a property of an entity, each once; a property without any is none."""
    held = entity["properties"].setdefault(name, [])
    held += [text for text in dict.fromkeys(texts) if text not in held]
    if not held:
        del entity["properties"][name]


def put_rest(entity: dict[str, Any], extra: Mapping[str, Iterable[str]], beside: dict[str, Any] | None = None) -> None:
    """Puts what the schema has a property for there, and all else beside the properties, or into a mapping."""
    beside = entity if beside is None else beside
    schema = table.library().get(entity["schema"])
    for name, texts in extra.items():
        prop = schema.get(name)
        if prop is not None and not prop.stub:
            add(entity, name, texts)
        elif name not in _RESERVED:
            beside[name] = list(texts)


def nearest(text: str) -> list[str]:
    """The plain year, month or day nearest to an EDTF date or to the beginning of an interval; none where it has none."""
    for end in text.split("/"):
        if PLAIN.fullmatch(end):
            return [end]
        if plain := PLAIN.match(end):
            rest = end[plain.end() :]
            return [plain.group() if not rest.startswith("-") else end[:4]]
    return []


def made_id(*parts: str) -> str:
    """An id for what has none of its own."""
    return "cg-" + sha256("\n".join(parts).encode()).hexdigest()[:20]
