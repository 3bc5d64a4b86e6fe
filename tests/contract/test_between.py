"""Everything between two entities on both engines: exactly what every short simple path walks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ask.answer import Named
from graph.errors import NothingFound, SearchStopped, UsageError
from graph.paths import PathQuestion, Walkable
from graph.paths import between as module
from graph.paths.between import find_between
from graph.stores import Limits, Store
from tests.contract.small import NOTE, PAPER, claim, clear, entity, load, person
from tests.contract.test_connect import PEOPLE, edges, fill

pytestmark = pytest.mark.contract


def between(store: Store, one: str, other: str, max_hops: int = 3, most: int = 500, **walkable: Any) -> dict[str, Any]:
    start, end = (Named(id=key, kind="Person", name=key) for key in (one, other))
    return find_between(store, PathQuestion(start, end, max_hops, walkable=Walkable(**walkable)), Limits(), most).as_json()


def ids(found: dict[str, Any]) -> str:
    return "".join(node["id"] for node in found["nodes"])


def test_what_lies_between_has_the_shape_that_json_promises(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "c RELATIVE_OF b", "c STATEMENT_ABOUT b", "a RELATIVE_OF d", "d RELATIVE_OF e")
    found = between(empty_store, "a", "c")
    assert found["from"] == {"id": "a", "kind": "Person", "name": "a"}
    assert found["to"]["id"] == "c"
    assert found["nodes"] == [
        {"id": "a", "kind": "Person", "name": "a", "from": 0, "to": 2},
        {"id": "b", "kind": "Person", "name": "b", "from": 1, "to": 1},
        {"id": "c", "kind": "Person", "name": "c", "from": 2, "to": 0},
    ]
    assert [(hop["id"], len(hop["also"])) for hop in found["hops"]] == [("a|RELATIVE_OF|b", 0), ("c|RELATIVE_OF|b", 1)]
    assert found["weakest"] == {"grade": "B3", "origins": 1}
    assert (found["max_hops"], found["truncated"], "note" in found) == (3, False, False)


def test_longer_paths_count_as_far_as_they_are_asked_for(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF f", "a RELATIVE_OF b", "b RELATIVE_OF f", "b RELATIVE_OF c", "c RELATIVE_OF f")
    assert [ids(between(empty_store, "a", "f", hops)) for hops in (1, 2, 3)] == ["af", "abf", "abfc"]


def test_what_only_hangs_on_the_way_does_not_count(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "b RELATIVE_OF d", "d RELATIVE_OF e", "e RELATIVE_OF b")
    assert ids(between(empty_store, "a", "c", 8)) == "abc"


def test_filters_work_inside(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            NOTE,
            entity("Country", "x"),
            *(person(key) for key in PEOPLE),
            claim("a", "CITIZEN_OF", "x"),
            claim("f", "CITIZEN_OF", "x"),
            claim("a", "RELATIVE_OF", "b"),
            claim("b", "RELATIVE_OF", "f"),
            claim("a", "RELATIVE_OF", "c", source="note"),
            claim("c", "RELATIVE_OF", "f"),
            claim("a", "POSSIBLY_SAME_AS", "f"),
            claim("f", "STATEMENT_ABOUT", "d"),
            claim("a", "STATEMENT_ABOUT", "d"),
        ],
    )
    assert ids(between(empty_store, "a", "f", 2)) == "abcdxf"
    assert ids(between(empty_store, "a", "f", 2, avoid_kinds=frozenset({"Country"}))) == "abcdf"
    assert ids(between(empty_store, "a", "f", 2, avoid=frozenset("bd"))) == "acxf"
    assert ids(between(empty_store, "a", "f", 2, min_grade="B6")) == "abdxf"
    assert ids(between(empty_store, "a", "f", 2, directed=True)) == "abcf"
    assert ids(between(empty_store, "a", "f", 2, types=("CITIZEN_OF",))) == "axf"
    found = between(empty_store, "a", "f", 1, types=("CITIZEN_OF", "POSSIBLY_SAME_AS"))
    assert [hop.get("hypothesis") for hop in found["hops"]] == [True]


def test_an_entity_and_itself_have_nothing_between_them(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "c RELATIVE_OF a")
    found = between(empty_store, "a", "a")
    assert (ids(found), found["hops"], found["weakest"]) == ("a", [], None)


def test_nothing_between_is_said_as_of_a_path(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "c RELATIVE_OF d", "e RELATIVE_OF f")
    with pytest.raises(NothingFound, match="at most 2 hops") as caught:
        between(empty_store, "a", "d", 2)
    assert "--max-hops 3" in caught.value.hint
    with pytest.raises(NothingFound, match="components"):
        between(empty_store, "a", "e")
    with pytest.raises(UsageError, match="between 1 and"):
        between(empty_store, "a", "d", 0)


def test_a_limit_keeps_whole_short_paths_and_says_that_it_cut(empty_store: Store) -> None:
    middles = [f"m{number}" for number in range(8)]
    everybody = [person(key) for key in ("a", "f", "x", "y", *middles)]
    steps = [(one, other) for middle in middles for one, other in (("a", middle), (middle, "f"))]
    longer = [("a", "x"), ("x", "y"), ("y", "f")]
    load(empty_store, [PAPER, *everybody, *(claim(one, "RELATIVE_OF", other) for one, other in (*steps, *longer))])
    found = between(empty_store, "a", "f", 3, most=6)
    assert [node["id"] for node in found["nodes"]] == ["a", "m0", "m1", "m2", "m3", "f"]
    assert found["truncated"] is True
    whole = between(empty_store, "a", "f", 3, most=12)
    assert (len(whole["nodes"]), whole["truncated"]) == (12, False)


def test_what_could_not_be_settled_is_told(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "a RELATIVE_OF d", "d RELATIVE_OF e", "e RELATIVE_OF c")
    through = module.steps_on_simple_paths
    monkeypatch.setattr(module, "steps_on_simple_paths", lambda *asked: through(*asked, work=4))
    found = between(empty_store, "a", "c", 3)
    assert found["unsettled"]
    assert "not settled" in found["note"]
    assert set(found["unsettled"]) <= set("de")


def test_limits_end_the_search(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "b RELATIVE_OF d", "c RELATIVE_OF e")
    monkeypatch.setattr(module, "MOST_VISITED", 3)
    with pytest.raises(SearchStopped, match="limit of 3 entities") as caught:
        between(empty_store, "a", "e", 4)
    assert "--max-hops" in caught.value.hint
    monkeypatch.undo()
    clock = type("Clock", (), {"monotonic": staticmethod(iter(range(0, 1000, 40)).__next__)})
    monkeypatch.setattr(module, "time", clock)
    with pytest.raises(SearchStopped, match="time limit of 30 s"):
        between(empty_store, "a", "e", 4)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(edges=edges, max_hops=st.integers(1, 5), directed=st.booleans())
def test_what_lies_between_is_what_all_simple_paths_of_networkx_walk(
    empty_store: Store, edges: list[tuple[str, str, str]], max_hops: int, directed: bool
) -> None:
    clear(empty_store)
    fill(empty_store, *(" ".join(edge) for edge in edges))
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_edges_from((one, other) for one, name, other in edges if name != "POSSIBLY_SAME_AS")
    for end in "cf":
        paths = list(nx.all_simple_paths(graph, "a", end, cutoff=max_hops))
        nodes = {key for path in paths for key in path}
        steps = {step if directed else tuple(sorted(step)) for path in paths for step in pairwise(path)}
        try:
            found = between(empty_store, "a", end, max_hops, directed=directed)
        except NothingFound:
            assert paths == []
            continue
        walked = {(hop["source"], hop["target"]) for hop in found["hops"]}
        assert set(ids(found)) == nodes
        assert {step if directed else tuple(sorted(step)) for step in walked} == steps
        assert len(found["hops"]) == len(steps)
