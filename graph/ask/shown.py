"""What `show` gives of an entity: its fields, and what else the graph holds about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.ask.answer import Answer
from graph.ask.stated import StatedValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.ask.claims import ListedClaim

HEAD = ("id", "kind", "name")
CLAIM_COLUMNS = ("id", "text", "property", "status", "grade", "origin", "source", "locator_start", "locator_end")


class ShownRelation(Answer):
    """A relation of the entity; `certainty` is there as of a day, `stated` where its claims differ in dates or properties."""

    relation: str
    direction: str
    other_id: str
    other: str
    other_kind: str
    since: str | None
    until: str | None
    status: str | None
    grade: str | None
    sources: tuple[str, ...] | None
    origins: tuple[str, ...] | None
    id: str
    certainty: str | None = None
    stated: tuple[StatedValue, ...] | None = None


class ShownRuling(Answer):
    """A ruling on the entity, in it or by it; `step` is how many rulings it replaced, `certainty` is there as of a day."""

    id: str
    name: str | None
    ruling: str | None
    date: str | None
    sentence_months: int | None
    restriction: str | None
    restriction_months: int | None
    court: str | None
    step: int | None
    certainty: str | None = None


class ShownSource(Answer):
    """A source that speaks of the entity."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    reliability: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ShownEntity:
    """An entity: `fields` are those of its kind, id, kind and name first.

    On a day or two, `days` are those asked for, and `certainty` says whether an event had happened.
    """

    fields: Mapping[str, Any]
    relations: tuple[ShownRelation, ...]
    rulings: tuple[ShownRuling, ...]
    claims: tuple[ListedClaim, ...]
    sources: tuple[ShownSource, ...]
    days: Mapping[str, str] = field(default_factory=dict)
    certainty: str | None = None

    @property
    def id(self) -> str:
        """The entity's id."""
        return str(self.fields["id"])

    def as_json(self) -> dict[str, Any]:
        """The JSON contract of `show`: the fields and the lists in one object; the days under `moment`."""
        head = {name: self.fields[name] for name in HEAD if name in self.fields}
        lists: dict[str, Any] = {name: [one.as_json() for one in getattr(self, name)] for name in ("relations", "rulings")}
        lists["claims"] = [{name: getattr(claim, name) for name in CLAIM_COLUMNS} for claim in self.claims]
        lists["sources"] = [source.as_json() for source in self.sources]
        days = {"moment": dict(self.days)} if self.days else {}  # apart from a group's own as_of, the day of its count
        return head | days | dict(self.fields) | lists | ({"certainty": self.certainty} if self.certainty else {})
