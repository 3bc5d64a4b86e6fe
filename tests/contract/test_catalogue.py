"""Every canned query runs its example on every engine, and gives the same rows on both."""

from __future__ import annotations

import re
from typing import Any

import pytest

from graph.cli.query import run_canned
from graph.model import RELATIONS
from graph.query import CannedQuery, load_catalogue, load_one
from graph.query.result import Result
from graph.stores import Limits, Store
from tests.conftest import ROOT

pytestmark = pytest.mark.contract

NAMES = sorted(file.stem for file in (ROOT / "queries").glob("*.cypher"))
ASKED_FOR = {
    "recruited-by", "prosecuted-under", "reported-by", "sentences", "rulings-of", "sentence-as-of", "case-file",
    "cases-by-court", "fighters-of", "figures", "sources-of", "timeline", "neighbours", "unnamed-persons",
    "possible-duplicates", "officials-and-statements", "recruitment-channels", "pay-offers", "departures",
    "law-penalties", "single-origin", "hubs", "without-source", "known-on", "conflicting-figures",
}  # fmt: skip
SUPPORT = {"grade", "sources", "origins"}


def run(store: Store, one: CannedQuery, **given: Any) -> Result:
    return run_canned(store, one, one.values({**one.example, **given}), Limits())


def test_there_are_at_least_25_and_those_that_were_promised() -> None:
    assert len(NAMES) >= 25
    assert set(NAMES) >= ASKED_FOR
    assert sorted(one.name for one in load_catalogue()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_example_gives_rows_under_the_declared_columns(seeded_store: Store, name: str) -> None:
    one = load_one(name)
    result = run(seeded_store, one)
    assert result.columns == one.columns
    assert result.rows
    assert not result.truncated


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_rows_in_the_same_order(both_seeded: dict[str, Store], name: str) -> None:
    one = load_one(name)
    embedded, neo4j = (run(store, one) for store in both_seeded.values())
    assert embedded == neo4j


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_rows_for_the_defaults(both_seeded: dict[str, Store], name: str) -> None:
    one = load_one(name)
    required = {parameter.name: one.example[parameter.name] for parameter in one.parameters if parameter.required}
    embedded, neo4j = (run_canned(store, one, one.values(required), Limits()) for store in both_seeded.values())
    assert embedded == neo4j


@pytest.mark.parametrize("name", NAMES)
def test_flags_work_both_ways_on_both_engines(both_seeded: dict[str, Store], name: str) -> None:
    one = load_one(name)
    for flag in (parameter for parameter in one.parameters if parameter.type == "flag"):
        embedded, neo4j = (run(store, one, **{flag.name: not flag.default}) for store in both_seeded.values())
        assert embedded == neo4j


def names_relations(one: CannedQuery) -> bool:
    """Whether a query returns something of a relation between entities: a property, its type, or the relation itself."""
    types = "|".join(RELATIONS)
    text = re.sub(r"//[^\n]*", "", one.text)
    returned = text.rsplit("RETURN", 1)[-1]
    bound = re.findall(rf"\[\s*(\w+)\s*:\s*(?:{types})\b", text)
    return any(re.search(rf"\b{name}\.(?:status|grade|since|until|channel|place|pay|role|unit|id)\b", returned) for name in bound)


@pytest.mark.parametrize("name", NAMES)
def test_relations_come_with_their_grade_sources_and_origins(name: str) -> None:
    one = load_one(name)
    if names_relations(one) or ("relation" in one.columns and "claim" not in one.columns):
        assert set(one.columns) >= SUPPORT


def test_most_queries_are_about_relations() -> None:
    assert sum(names_relations(load_one(name)) for name in NAMES) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_support_is_filled_in_for_every_relation(seeded_store: Store, name: str) -> None:
    one = load_one(name)
    if not names_relations(one):
        return
    for row in run(seeded_store, one).rows:
        if row["grade"] is not None:
            assert re.fullmatch(r"[A-F][1-6]", row["grade"])
            assert row["sources"]
            assert row["origins"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_can_be_pasted_and_reads_only(name: str) -> None:
    one = load_one(name)
    pasted = one.paste()
    assert pasted.rstrip().endswith(";")
    assert pasted.count(":param ") == len(one.parameters)
    assert not one.columns or len(set(one.columns)) == len(one.columns)
