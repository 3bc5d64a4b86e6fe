"""What lies around an entity on both engines: distances, filters, the limit, and how little of a hub is fetched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ask.answer import Named
from graph.errors import NothingFound, SearchStopped, UsageError
from graph.ledger.certainty import Snapshot
from graph.model import Source
from graph.paths import Walkable
from graph.paths.neighbours import MOST_AROUND, NeighbourQuestion, find_neighbours
from graph.query.result import Result
from graph.stores import Limits, Store
from tests.contract.small import NOTE, PAPER, claim, clear, entity, load, person
from tests.contract.test_connect import PEOPLE, edges, fill

pytestmark = pytest.mark.contract


def around(store: Store, key: str, limits: Limits = Limits(), **asked: Any) -> dict[str, Any]:  # noqa: B008  frozen
    question = NeighbourQuestion(Named(id=key, kind="Person", name=key), **asked)
    return find_neighbours(store, question, limits).as_json()


def distances(found: dict[str, Any]) -> dict[str, int]:
    return {one["id"]: one["distance"] for one in found["neighbours"]}


def test_neighbours_have_the_shape_that_json_promises(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b STATEMENT_ABOUT a", "c RELATIVE_OF b")
    found = around(empty_store, "a", hops=2)
    assert found["around"] == {"id": "a", "kind": "Person", "name": "a"}
    assert (found["hops"], found["truncated"]) == (2, False)
    first, second = found["neighbours"]
    assert (first["id"], first["kind"], first["name"], first["distance"]) == ("b", "Person", "b", 1)
    assert first["weakest"] == {"grade": "B3", "origins": 1}
    [hop] = first["relations"]
    assert {hop["relation"], *(also["relation"] for also in hop["also"])} == {"RELATIVE_OF", "STATEMENT_ABOUT"}
    assert (second["id"], second["distance"]) == ("c", 2)
    assert [hop["id"] for hop in second["relations"]] == ["c|RELATIVE_OF|b"]


def test_every_way_from_one_hop_nearer_is_told_and_none_from_the_same_distance(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "a RELATIVE_OF c", "b RELATIVE_OF d", "c RELATIVE_OF d", "b RELATIVE_OF c")
    found = around(empty_store, "a", hops=2)
    assert {one["id"]: [hop["id"] for hop in one["relations"]] for one in found["neighbours"]} == {
        "b": ["a|RELATIVE_OF|b"],
        "c": ["a|RELATIVE_OF|c"],
        "d": ["b|RELATIVE_OF|d", "c|RELATIVE_OF|d"],
    }


def test_filters_work_on_the_way_too(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            NOTE,
            entity("Country", "x"),
            *(person(key) for key in PEOPLE),
            claim("a", "CITIZEN_OF", "x"),
            claim("b", "CITIZEN_OF", "x"),
            claim("a", "RELATIVE_OF", "c", source="note"),
            claim("c", "RELATIVE_OF", "d"),
            claim("e", "RECRUITED_BY", "a", since="2020", until="2021"),
            claim("a", "POSSIBLY_SAME_AS", "f"),
        ],
    )
    assert distances(around(empty_store, "a", hops=2)) == {"c": 1, "e": 1, "x": 1, "b": 2, "d": 2}
    country = Walkable(avoid_kinds=frozenset({"Country"}))
    assert distances(around(empty_store, "a", hops=2, walkable=country)) == {"c": 1, "e": 1, "d": 2}
    assert distances(around(empty_store, "a", hops=2, walkable=Walkable(avoid=frozenset({"c"})))) == {"e": 1, "x": 1, "b": 2}
    assert distances(around(empty_store, "a", hops=2, walkable=Walkable(min_grade="B6"))) == {"e": 1, "x": 1, "b": 2}
    assert distances(around(empty_store, "a", hops=2, walkable=Walkable(directed=True))) == {"c": 1, "x": 1, "d": 2}
    assert distances(around(empty_store, "a", walkable=Walkable(types=("RECRUITED_BY",)))) == {"e": 1}
    then = Walkable(snapshot=Snapshot(as_of=dt.date(2024, 1, 1)))
    assert distances(around(empty_store, "a", walkable=then)) == {"c": 1, "x": 1}
    found = around(empty_store, "a", walkable=Walkable(snapshot=Snapshot(as_of=dt.date(2020, 6, 1))))
    assert {one["id"]: one["relations"][0]["certainty"] for one in found["neighbours"]} == {
        "c": "not stated",
        "e": "possibly",
        "x": "not stated",
    }
    hypotheses = around(empty_store, "a", walkable=Walkable(types=("POSSIBLY_SAME_AS",)))
    assert hypotheses["neighbours"][0]["relations"][0]["hypothesis"] is True


def test_what_was_known_on_a_day(empty_store: Store) -> None:
    later = Source(id="later", title="Later", reliability="B", published="2025-06-01")
    early = Source(id="early", title="Early", reliability="B", published="2020-06-01")
    load(
        empty_store,
        [
            early,
            later,
            *(person(key) for key in "abc"),
            claim("a", "RELATIVE_OF", "b", source="early"),
            claim("a", "RELATIVE_OF", "c", source="later"),
        ],
    )
    known = Walkable(snapshot=Snapshot(known_at=dt.date(2021, 1, 1)))
    for most in (1, 5):
        found = around(empty_store, "a", walkable=known, most=most)
        assert (distances(found), found["truncated"]) == ({"b": 1}, False)


class Counting:
    """A store that counts the rows that it gives."""

    def __init__(self, store: Store) -> None:
        self._store, self.rows = store, 0

    @property
    def info(self) -> Any:
        return self._store.info

    @property
    def features(self) -> Any:
        return self._store.features

    def read(self, query: str, params: Mapping[str, Any] | None = None, limits: Limits = Limits()) -> Result:  # noqa: B008  frozen
        result = self._store.read(query, params, limits)
        self.rows += len(result.rows)
        return result


def test_of_a_hub_no_more_is_fetched_than_is_shown(empty_store: Store) -> None:
    people = [f"p{number:04}" for number in range(1200)]
    load(
        empty_store,
        [PAPER, person("hub"), person("z"), *(person(key) for key in people), claim("z", "RELATIVE_OF", "hub")]
        + [claim(key, "RELATIVE_OF", "hub") for key in people],
    )
    for start, hops in (("hub", 1), ("z", 2)):
        counting = Counting(empty_store)
        found = around(counting, start, hops=hops, most=20)  # type: ignore[arg-type]  # all that the search asks of a store
        assert len(found["neighbours"]) == 20
        assert found["truncated"] is True
        assert [one["id"] for one in found["neighbours"]] == (people[:20] if hops == 1 else ["hub", *people[:19]])
        assert counting.rows < 500


def test_the_limit_keeps_the_nearest_and_says_that_it_cut(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF e", "a RELATIVE_OF c", "c RELATIVE_OF b", "e RELATIVE_OF d")
    for most, expected in ((1, ["c"]), (2, ["c", "e"]), (3, ["c", "e", "b"]), (4, ["c", "e", "b", "d"])):
        found = around(empty_store, "a", hops=2, most=most)
        assert [one["id"] for one in found["neighbours"]] == expected
        assert found["truncated"] is (most < 4)
    assert around(empty_store, "a", hops=1, most=2)["truncated"] is False


def test_nothing_there_is_said_with_what_would_do(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    with pytest.raises(NothingFound, match="nothing is next to “c”"):
        around(empty_store, "c")
    with pytest.raises(NothingFound, match="without the filters something is there") as caught:
        around(empty_store, "a", walkable=Walkable(min_grade="A1"))
    assert "--min-grade" in caught.value.hint
    assert caught.value.exit_code == 3


def test_what_cannot_be_meant_is_refused(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    for hops in (0, MOST_AROUND + 1):
        with pytest.raises(UsageError, match="--hops"):
            around(empty_store, "a", hops=hops)
    with pytest.raises(UsageError, match="to be avoided"):
        around(empty_store, "a", walkable=Walkable(avoid=frozenset({"a"})))


def test_no_time_is_no_answer(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    with pytest.raises(SearchStopped, match="time limit"):
        around(empty_store, "a", Limits(timeout=1e-9))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(edges=edges, hops=st.integers(1, 4), most=st.integers(1, 6))
def test_distances_are_those_of_networkx(empty_store: Store, edges: list[tuple[str, str, str]], hops: int, most: int) -> None:
    clear(empty_store)
    fill(empty_store, *(" ".join(edge) for edge in edges))
    graph = nx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_edges_from((one, other) for one, name, other in edges if name != "POSSIBLY_SAME_AS")
    expected = nx.single_source_shortest_path_length(graph, "a", hops)
    ordered = sorted((distance, key) for key, distance in expected.items() if key != "a")
    try:
        found = around(empty_store, "a", hops=hops, most=most)
    except NothingFound:
        assert ordered == []
        return
    assert [(one["distance"], one["id"]) for one in found["neighbours"]] == ordered[:most]
    assert found["truncated"] is (len(ordered) > most)
    for one in found["neighbours"]:
        nearer = {end for hop in one["relations"] for end in (hop["source"], hop["target"])} - {one["id"]}
        assert nearer == {key for key in graph[one["id"]] if expected.get(key) == one["distance"] - 1}
