"""What `show` gives of an entity: its fields, and what else the graph holds about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import Field

from graph.ask.answer import Answer
from graph.ask.stated import StatedValue
from graph.ledger.values import Contested

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.ask.claims import ListedClaim
    from graph.ask.conflicts import Comparison

HEAD = ("id", "kind", "name")
CLAIM_COLUMNS = ("id", "text", "property", "status", "grade", "origin", "source", "locator_start", "locator_end", "row", "column")


class ShownRelation(Answer):
    """A relation of the entity; what disputes it stands beside what supports it; `certainty` is there as of a day.

    `properties` are those of its own type, `contested` the other values that claims give for them or for its
    dates, `stated` who states which value where its claims differ.
    """

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
    standing: str | None
    disputed_grade: str | None
    disputed_sources: tuple[str, ...]
    disputed_origins: tuple[str, ...]
    id: str
    role: str | None
    properties: dict[str, str] = Field(default_factory=dict)
    contested: tuple[Contested, ...] = ()
    certainty: str | None = None
    stated: tuple[StatedValue, ...] | None = None

    def values(self) -> dict[str, str | None]:
        """Its dates and properties."""
        return {"since": self.since, "until": self.until, **self.properties}


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
    contested: tuple[Contested, ...] = ()
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

    `contested` are the other values that claims give for fields, `conflicts` what cannot all be true of its claims. On a
    day or two, `days` are those asked for, and `certainty` says whether an event had happened.
    """

    fields: Mapping[str, Any]
    relations: tuple[ShownRelation, ...]
    rulings: tuple[ShownRuling, ...]
    claims: tuple[ListedClaim, ...]
    sources: tuple[ShownSource, ...]
    days: Mapping[str, str] = field(default_factory=dict)
    certainty: str | None = None
    contested: tuple[Contested, ...] = ()
    conflicts: tuple[Comparison, ...] = ()

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
        lists["contested"] = [asdict(one) for one in self.contested]
        lists["conflicts"] = [one.as_json() for one in self.conflicts]
        days = {"moment": dict(self.days)} if self.days else {}  # apart from a group's own as_of, the day of its count
        return head | days | dict(self.fields) | lists | ({"certainty": self.certainty} if self.certainty else {})
