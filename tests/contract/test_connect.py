"""The smallest tie between several entities on both engines: what it may cost, what it may walk, and what it says."""

from __future__ import annotations

import time
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ask.answer import Named
from graph.errors import NothingFound, SearchStopped, UsageError
from graph.paths import Prefer, Walkable
from graph.paths import connect as module
from graph.paths.connect import MOST_TIED, ConnectQuestion, connect
from graph.stores import Limits, Store
from tests.contract.small import NOTE, PAPER, claim, clear, entity, load, person

pytestmark = pytest.mark.contract

PEOPLE = tuple("abcdef")
TYPES = ("RELATIVE_OF", "STATEMENT_ABOUT", "RECRUITED_BY")


def tie(store: Store, names: str, limits: Limits = Limits(), **asked: Any) -> dict[str, Any]:  # noqa: B008  frozen
    entities = tuple(Named(id=key, kind="Person", name=key) for key in names)
    return connect(store, ConnectQuestion(entities, **asked), limits).as_json()


def fill(store: Store, *relations: str, people: str = "abcdef") -> None:
    load(store, [PAPER, NOTE, *(person(key) for key in people), *(claim(*one.split()) for one in relations)])


def hops(found: dict[str, Any]) -> list[str]:
    return sorted(hop["id"].replace("|RELATIVE_OF|", "") for hop in found["hops"])


