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

Texts = dict[str, list[str]]
"""Texts by property."""


@dataclass(slots=True)
class Own:
    """What FollowTheMoney has no word for; `shown` are texts that stand in properties for people alone, not for the way back.

    `standing` says what supports and what disputes a relation: for other programs, no claim is made of it.
    """

    kind: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    relation: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    extra: Texts = field(default_factory=dict)
    shown: Texts = field(default_factory=dict)
    standing: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What is there, under the names that `casegraph load` reads."""
        named = {
            "kind": self.kind, "fields": self.fields, "relation": self.relation, "status": self.status, "since": self.since,
            "until": self.until, "with": self.properties, "words": self.extra, "shown": self.shown, "standing": self.standing,
        }  # fmt: skip
        return {name: value for name, value in named.items() if value}


@dataclass(slots=True)
class FtmEntity:
    """An entity on its way out; `beside` are texts that its schema has no property for, `own` what no schema has."""

    id: str
    schema: str
    properties: Texts = field(default_factory=dict)
    beside: Texts = field(default_factory=dict)
    own: Own = field(default_factory=Own)

    def add(self, name: str, texts: Iterable[str]) -> None:
        """Puts texts into a property, each once; a property without any is none."""
        held = self.properties.get(name, [])
        if more := [text for text in dict.fromkeys(texts) if text not in held]:
            self.properties[name] = held + more

    def add_known(self, extra: Mapping[str, Iterable[str]]) -> Texts:
        """Puts in what the schema has a property for, and gives the rest."""
        rest: Texts = {}
        schema = table.library().get(self.schema)
        for name, texts in extra.items():
            prop = schema.get(name)
            if prop is not None and not prop.stub:
                self.add(name, texts)
            elif name not in _RESERVED:
                rest[name] = list(texts)
        return rest

    def as_json(self) -> dict[str, Any]:
        """The entity as FollowTheMoney writes it."""
        own = self.own.as_json()
        plain = {"id": self.id, "schema": self.schema, "properties": self.properties, **self.beside}
        return {**plain, table.OWN: own} if own else plain


@dataclass(slots=True)
class Written:
    """The entities by id, in the order in which they are written, and how often what was lost."""

    entities: dict[str, FtmEntity] = field(default_factory=dict)
    losses: Counter[str] = field(default_factory=Counter)

    def lost(self, what: str) -> None:
        """Counts a loss."""
        self.losses[what] += 1

    def lines(self) -> Iterator[str]:
        """One line of JSON for each entity."""
        for entity in self.entities.values():
            yield json.dumps(entity.as_json(), ensure_ascii=False, separators=(",", ":")) + "\n"


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
