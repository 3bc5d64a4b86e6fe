"""Every canned query runs its example on every engine, and gives the same rows on both."""

from __future__ import annotations

import re
from typing import Any

import pytest

from graph.cli.query import run_canned
from graph.model import RELATIONS
from graph.query import CannedQuery, load_catalogue
from graph.query.parameters import Parameter
from graph.query.result import Result
from graph.stores import Limits, Store
from tests.conftest import ROOT, alike

pytestmark = pytest.mark.contract

CATALOGUE = {one.name: one for one in load_catalogue()}
NAMES = sorted(CATALOGUE)
ASKED_FOR = {
    "recruited-by", "prosecuted-under", "reported-by", "sentences", "rulings-of", "sentence-as-of", "case-file",
    "cases-by-court", "fighters-of", "figures", "sources-of", "timeline", "neighbours", "unnamed-persons",
    "possible-duplicates", "officials-and-statements", "recruitment-channels", "pay-offers", "departures",
    "law-penalties", "single-origin", "hubs", "without-source", "known-on", "conflicting-figures",
}  # fmt: skip
SUPPORT = {"grade", "sources", "origins"}


def required(one: CannedQuery) -> dict[str, Any]:
    """The example without what has a default."""
    return {parameter.name: one.example[parameter.name] for parameter in one.parameters if parameter.required}


def names_relations(one: CannedQuery) -> bool:
    """Whether a query returns something of a relation between entities: a property, its type, or the relation itself."""
    types = "|".join(RELATIONS)
    text = re.sub(r"//[^\n]*", "", one.text)
    returned = text.rsplit("RETURN", 1)[-1]
    bound = re.findall(rf"\[\s*(\w+)\s*:\s*(?:{types})\b", text)
    return any(re.search(rf"\b{name}\.(?:status|grade|since|until|channel|place|pay|role|unit|id)\b", returned) for name in bound)


FLAGS = [(name, flag) for name, one in CATALOGUE.items() for flag in one.parameters if flag.type == "flag"]
WITH_DEFAULTS = [name for name, one in CATALOGUE.items() if one.values(one.example) != one.values(required(one))]
OF_RELATIONS = [name for name, one in CATALOGUE.items() if names_relations(one)]


def run(store: Store, name: str, given: dict[str, Any]) -> Result:
    return run_canned(store, CATALOGUE[name], CATALOGUE[name].values(given), Limits())


def test_there_are_at_least_25_and_those_that_were_promised() -> None:
    assert sorted(file.stem for file in (ROOT / "queries").glob("*.cypher")) == NAMES
    assert len(NAMES) >= 25
    assert set(NAMES) >= ASKED_FOR
    assert len(OF_RELATIONS) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_the_example_gives_rows_under_the_declared_columns(seeded_store: Store, name: str) -> None:
    result = run(seeded_store, name, CATALOGUE[name].example)
    assert result.columns == CATALOGUE[name].columns
    assert result.rows
    assert not result.truncated


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_rows_in_the_same_order(seeded_stores: list[Store], name: str) -> None:
    alike(run(store, name, CATALOGUE[name].example) for store in seeded_stores)


@pytest.mark.parametrize("name", WITH_DEFAULTS)
def test_both_engines_give_the_same_rows_for_the_defaults(seeded_stores: list[Store], name: str) -> None:
    alike(run(store, name, required(CATALOGUE[name])) for store in seeded_stores)


@pytest.mark.parametrize(("name", "flag"), FLAGS, ids=[f"{name}-{flag.name}" for name, flag in FLAGS])
def test_flags_work_both_ways_on_both_engines(seeded_stores: list[Store], name: str, flag: Parameter) -> None:
    alike(run(store, name, {**CATALOGUE[name].example, flag.name: not flag.default}) for store in seeded_stores)


@pytest.mark.parametrize("name", OF_RELATIONS)
def test_relations_come_with_their_grade_sources_and_origins(seeded_store: Store, name: str) -> None:
    assert set(CATALOGUE[name].columns) >= SUPPORT
    graded = [row for row in run(seeded_store, name, CATALOGUE[name].example).rows if row["grade"] is not None]
    assert graded
    for row in graded:
        assert re.fullmatch(r"[A-F][1-6]", row["grade"])
        assert row["sources"]
        assert row["origins"]


@pytest.mark.parametrize(
    "name", [name for name, one in CATALOGUE.items() if "relation" in one.columns and "claim" not in one.columns]
)
def test_a_column_of_relations_has_its_support_beside_it(name: str) -> None:
    assert set(CATALOGUE[name].columns) >= SUPPORT
