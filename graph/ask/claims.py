"""Claims as they are listed: who says what, on whose word, since when it is known, with its grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.ledger import conflicts
from graph.ledger.certainty import Certainty, known, stated
from graph.ledger.conflicts import Statement
from graph.model.dates import bounds
from graph.model.vocabulary import meets_grade

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.stores import Store

COLUMNS = ("id", "text", "property", "status", "grade", "source", "origin", "attributed_to", "locator_start", "locator_end",
           "published", "recorded_at")  # fmt: skip
_FIELDS = """
c.id AS id, c.text AS text, c.property AS property, c.status AS status, c.grade AS grade, c.source AS source,
c.origin AS origin, c.attributed_to AS attributed_to, c.locator_start AS locator_start, c.locator_end AS locator_end,
s.published AS published, c.recorded_at AS recorded_at, c.recorded_by AS recorded_by, c.relation AS relation,
c.metric AS metric, c.scope AS scope, c.value AS value, c.bound AS bound, c.unit AS unit, c.as_of AS as_of,
c.since AS since, c.until AS until,
c.about AS about, cites
"""
_OF_ENTITY = "MATCH (c:Claim)-[:ABOUT]->(:Entity {id: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_OF_RELATION = "MATCH (c:Claim {relation: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_FIGURES = "MATCH (c:Claim {property: 'metric'}) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_ATTRIBUTES = "MATCH (c:Claim)-[:REPORTED_BY]->(s:Source) WHERE c.relation IS NULL AND c.property IN $single"
_SHAPE = "WITH c, s OPTIONAL MATCH (s)-[:CITES]->(cited:Source) WITH c, s, collect(cited.id) AS cites"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims to list: of one source or origin, true of a day, known on a day, of a grade or better; retracted or not."""

    source: str | None = None
    by: str | None = None
    as_of: dt.date | None = None
    known_at: dt.date | None = None
    min_grade: str | None = None
    retracted: bool = False

    def lets(self, row: dict[str, Any]) -> bool:
        """Whether a claim passes; how sure that is of either day is put into the row as `certainty` and `known`."""
        if self.as_of is not None:
            row["certainty"] = str(stated(row["since"], row["until"], row["as_of"], self.as_of))
        if self.known_at is not None:
            row["known"] = str(known(row["published"], row["recorded_at"], self.known_at))
        return (
            (self.retracted or row["status"] != "retracted")
            and self.source in (None, row["source"])
            and self.by in (None, row["origin"])
            and (self.min_grade is None or meets_grade(row["grade"], self.min_grade))
            and Certainty.NO not in (row.get("certainty"), row.get("known"))
        )


def of_entity(store: Store, entity_id: str, wanted: Filter) -> list[dict[str, Any]]:
    """The claims about an entity, by source and place."""
    return _listed(_read(store, _OF_ENTITY, {"id": entity_id}), wanted)


def of_relation(store: Store, relation_id: str, wanted: Filter) -> list[dict[str, Any]]:
    """The claims that carry a relation, by source and place."""
    return _listed(_read(store, _OF_RELATION, {"id": relation_id}), wanted)


def figures(
    store: Store, metrics: Iterable[str] = (), scope: str | None = None, wanted: Filter | None = None
) -> list[dict[str, Any]]:
    """Figure claims, side by side: by metric, scope, unit and origin; `scope` keeps those whose scope has that text."""
    metrics = set(metrics)
    rows = [
        row
        for row in _listed(_read(store, _FIGURES, {}), wanted or Filter())
        if (not metrics or row["metric"] in metrics) and (scope is None or scope.casefold() in row["scope"].casefold())
    ]
    return sorted(rows, key=lambda row: (row["metric"], row["scope"], row["unit"] or "", row["origin"], row["source"], row["id"]))


def attributes(store: Store, single: Iterable[str]) -> list[dict[str, Any]]:
    """Claims on single-valued facts."""
    return _listed(_read(store, _ATTRIBUTES, {"single": sorted(single)}), Filter())


def voices(rows: Iterable[dict[str, Any]]) -> set[str]:
    """The independent origins behind some listed claims: a source that only repeats another one of them adds none."""
    rows = list(rows)
    speaking = {row["source"] for row in rows}
    independent = {row["origin"] for row in rows if row["attributed_to"] or not speaking.intersection(row["cites"] or ())}
    return independent or {row["origin"] for row in rows}


def _read(store: Store, match: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    return store.read(f"{match} {_SHAPE} RETURN {_FIELDS} ORDER BY source, locator_start, id", params).rows


def _listed(rows: list[dict[str, Any]], wanted: Filter) -> list[dict[str, Any]]:
    return [row for row in rows if wanted.lets(row)]


def figure_statement(row: dict[str, Any]) -> Statement:
    """A figure claim as an interval."""
    low, high = conflicts.interval(row["value"], row["bound"])
    first, last = bounds(row["as_of"]) if row["as_of"] else (None, None)
    return Statement(
        row["id"], row["metric"], row["scope"], row["unit"] or "", low, high,
        conflicts.words(row["value"], row["bound"], row["unit"]), row["source"], row["origin"], row["grade"],
        first, last, repeats=_repeats(row),
    )  # fmt: skip


def fact_statement(row: dict[str, Any], *, dated: bool) -> Statement:
    """A claim on a single-valued fact: a number as a point, a date as its days, anything else as words."""
    measure, scope = row["property"], row["about"][0]
    value, text = row["value"], None
    if dated:
        first, last = bounds(str(value))
        low = float(first.toordinal()) if first else float("-inf")
        high = float(last.toordinal()) if last else float("inf")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        low = high = float(value)
    else:
        low, high, text = 0.0, 0.0, str(value)
    shown = f"{measure.replace('_', ' ')} {value}"
    return Statement(row["id"], measure, scope, "", low, high, shown, row["source"], row["origin"], row["grade"],
                     words=text, repeats=_repeats(row))  # fmt: skip


def _repeats(row: dict[str, Any]) -> frozenset[str]:
    return frozenset() if row["attributed_to"] else frozenset(row["cites"] or ())
