"""What leaves of a record, and as what: ids exchanged, texts masked, and fields only where their class lets them out.

A field or a relation's property that its class does not mark as public never leaves, nor does a claim that states it.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from graph.model import HYPOTHESIS, KINDS, RELATIONS, Entity, Relation, relation_id, relation_parts
from graph.model.extra import PREFIX as EXTRA
from graph.model.fields import Publish, field_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel

    from graph.export.view import ViewClaim
    from graph.model import Claim
    from graph.publish.mask import Masker

WITHHELD = "[withheld]"
SOURCE_WITHHELD = "[source withheld]"
_CLAIM = ("property", "status", "credibility", "recorded_at", "language", "bound", "as_of")
"""Fields of a claim that name nobody."""
CERTAINTY = "certainty"
"""How surely something held on the day asked for: a word of ours beside the fields of the model."""


@lru_cache(maxsize=4096)
def may_leave(model: type[BaseModel], name: str, *, protected: bool) -> bool:
    """Whether a field of a kind or relation may be published, of a protected person or of others."""
    publish = field_spec(model, "extra" if name.startswith(EXTRA) else name).publish
    return publish is Publish.ALWAYS or (publish is Publish.UNLESS_PROTECTED and not protected)


@lru_cache(maxsize=1024)
def _has_vocabulary(model: type[BaseModel], name: str) -> bool:
    """Whether the values of a field are words of the product, and so names of nobody."""
    info = model.model_fields.get(name)
    types = (info.annotation, *get_args(info.annotation)) if info else ()
    return any(isinstance(one, type) and issubclass(one, StrEnum) for one in types)


class Exchange:
    """Exchanges what one publication holds; the same id becomes the same one everywhere."""

    def __init__(self, masker: Masker) -> None:
        self.masker, self.people = masker, masker.index.people
        self.text, self.tells = masker.text, masker.tells
        self._ids: dict[str, str] = {}

    def id(self, key: str) -> str:
        """The id under which something leaves."""
        if key not in self._ids:
            self._ids[key] = self.masker.id(key)
        return self._ids[key]

    def ids(self, keys: Iterable[str]) -> list[str]:
        """Ids in the order under which they leave: that of the old ones would tell something of them."""
        return sorted(map(self.id, keys))

    def protected(self, keys: Iterable[str]) -> frozenset[str]:
        """Those among some ids that are protected persons'."""
        return frozenset(keys) & self.people.keys()

    def names_somebody(self, title: str, url: str | None) -> bool:
        """Whether the title or address of a source has a name in it: who looks for the source finds who is meant."""
        return self.tells(title) or (url is not None and self.tells(url))

    def relation_id(self, key: str) -> str:
        """The id of a relation, which consists of its ends where it is one of ours, and of what tells its episode.

        That may be an amount, which does not leave of a protected person: another word stands for it then.
        """
        parts = relation_parts(key)
        if parts is None:
            return self.id(key)
        pair = relation_id(self.id(parts.source), parts.type_name, self.id(parts.target))
        if not parts.episode:
            return pair
        closed = self.protected((parts.source, parts.target))
        return f"{pair}|{self.masker.key.other_id(key) if closed else self.text(parts.episode)}"

    def unmasks(self, relation: str, ends: Iterable[str]) -> bool:
        """Whether a hypothesis would tie a protected person to somebody who is not."""
        return relation == HYPOTHESIS and len({end in self.people for end in ends}) > 1

    def is_closed(self, claim: Claim | ViewClaim, kinds: Mapping[str, str]) -> bool:
        """Whether a claim states what may not leave of one of those whom it is about; `kinds` are theirs by id."""
        if claim.relation is not None or claim.property in ("mention", "metric"):
            return self.unmasks(claim.property, claim.about)
        models = [KINDS.get(kinds.get(key, ""), Entity) for key in claim.about]
        protected = bool(self.protected(claim.about))
        return not models or not all(may_leave(model, claim.property, protected=protected) for model in models)

    def touches(self, claim: Claim | ViewClaim) -> bool:
        """Whether a claim speaks of or for a protected person, by its ends or by its words."""
        ends = {*claim.about, *claim.attributed_to, getattr(claim, "origin", ""), *(claim.relation or "").split("|")}
        texts = (claim.text, claim.scope or "", claim.value if isinstance(claim.value, str) else "", *claim.attributed_to)
        return bool(self.protected(ends)) or any(self.text(text) != text for text in texts)

    def claim_id(self, claim: Claim | ViewClaim) -> str:
        """A claim's own id is a digest of what it says, so that a guess could be tested: another one where that matters."""
        return self.masker.key.other_id(claim.id) if self.touches(claim) else self.id(claim.id)

    def claim(self, claim: Claim | ViewClaim, kinds: Mapping[str, str]) -> dict[str, Any]:
        """Of a claim what views and reports have in common, but for the ids of sources and entities."""
        about = self.protected((*claim.about, *claim.attributed_to))
        model = KINDS.get(next((kinds[key] for key in claim.about if key in kinds), ""), Entity)
        values: dict[str, Any] = {name: getattr(claim, name) for name in _CLAIM}
        values |= {name: self.text(getattr(claim, name) or "", about) or None for name in ("text", "scope", "unit")}
        values |= {
            "relation": self.relation_id(claim.relation) if claim.relation else None,
            "metric": self.id(claim.metric) if claim.metric else None,
            "value": self.value(model, claim.property, claim.value, about),
        }
        if not self.touches(claim):
            values |= {
                "locator_start": claim.locator_start,
                "locator_end": claim.locator_end,
                "row": claim.row,
                "column": claim.column,
            }
        if not (about and RELATIONS.get(claim.property, Relation).dates_identify):
            values |= {"since": claim.since, "until": claim.until}
        return values

    def value(self, model: type[BaseModel], name: str, value: Any, about: frozenset[str] = frozenset()) -> Any:
        """The value of a field as it may leave."""
        if isinstance(value, list | tuple):
            return type(value)(self.value(model, name, part, about) for part in value)
        if isinstance(value, dict):
            return {self.text(str(key)): self.value(model, name, part, about) for key, part in value.items()}
        if not isinstance(value, str) or name == CERTAINTY or _has_vocabulary(model, name):
            return value
        return self.id(value) if name == "jurisdiction" or value in self.people else self.text(value, about)

    def properties(self, model: type[BaseModel], values: Mapping[str, Any], about: frozenset[str]) -> dict[str, Any]:
        """The properties of an entity or relation that may leave, as they may."""
        return dict(self._leaving(model, values, about))

    def _leaving(self, model: type[BaseModel], values: Mapping[str, Any], about: frozenset[str]) -> Iterator[tuple[str, Any]]:
        for name, value in values.items():
            if about and name == "identification":
                yield name, "pseudonym"
            elif name == CERTAINTY or may_leave(model, name, protected=bool(about)):
                yield self.text(name) if name.startswith(EXTRA) else name, self.value(model, name, value, about)
