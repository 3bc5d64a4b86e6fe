"""The shortest paths between two entities, the same on every engine and the same as networkx finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ask.answer import Named
from graph.errors import NothingFound
from graph.ledger.certainty import Snapshot
from graph.model import Source
from graph.paths import MAX_HOPS, PathQuestion, Prefer, Walkable, expand, find_paths
from graph.paths.expand import degrees
from graph.stores import Limits, Store
from tests.contract.small import NOTE, PAPER, claim, clear, entity, load, person

pytestmark = pytest.mark.contract

PEOPLE = tuple("abcdef")
TYPES = ("RELATIVE_OF", "STATEMENT_ABOUT", "RECRUITED_BY")


def ask(store: Store, start: str, end: str, **asked: Any) -> dict[str, Any]:
    question = PathQuestion(Named(id=start, kind="Person", name=start), Named(id=end, kind="Person", name=end), **asked)
    return find_paths(store, question, Limits()).as_json()


def routes(found: dict[str, Any]) -> list[str]:
    return ["".join(node["id"] for node in path["nodes"]) for path in found["paths"]]


def fill(store: Store, *relations: str) -> None:
    """People a to f, and relations written as "a RELATIVE_OF b"."""
    claims = [claim(*relation.split()) for relation in relations]
    load(store, [PAPER, NOTE, *(person(key) for key in PEOPLE), *claims])


def test_a_path_has_the_shape_that_json_promises(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "c RECRUITED_BY b")
    found = ask(empty_store, "a", "c")
    assert found["from"] == {"id": "a", "kind": "Person", "name": "a"}
    assert found["to"] == {"id": "c", "kind": "Person", "name": "c"}
    assert found["truncated"] is False
    [path] = found["paths"]
    assert path["length"] == 2
    assert [node["id"] for node in path["nodes"]] == ["a", "b", "c"]
    first, second = path["hops"]
    assert (first["relation"], first["source"], first["target"]) == ("RELATIVE_OF", "a", "b")
    assert (second["relation"], second["source"], second["target"]) == ("RECRUITED_BY", "c", "b")
    assert (first["status"], first["grade"], first["sources"], first["origins"]) == ("asserted", "B3", ["paper"], ["paper"])


def test_relations_are_walked_in_either_direction(empty_store: Store) -> None:
    fill(empty_store, "b RELATIVE_OF a", "b RECRUITED_BY c")
    there, back = ask(empty_store, "a", "c"), ask(empty_store, "c", "a")
    assert routes(there) == ["abc"]
    assert routes(back) == ["cba"]
    assert there["paths"][0]["hops"] == back["paths"][0]["hops"][::-1]


def test_the_shortest_wins(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "c RELATIVE_OF d", "a STATEMENT_ABOUT d")
    assert routes(ask(empty_store, "a", "d", every=True)) == ["ad"]


def test_all_shortest_paths_come_in_the_order_of_their_ids(empty_store: Store) -> None:
    fill(empty_store, *(f"a RELATIVE_OF {mid}" for mid in "edcb"), *(f"{mid} RELATIVE_OF f" for mid in "cedb"))
    assert routes(ask(empty_store, "a", "f", every=True)) == ["abf", "acf", "adf", "aef"]


def test_one_path_is_the_first_of_all(empty_store: Store) -> None:
    fill(empty_store, *(f"a RELATIVE_OF {mid}" for mid in "edc"), *(f"{mid} RELATIVE_OF f" for mid in "ced"))
    one, every = ask(empty_store, "a", "f"), ask(empty_store, "a", "f", every=True)
    assert one["paths"] == every["paths"][:1]
    assert one["truncated"] is False


def test_more_paths_than_asked_for_are_told(empty_store: Store) -> None:
    fill(empty_store, *(f"a RELATIVE_OF {mid}" for mid in "edcb"), *(f"{mid} RELATIVE_OF f" for mid in "cedb"))
    cut = ask(empty_store, "a", "f", every=True, most=3)
    assert routes(cut) == ["abf", "acf", "adf"]
    assert cut["truncated"] is True
    assert ask(empty_store, "a", "f", every=True, most=4)["truncated"] is False


def test_parallel_relations_make_one_path_not_several(empty_store: Store) -> None:
    side_by_side = [f"a {name} b" for name in TYPES] + [f"b {name} a" for name in TYPES]
    fill(empty_store, *side_by_side, "b RELATIVE_OF c", "b STATEMENT_ABOUT c")
    found = ask(empty_store, "a", "c", every=True)
    assert routes(found) == ["abc"]
    first, second = found["paths"][0]["hops"]
    assert {hop["id"] for hop in (first, *first["also"])} == {relation.replace(" ", "|") for relation in side_by_side}
    assert len(second["also"]) == 1


def test_the_relation_that_speaks_loudest_carries_the_hop(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            NOTE,
            person("a"),
            person("b"),
            claim("a", "RECRUITED_BY", "b", status="alleged", credibility=1),
            claim("a", "RELATIVE_OF", "b", source="note"),
            claim("a", "STATEMENT_ABOUT", "b", credibility=2),
        ],
    )
    [hop] = ask(empty_store, "a", "b")["paths"][0]["hops"]
    assert (hop["relation"], hop["grade"]) == ("STATEMENT_ABOUT", "B2")
    assert [(also["relation"], also["status"]) for also in hop["also"]] == [
        ("RELATIVE_OF", "asserted"),
        ("RECRUITED_BY", "alleged"),
    ]


def test_hypotheses_are_never_walked(empty_store: Store) -> None:
    fill(empty_store, "a POSSIBLY_SAME_AS b", "c RELATIVE_OF a", "c RELATIVE_OF d", "d RELATIVE_OF b")
    found = ask(empty_store, "a", "b", every=True)
    assert routes(found) == ["acdb"]
    assert "POSSIBLY_SAME_AS" not in str(found["paths"])
    with pytest.raises(NothingFound, match="no path of at most 2 hops"):
        ask(empty_store, "a", "b", max_hops=2)


def test_a_hypothesis_beside_a_relation_is_not_told_with_it(empty_store: Store) -> None:
    fill(empty_store, "a POSSIBLY_SAME_AS b", "a RELATIVE_OF b")
    assert ask(empty_store, "a", "b")["paths"][0]["hops"][0]["also"] == []


def test_a_shared_source_or_claim_connects_nobody(empty_store: Store) -> None:
    outlet = entity("MediaOutlet", "outlet")
    shared = claim("a", "RELATIVE_OF", "b", attributed_to=("outlet",)), claim("c", "RELATIVE_OF", "d", attributed_to=("outlet",))
    load(empty_store, [PAPER, outlet, *(person(key) for key in "abcd"), *shared])
    with pytest.raises(NothingFound) as caught:
        ask(empty_store, "a", "c", max_hops=MAX_HOPS)
    assert caught.value.exit_code == 3


def test_an_entity_and_itself_are_a_path_of_no_hops(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    for every in (False, True):
        found = ask(empty_store, "a", "a", every=every)
        [path] = found["paths"]
        assert path == {
            "length": 0,
            "weakest": None,
            "nodes": [{"id": "a", "kind": "Person", "name": "a"}],
            "hops": [],
            "cost": 0,
        }


def test_max_hops_is_the_longest_path_that_is_found(empty_store: Store) -> None:
    fill(empty_store, *(f"{one} RELATIVE_OF {other}" for one, other in pairwise(PEOPLE)))
    assert routes(ask(empty_store, "a", "f", max_hops=5)) == ["abcdef"]
    with pytest.raises(NothingFound) as caught:
        ask(empty_store, "a", "f", max_hops=4)
    assert "--max-hops" in caught.value.hint


def test_the_most_hops_that_may_be_asked_for_are_answered(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    with pytest.raises(NothingFound):
        ask(empty_store, "a", "f", max_hops=MAX_HOPS)


edges = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from((*TYPES, "POSSIBLY_SAME_AS")), st.sampled_from(PEOPLE)).filter(
        lambda edge: edge[0] != edge[2]
    ),
    max_size=14,
    unique=True,
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(edges=edges)
def test_all_shortest_paths_are_those_of_networkx(empty_store: Store, edges: list[tuple[str, str, str]]) -> None:
    clear(empty_store)
    fill(empty_store, *(" ".join(edge) for edge in edges))
    graph = nx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_edges_from((one, other) for one, name, other in edges if name != "POSSIBLY_SAME_AS")
    for end in PEOPLE[1:]:
        expected = sorted(map("".join, nx.all_shortest_paths(graph, "a", end))) if nx.has_path(graph, "a", end) else []
        try:
            found = routes(ask(empty_store, "a", end, every=True))
        except NothingFound:
            found = []
        assert found == expected


def refusal(store: Store, start: str, end: str, **asked: Any) -> str:
    """What is said, with the hint, when nothing qualifies."""
    with pytest.raises(NothingFound) as caught:
        ask(store, start, end, **asked)
    assert caught.value.exit_code == 3
    return f"{caught.value} ({caught.value.hint})"


def test_a_weaker_grade_is_named_when_none_qualifies(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            *(person(key) for key in "abcd"),
            claim("a", "RELATIVE_OF", "b", credibility=5),
            claim("b", "RELATIVE_OF", "d", credibility=1),
            claim("a", "RELATIVE_OF", "c", credibility=3),
            claim("c", "RELATIVE_OF", "d", credibility=4),
        ],
    )
    said = refusal(empty_store, "a", "d", walkable=Walkable(min_grade="B2"))
    assert "no path of at most 8 hops from “a” to “d” at grade B2 or better; one of 2 hops exists at B4: a – c – d" in said
    assert "--min-grade B4" in said


def test_a_longer_path_is_named_when_none_is_short_enough(empty_store: Store) -> None:
    fill(empty_store, *(f"{one} RELATIVE_OF {other}" for one, other in pairwise(PEOPLE)))
    said = refusal(empty_store, "a", "f", max_hops=3)
    assert "one of 5 hops exists: a – b – c – d – e – f" in said
    assert "--max-hops 5" in said


def test_different_components_are_told_with_what_can_be_reached(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b RELATIVE_OF c", "d RELATIVE_OF e")
    said = refusal(empty_store, "a", "d")
    assert "the two are in different components: only one other entity can be reached from “d”" in said


def test_an_entity_without_any_relation_is_told(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    assert "no other entity can be reached from “f”" in refusal(empty_store, "a", "f")


def test_a_filter_that_stands_in_the_way_is_named(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b", "b STATEMENT_ABOUT c")
    said = refusal(empty_store, "a", "c", walkable=Walkable(types=("RELATIVE_OF",)))
    assert "without --only and --not one of 2 hops exists: a – b – c" in said
    assert "without --directed one of 1 hop exists: b – a" in refusal(empty_store, "b", "a", walkable=Walkable(directed=True))
    assert "without --avoid one of 2 hops" in refusal(empty_store, "a", "c", walkable=Walkable(avoid=frozenset("b")))
    assert "without --via one of 1 hop" in refusal(empty_store, "a", "b", via=("f",))


def test_a_hypothesis_that_would_join_the_two_is_named(empty_store: Store) -> None:
    fill(empty_store, "a POSSIBLY_SAME_AS b")
    said = refusal(empty_store, "a", "b")
    assert "over a hypothesis one of 1 hop exists" in said
    assert "--through-hypotheses" in said


def test_an_end_that_nobody_had_heard_of_is_told(empty_store: Store) -> None:
    fill(empty_store, "a RELATIVE_OF b")
    said = refusal(empty_store, "a", "b", walkable=Walkable(snapshot=Snapshot(known_at=dt.date(1990, 1, 1))))
    assert "“a” is no part of the graph as known on 1990-01-01" in said


def test_the_filtered_search_finds_the_longer_path_that_qualifies(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            NOTE,
            *(person(key) for key in "abc"),
            claim("a", "RELATIVE_OF", "c", credibility=6),
            claim("a", "RELATIVE_OF", "b", credibility=1),
            claim("b", "STATEMENT_ABOUT", "c", credibility=2),
        ],
    )
    assert routes(ask(empty_store, "a", "c")) == ["ac"]
    assert routes(ask(empty_store, "a", "c", walkable=Walkable(min_grade="B2"))) == ["abc"]
    assert routes(ask(empty_store, "a", "c", k=5)) == ["ac", "abc"]
    assert routes(ask(empty_store, "a", "c", prefer=Prefer.EVIDENCE))[0] == "ac"  # one weak hop still costs less than two


def test_what_was_known_on_a_day_is_judged_by_its_claims_then(empty_store: Store) -> None:
    early = Source(id="early", title="Early", published="2023-01-01", reliability="B")
    late = Source(id="late", title="Late", published="2025-01-01", reliability="B")
    people = [person(key) for key in "abc"]
    relations = [
        claim("a", "RELATIVE_OF", "c", source="early", credibility=4),
        claim("a", "STATEMENT_ABOUT", "b", source="early", credibility=2),
        claim("b", "RELATIVE_OF", "c", source="early", credibility=1),
    ]
    load(empty_store, [early, late, *people, *relations])
    better = claim("a", "RELATIVE_OF", "c", source="late", credibility=1)
    load(empty_store, [better.model_copy(update={"id": "better"})])
    good = Walkable(min_grade="B2")
    then = Walkable(min_grade="B2", snapshot=Snapshot(known_at=dt.date(2024, 1, 1)))
    assert routes(ask(empty_store, "a", "c", walkable=good)) == ["ac"]
    found = ask(empty_store, "a", "c", walkable=then)
    assert routes(found) == ["abc"]
    assert [hop["sources"] for hop in found["paths"][0]["hops"]] == [["early"], ["early"]]


def test_the_weakest_hop_says_how_well_a_path_is_supported(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            *(person(key) for key in "abc"),
            claim("a", "RELATIVE_OF", "b", credibility=2),
            claim("b", "RELATIVE_OF", "c", credibility=5),
            claim("b", "STATEMENT_ABOUT", "c", credibility=3),
        ],
    )
    [path] = ask(empty_store, "a", "c")["paths"]
    assert path["weakest"] == {"grade": "B3", "origins": 1}


def test_explaining_counts_what_each_filter_took_away(empty_store: Store) -> None:
    load(
        empty_store,
        [
            PAPER,
            *(person(key) for key in "abc"),
            claim("a", "RELATIVE_OF", "b", credibility=5),
            claim("a", "STATEMENT_ABOUT", "c", credibility=1),
            claim("c", "RELATIVE_OF", "b", credibility=1),
        ],
    )
    ends = (Named(id=key, kind="Person", name=key) for key in "ab")
    question = PathQuestion(*ends, walkable=Walkable(min_grade="B2"))
    told = find_paths(empty_store, question, Limits(), explain=True).as_json()["explain"]
    assert told["way"] == "levels"
    assert told["removed"]["min_grade"] >= 1
    assert told["frontiers"]
    assert told["visited"] == 3


def test_a_hub_is_counted_once_however_many_lead_to_it(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []

    def degrees_of(store: Store, ids: Iterable[str]) -> dict[str, int]:
        ids = list(ids)
        counted.extend(ids)
        return degrees(store, ids)

    monkeypatch.setattr(expand, "degrees", degrees_of)
    load(empty_store, [PAPER, entity("Organization", "hub"), *(person(f"p{at}") for at in range(60))])
    load(empty_store, [claim(f"p{at}", "RECRUITED_BY", "hub") for at in range(60)])
    found = ask(empty_store, "p3", "p9", prefer=Prefer.SPECIFIC)
    assert [node["id"] for node in found["paths"][0]["nodes"]] == ["p3", "hub", "p9"]
    assert "hub" in counted
    assert len(counted) == len(set(counted))
