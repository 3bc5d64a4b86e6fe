"""Whether a relation and the entity that it leads to may be walked: as Cypher for the engine, and as a test in Python.

Both say the same. The engine's form keeps what does not qualify from being sent; the other one is the measure, counts
what each filter takes away, and judges relations as they were known on a day, which no stored property says.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.ask.snapshot import EVENTS, absent, relations_known
from graph.model.vocabulary import meets_grade
from graph.paths.question import Walkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a relation `r` in the engine's words, and its parameters; `TRUE` where everything qualifies."""

    text: str
    params: dict[str, Any]


def relation_condition(walkable: Walkable) -> Condition:
    """What a relation must meet, by the properties that the graph keeps on it."""
    parts, params = [], dict[str, Any]()
    if walkable.min_grade is not None:
        parts.append("(r.grade <= $min_grade AND r.grade <> '')")
        params["min_grade"] = walkable.min_grade
    if walkable.min_origins > 1:
        parts.append("size(r.origins) >= $min_origins")
        params["min_origins"] = walkable.min_origins
    if walkable.moment.as_of is not None:
        parts.append("(r.since_earliest IS NULL OR r.since_earliest <= $as_of)")
        parts.append("(r.until_latest IS NULL OR r.until_latest >= $as_of)")
        params["as_of"] = walkable.moment.as_of
    if walkable.hypotheses:
        parts.append("coalesce(r.judgement, '') <> 'negative'")
    return Condition(" AND ".join(parts) or "TRUE", params)


def entity_condition(walkable: Walkable, ends: Iterable[str], name: str) -> Condition:
    """What an entity must meet that a path passes through; the ends are exempt."""
    parts, params = [], dict[str, Any]()
    if walkable.avoid:
        parts.append(f"NOT {name}.id IN $avoid")
        params["avoid"] = sorted(walkable.avoid)
    if walkable.avoid_kinds:
        parts.append(f"(NOT {name}.kind IN $avoid_kinds OR {name}.id IN $ends)")
        params |= {"avoid_kinds": sorted(walkable.avoid_kinds), "ends": sorted(ends)}
    return Condition(" AND ".join(parts) or "TRUE", params)


@dataclass(slots=True)
class Sieve:
    """Judges relations' rows one by one, and counts under the name of each filter what it took away.

    A row has `id`, `judgement` (of a hypothesis), `grade`, `origins`, `since_earliest`, `until_latest` (ISO text or None),
    and of the entity that it leads to `there` and `kind`.
    """

    walkable: Walkable
    ends: frozenset[str]
    removed: Counter[str] = field(default_factory=Counter)

    def kept(self, store: Store, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows that may be walked, at the moment asked for as they were then."""
        day = self.walkable.moment.known_at
        if day is not None:
            then = relations_known(store, {row["id"] for row in rows}, day)
            self.removed["known_at"] += sum(row["id"] not in then for row in rows)
            rows = [row | _as_text(then[row["id"]]) for row in rows if row["id"] in then]
        rows = [row for row in rows if self.passes(row)]
        return self._present(store, rows) if self.walkable.moment else rows

    def passes(self, row: dict[str, Any]) -> bool:
        """Whether the relation and the entity qualify; the first filter that takes them away is counted."""
        name = self._objection(row)
        if name:
            self.removed[name] += 1
        return not name

    def _objection(self, row: dict[str, Any]) -> str:
        wanted = self.walkable
        if wanted.min_grade is not None and not meets_grade(row["grade"], wanted.min_grade):
            return "min_grade"
        if wanted.min_origins > 1 and len(row["origins"] or ()) < wanted.min_origins:
            return "min_origins"
        if wanted.moment.as_of is not None and _surely_not(row, wanted.moment.as_of):
            return "as_of"
        if row.get("judgement") == "negative":
            return "judgement"
        if row["there"] in wanted.avoid:
            return "avoid"
        return "avoid_kinds" if row["kind"] in wanted.avoid_kinds and row["there"] not in self.ends else ""

    def _present(self, store: Store, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Without those that lead to what had not happened then, or to what nobody had heard of."""
        moment = self.walkable.moment
        asked = {row["there"] for row in rows if moment.known_at or row["kind"] in EVENTS}
        gone = absent(store, asked, moment) if asked else set()
        self.removed["known_at" if moment.known_at else "as_of"] += sum(row["there"] in gone for row in rows)
        return [row for row in rows if row["there"] not in gone]


def _surely_not(row: dict[str, Any], day: dt.date) -> bool:
    """Whether a relation had surely not begun, or had surely ended (the rule of graph.ledger.certainty.holds)."""
    began, ended = _day(row.get("since_earliest")), _day(row.get("until_latest"))
    return (began is not None and began > day) or (ended is not None and ended < day)


def _day(value: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _as_text(properties: dict[str, Any]) -> dict[str, Any]:
    """What a row says of a relation, from the properties of one derived anew."""
    names = ("grade", "origins", "sources", "status", "since", "until", "since_earliest", "until_latest", "judgement")
    return {name: properties.get(name) for name in names}
