"""Paths in the seeds: what may be walked there, and that both engines walk alike."""

from __future__ import annotations

from typing import Any

import pytest

from graph.ask.answer import Named
from graph.errors import UsageError
from graph.model import path_types
from graph.paths import MAX_HOPS, PathQuestion, find_paths
from graph.stores import Limits, Store
from tests.conftest import alike

pytestmark = pytest.mark.contract


def ask(store: Store, start: str, end: str, **asked: Any) -> dict[str, Any]:
    question = PathQuestion(Named(id=start, kind="Person", name=start), Named(id=end, kind="Person", name=end), **asked)
    return find_paths(store, question, Limits()).as_json()


def test_no_type_of_path_touches_a_source_or_claim(seeded_store: Store) -> None:
    query = "MATCH (a)-[r]->(b) WHERE type(r) IN $types AND NOT (a:Entity AND b:Entity) RETURN count(*) AS n"
    assert seeded_store.read(query, {"types": list(path_types())}).rows == [{"n": 0}]


@pytest.mark.parametrize("hops", [-1, 0, MAX_HOPS + 1])
def test_impossible_numbers_of_hops_are_refused(seeded_store: Store, hops: int) -> None:
    with pytest.raises(UsageError, match="between 1 and"):
        ask(seeded_store, "kyrgyzstan", "russia", max_hops=hops)


@pytest.mark.parametrize("ends", [("askar-kubanychbek", "russian-foreign-ministry"), ("a-t", "wagner-group")])
def test_both_engines_find_the_same_paths_in_the_seeds(seeded_stores: list[Store], ends: tuple[str, str]) -> None:
    found = alike(ask(store, *ends, every=True) for store in seeded_stores)
    assert found["paths"]