def test_a_tie_has_the_shape_that_json_promises(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF d", "b RELATIVE_OF d", "c STATEMENT_ABOUT d", "c RELATIVE_OF d")
    found = tie(empty_store, "cab")
    assert [one["id"] for one in found["asked"]] == ["c", "a", "b"]
    assert found["parts"] == [["a", "b", "c"]]
    assert found["nodes"][0] == {"id": "a", "kind": "Person", "name": "a", "asked": True}
    assert [node["id"] for node in found["nodes"] if not node["asked"]] == ["d"]
    assert len(found["hops"]) == 3
    assert [len(hop["also"]) for hop in found["hops"]] == [0, 0, 1]
    assert found["weakest"] == {"grade": "B3", "origins": 1}
    assert (found["apart"], found["at_worst"]) == ([], 1.333)
    assert "note" not in found


def test_one_entity_in_the_middle_of_all_beats_a_different_one_for_each_pair(empty_store: Store) -> None:
    pairs = ("a b", "b c", "a c")
    fill(
        empty_store,
        *(f"{key} RELATIVE_OF z" for key in "abc"),
        *(f"{key} RELATIVE_OF {'mno'[at]}" for at, pair in enumerate(pairs) for key in pair.split()),
        people="abcmnoz",
    )
    assert hops(tie(empty_store, "abc")) == ["az", "bz", "cz"]


def test_two_are_tied_by_the_shortest_path_exactly(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "c RELATIVE_OF d", "a RELATIVE_OF e", "e RELATIVE_OF d")
    found = tie(empty_store, "ad")
    assert (hops(found), found["at_worst"]) == (["ae", "ed"], 1.0)


def test_the_order_and_number_of_names_do_not_change_the_tie(empty_store: Store) -> None:
    fill(empty_store, *(f"{one} RELATIVE_OF {other}" for one, other in combinations("abcd", 2)), "d RELATIVE_OF e")
    first, second = tie(empty_store, "ace"), tie(empty_store, "ecaac")
    assert first["hops"] == second["hops"]
    assert first["nodes"] == second["nodes"]


def test_one_entity_named_twice_is_tied_to_itself_by_nothing(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    found = tie(empty_store, "aa")
    assert ([node["id"] for node in found["nodes"]], found["hops"], found["parts"]) == (["a"], [], [["a"]])
    assert found["weakest"] is None


def test_filters_work_inside(empty_store: Store) -> None:
    country = entity("Country", "x")
    load(
        empty_store,
        [
            PAPER,
            NOTE,
            country,
            *(person(key) for key in PEOPLE),
            *(claim(key, "CITIZEN_OF", "x") for key in "abc"),
            claim("a", "RELATIVE_OF", "d"),
            claim("d", "RELATIVE_OF", "b", credibility=1),
            claim("d", "RELATIVE_OF", "c", source="note"),
            claim("c", "RELATIVE_OF", "e"),
            claim("e", "STATEMENT_ABOUT", "d"),
        ],
    )
    assert {"x"} == {node["id"] for node in tie(empty_store, "abc")["nodes"] if not node["asked"]}
    around = Walkable(avoid_kinds=frozenset({"Country"}))
    assert hops(tie(empty_store, "abc", walkable=around)) == ["ad", "db", "dc"]
    graded = Walkable(avoid_kinds=frozenset({"Country"}), min_grade="C6")
    assert hops(tie(empty_store, "abc", walkable=graded)) == ["ad", "ce", "db", "e|STATEMENT_ABOUT|d"]


def test_evidence_takes_the_longer_tie_that_is_better_supported(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            NOTE,
            *(person(key) for key in PEOPLE),
            claim("a", "RELATIVE_OF", "f", source="note", credibility=6),
            claim("b", "RELATIVE_OF", "f", source="note", credibility=6),
            claim("c", "RELATIVE_OF", "f", source="note", credibility=6),
            claim("a", "RELATIVE_OF", "b", credibility=1),
            claim("b", "RELATIVE_OF", "d", credibility=1),
            claim("d", "RELATIVE_OF", "c", credibility=1),
        ],
    )
    assert hops(tie(empty_store, "abc", prefer=Prefer.EVIDENCE)) == ["ab", "bd", "dc"]


def test_specific_goes_around_what_everybody_touches(empty_store: Store) -> None:
    people = [f"p{number:02}" for number in range(40)]
    load(
        empty_store,
        [
            PAPER,
            *(person(key) for key in (*"abcxyz", *people)),
            *(claim(key, "RELATIVE_OF", "x") for key in (*"abc", *people)),
            claim("a", "RELATIVE_OF", "y"),
            claim("y", "RELATIVE_OF", "b"),
            claim("b", "RELATIVE_OF", "z"),
            claim("z", "RELATIVE_OF", "c"),
        ],
    )
    assert hops(tie(empty_store, "abc")) == ["ax", "bx", "cx"]
    assert hops(tie(empty_store, "abc", prefer=Prefer.SPECIFIC)) == ["ay", "bz", "yb", "zc"]


def test_what_cannot_be_tied_is_left_apart_with_the_reason(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "c RELATIVE_OF d")
    found = tie(empty_store, "abe")
    assert found["parts"] == [["a", "b"], ["e"]]
    assert hops(found) == ["ab"]
    [apart] = found["apart"]
    assert {apart["from"], apart["to"]} == {"a", "e"}
    assert "components" in apart["why"]
    assert tie(empty_store, "acbd")["parts"] == [["a", "b"], ["c", "d"]]
    assert hops(tie(empty_store, "acbd")) == ["ab", "cd"]


def test_no_tie_at_all_is_nothing_found_with_words_that_help(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c")
    with pytest.raises(NothingFound, match=r"no two of the 3 entities could be tied.*components") as caught:
        tie(empty_store, "def")
    assert caught.value.exit_code == 3
    with pytest.raises(NothingFound, match="grade A1"):
        tie(empty_store, "ac", walkable=Walkable(min_grade="A1"))
    with pytest.raises(NothingFound) as caught:
        tie(empty_store, "ac", max_hops=1)
    assert "--max-hops" in caught.value.hint


def test_hypotheses_tie_only_when_asked_and_are_marked(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b POSSIBLY_SAME_AS c")
    assert tie(empty_store, "abc")["parts"] == [["a", "b"], ["c"]]
    found = tie(empty_store, "abc", walkable=Walkable(types=("POSSIBLY_SAME_AS", "RELATIVE_OF")))
    assert [hop["id"] for hop in found["hops"] if hop.get("hypothesis")] == ["b|POSSIBLY_SAME_AS|c"]


def test_with_direction_a_tie_is_walked_along_it_and_no_bound_is_claimed(empty_store: Store) -> None:
    fill(empty_store, "a RECRUITED_BY b", "b RECRUITED_BY c", "d RECRUITED_BY c")
    found = tie(empty_store, "acd", walkable=Walkable(directed=True))
    assert [hop["id"] for hop in found["hops"]] == ["a|RECRUITED_BY|b", "b|RECRUITED_BY|c", "d|RECRUITED_BY|c"]
    assert (found["parts"], found["at_worst"]) == ([["a", "c", "d"]], None)
    assert "direction" in found["note"]
    assert tie(empty_store, "abd", walkable=Walkable(directed=True))["parts"] == [["a", "b"], ["d"]]


def test_what_cannot_be_meant_is_refused(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    with pytest.raises(UsageError, match="more than can be tied"):
        tie(empty_store, "abcdefghijk"[: MOST_TIED + 1])
    with pytest.raises(UsageError, match="to be avoided"):
        tie(empty_store, "ab", walkable=Walkable(avoid=frozenset({"a"})))
    with pytest.raises(UsageError, match="between 1 and"):
        tie(empty_store, "ab", max_hops=0)


def test_no_time_is_no_answer(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c")
    ticks = iter(range(0, 10_000, 20))
    monkeypatch.setattr(module, "time", type("Clock", (), {"monotonic": staticmethod(lambda: next(ticks))}))
    with pytest.raises(SearchStopped, match="time limit of 10 s"):
        tie(empty_store, "abc", Limits(timeout=10))
    late = iter([0, 0, *[time.monotonic()] * 100])
    monkeypatch.setattr(module, "time", type("Clock", (), {"monotonic": staticmethod(lambda: next(late))}))
    found = tie(empty_store, "abd", Limits(timeout=10))
    assert (found["parts"], found["at_worst"]) == ([["a", "b"], ["d"]], None)
    assert "stopped" in found["note"]
    assert "stopped" in found["apart"][0]["why"]


edges = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from((*TYPES, "POSSIBLY_SAME_AS")), st.sampled_from(PEOPLE)).filter(
        lambda edge: edge[0] != edge[2]
    ),
    max_size=12,
    unique=True,
)


def fewest(graph: nx.Graph, part: list[str]) -> int:
    """The hops of the smallest tree that ties a part, by trying all."""
    others = [key for key in PEOPLE if key not in part]
    for size in range(len(others) + 1):
        if any(nx.is_connected(graph.subgraph([*part, *more])) for more in combinations(others, size)):
            return len(part) + size - 1
    raise AssertionError(part)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(edges=edges, names=st.sets(st.sampled_from(PEOPLE), min_size=2, max_size=4))
def test_a_tie_is_a_tree_of_at_most_twice_the_fewest_hops(
    empty_store: Store, edges: list[tuple[str, str, str]], names: set[str]
) -> None:
    clear(empty_store)
    fill(empty_store, *(" ".join(edge) for edge in edges))
    graph = nx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_edges_from((one, other) for one, name, other in edges if name != "POSSIBLY_SAME_AS")
    parts = sorted(sorted(names & one) for one in nx.connected_components(graph) if names & one)
    try:
        found = tie(empty_store, "".join(sorted(names)))
    except NothingFound:
        assert len(parts) == len(names)
        return
    assert found["parts"] == parts
    forest = nx.Graph([(hop["source"], hop["target"]) for hop in found["hops"]])
    assert all(graph.has_edge(*edge) for edge in forest.edges)
    for part in (one for one in parts if len(one) > 1):
        tree = forest.subgraph(nx.node_connected_component(forest, part[0]))
        assert nx.is_tree(tree)
        assert tree.nodes >= set(part)
        assert tree.number_of_edges() <= found["at_worst"] * fewest(graph, part)
