"""The seeds on many days, on every engine: show, pages and canned queries agree with each other and with themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.ask import entity as entities
from graph.ask import select as subgraph
from graph.ask.view import view as view_of
from graph.cli.query import run_canned
from graph.ledger.certainty import Snapshot
from graph.query import CannedQuery, load_catalogue, load_one
from graph.stores import Limits, Store
from tests.conftest import alike

pytestmark = pytest.mark.contract

D = dt.date


def show(*args: Any) -> dict[str, Any]:
    return entities.show(*args).as_json()


CATALOGUE = tuple(load_catalogue())
AS_OF = [one.name for one in CATALOGUE if any(parameter.name == "as_of" for parameter in one.parameters)]
KNOWN_AT = [one.name for one in CATALOGUE if any(parameter.name == "known_at" for parameter in one.parameters)]
CERTAINTY = {"certainty", "certainty_as_of", "first_certainty", "second_certainty", "other_certainty"}
COUNTED_ANEW = {"recruitments"}
DAYS = (D(2019, 1, 1), D(2023, 5, 15), D(2023, 11, 30), D(2024, 4, 10), D(2025, 4, 30), D(2026, 12, 1))
KNOWN_DAYS = (D(2020, 1, 1), D(2024, 12, 31), D(2025, 6, 30), D(2025, 12, 31), D(2026, 11, 22))
ENTITIES = ("askar-kubanychbek", "russian-armed-forces", "kazakhstan", "kubanychbek-probation", "uzbek-man-28")


def added(one: CannedQuery) -> set[str]:
    """The columns that say how sure something is of the day asked for; two queries have a `certainty` of their own."""
    return {"certainty_as_of"} if "certainty_as_of" in one.columns else CERTAINTY & set(one.columns)


def rows_of(store: Store, one: CannedQuery, **given: Any) -> list[dict[str, Any]]:
    required = {parameter.name: one.example[parameter.name] for parameter in one.parameters if parameter.required}
    return run_canned(store, one, one.values({**required, **given}), Limits()).rows


def test_a_page_without_a_day_is_as_before(seeded_store: Store) -> None:
    ids = subgraph.around(seeded_store, "wagner-group", 1)
    view = view_of(seeded_store, ids, "T", "D", "2026-01-01")
    assert all("certainty" not in part.properties for part in (*view.nodes, *view.edges))
    then = view_of(seeded_store, ids, "T", "D", "2026-01-01", Snapshot(known_at=D(2026, 11, 22)))
    assert (then.known_at, then.model_copy(update={"known_at": None})) == ("2026-11-22", view)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("key", ENTITIES)
def test_show_and_neighbours_agree_on_a_day(seeded_store: Store, key: str, day: dt.date) -> None:
    rows = rows_of(seeded_store, load_one("neighbours"), entity=key, as_of=day)
    shown = show(seeded_store, key, Snapshot(as_of=day))["relations"]
    assert sorted((row["relation"], row["name_id"], row["certainty"]) for row in rows) == sorted(
        (row["relation"], row["other_id"], row["certainty"]) for row in shown
    )


@pytest.mark.parametrize("day", KNOWN_DAYS)
@pytest.mark.parametrize("key", ENTITIES)
def test_show_and_neighbours_agree_on_what_was_known(seeded_store: Store, key: str, day: dt.date) -> None:
    rows = rows_of(seeded_store, load_one("neighbours"), entity=key, known_at=day)
    shown = show(seeded_store, key, Snapshot(known_at=day))["relations"]
    assert sorted((row["relation"], row["name_id"]) for row in rows) == sorted(
        (row["relation"], row["other_id"]) for row in shown
    )


def test_every_query_on_relations_or_claims_takes_both_days() -> None:
    on_one_axis_already = {"sentence-as-of", "known-on"}
    assert set(AS_OF) ^ set(KNOWN_AT) == on_one_axis_already
    assert len(AS_OF) == 32
    for one in CATALOGUE:
        if one.name in AS_OF:
            assert added(one)
        if "status" in one.columns and one.name not in {*AS_OF, *KNOWN_AT}:
            assert one.name == "without-source"  # what no claim carries was known on no day


def without_certainty(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key not in CERTAINTY | COUNTED_ANEW} for row in rows]


@pytest.mark.parametrize("name", AS_OF)
def test_a_day_only_leaves_out_and_says_how_sure_the_rest_is(seeded_store: Store, name: str) -> None:
    one = load_one(name)
    everything = rows_of(seeded_store, one)
    assert {row[column] for row in everything for column in added(one)} <= {None}
    for day in DAYS:
        rows = rows_of(seeded_store, one, as_of=day)
        assert {row[c] for row in rows for c in added(one)} <= {"definitely", "possibly", "not stated"}
        assert all(row in without_certainty(everything) for row in without_certainty(rows))


@pytest.mark.parametrize("name", KNOWN_AT)
def test_what_was_known_only_grows(seeded_store: Store, name: str) -> None:
    one = load_one(name)
    before: list[dict[str, Any]] = []
    for day in KNOWN_DAYS:
        rows = without_certainty(rows_of(seeded_store, one, known_at=day))
        assert all(row in rows for row in before)
        before = rows
    assert before == without_certainty(rows_of(seeded_store, one))  # all was recorded by then


@pytest.mark.parametrize("name", sorted({*AS_OF, *KNOWN_AT}))
def test_both_engines_give_the_same_rows_on_every_day(seeded_stores: list[Store], name: str) -> None:
    one = load_one(name)
    takes = {parameter.name for parameter in one.parameters}
    for as_of, known_at in (
        [(day, None) for day in DAYS] + [(None, day) for day in KNOWN_DAYS] + [(D(2023, 11, 30), D(2025, 7, 9))]
    ):
        days = {key: day for key, day in (("as_of", as_of), ("known_at", known_at)) if day and key in takes}
        alike(rows_of(store, one, **days) for store in seeded_stores)
