"""Every way of searching gives the paths of networkx on the filtered graph, in one order, on every engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.ask.answer import Named
from graph.ledger.certainty import Snapshot
from graph.model import HYPOTHESIS, path_types
from graph.paths import PathQuestion, Prefer, Walkable
from graph.paths.arrays import arrays as mapped
from graph.paths.arrays.build import build
from graph.paths.arrays.expand import MappedExpander
from graph.paths.arrays.walk import MappedSearch
from graph.paths.bidirectional import BidirectionalSearch, Caps, Outcome
from graph.paths.costs import Step, weakness, weight
from graph.paths.k_shortest import Route
from graph.paths.search import search
from graph.paths.selectors import expressible, search_by_selectors
from graph.stores import Limits, Store, open_store
from tests.contract.small import clear
from tests.engines import Engine

pytestmark = pytest.mark.contract

KINDS = {"a": "Person", "b": "Person", "c": "Organization", "d": "Person", "e": "Country", "f": "Person", "g": "Person"}
TYPES = ("RELATIVE_OF", "STATEMENT_ABOUT", "MEMBER_OF", HYPOTHESIS)
DAYS = (None, dt.date(2020, 1, 1), dt.date(2022, 1, 1))
DAY = dt.date(2021, 1, 1)


def named(key: str) -> Named:
    return Named(id=key, kind=KINDS[key], name=key)


relations = st.dictionaries(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from(TYPES), st.sampled_from("abcdefg")).filter(
        lambda key: key[0] != key[2]
    ),
    st.fixed_dictionaries(
        {
            "grade": st.sampled_from(("A1", "B2", "B3", "C3", "F6", "")),
            "origins": st.integers(0, 3),
            "since": st.sampled_from(DAYS),
            "until": st.sampled_from(DAYS),
            "judgement": st.sampled_from((None, "positive", "negative")),
            "standing": st.sampled_from(("supported", "supported", "disputed", "denied only")),
        }
    ),
    max_size=16,
)
walkables = st.builds(
    Walkable,
    types=st.sampled_from((path_types(), (*path_types(), HYPOTHESIS), ("RELATIVE_OF", "STATEMENT_ABOUT"))),
    min_grade=st.sampled_from((None, None, "B2", "C3")),
    min_origins=st.sampled_from((1, 1, 2)),
    snapshot=st.sampled_from((Snapshot(), Snapshot(), Snapshot(as_of=DAY))),
    directed=st.booleans(),
    denied=st.booleans(),
    undisputed=st.booleans(),
    avoid=st.frozensets(st.sampled_from("bcdef"), max_size=1),
    avoid_kinds=st.sampled_from((frozenset[str](), frozenset({"Country"}), frozenset({"Person"}))),
)
questions = st.builds(
    PathQuestion,
    start=st.just(named("a")),
    end=st.just(named("g")),
    max_hops=st.integers(1, 7),
    every=st.booleans(),
    k=st.integers(1, 6),
    walkable=walkables,
)
Relations = dict[tuple[str, str, str], dict[str, Any]]


def fill(store: Store, held: Relations) -> None:
    """The people a to g and some relations, straight into the store as loading would leave them."""
    clear(store)
    for kind in sorted(set(KINDS.values())):
        labels = {"Person": "Entity:Person", "Organization": "Entity:Organization", "Country": "Entity:Place:Country"}[kind]
        ids = [key for key, one in KINDS.items() if one == kind]
        store.write(f"UNWIND $ids AS id CREATE (:{labels} {{id: id, kind: $kind, name: id}})", {"ids": ids, "kind": kind})
    rows: dict[str, list[dict[str, Any]]] = {}
    for (source, name, target), about in held.items():
        properties = {
            "id": f"{source}|{name}|{target}",
            "status": "denied" if about["standing"] == "denied only" else "asserted",
            "standing": about["standing"],
            "disputed_sources": None if about["standing"] == "supported" else ["some paper"],
            "grade": about["grade"],
            "origins": [f"o{count}" for count in range(about["origins"])],
            "since": about["since"] and about["since"].isoformat(),
            "until": about["until"] and about["until"].isoformat(),
            "since_earliest": about["since"],
            "until_latest": about["until"],
            "judgement": about["judgement"] if name == HYPOTHESIS else None,
        }
        kept = {key: value for key, value in properties.items() if value is not None}
        rows.setdefault(name, []).append({"source": source, "target": target, "p": kept})
    for name, some in rows.items():
        store.write(
            "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
            f"CREATE (a)-[r:{name}]->(b) SET r = row.p",
            {"rows": some},
        )


def qualifies(name: str, about: dict[str, Any], wanted: Walkable) -> bool:
    """The rule, said once more in the plainest words."""
    if name not in wanted.types or (name == HYPOTHESIS and about["judgement"] == "negative"):
        return False
    if (about["standing"] == "denied only" and not wanted.denied) or (about["standing"] != "supported" and wanted.undisputed):
        return False
    if wanted.min_grade and not (about["grade"] and about["grade"] <= wanted.min_grade):
        return False
    if wanted.min_origins > 1 and about["origins"] < wanted.min_origins:
        return False
    day = wanted.snapshot.as_of
    return day is None or (
        (about["since"] is None or about["since"] <= day) and (about["until"] is None or about["until"] >= day)
    )


def expected(held: Relations, question: PathQuestion) -> list[Route]:
    """The routes by networkx, on the graph of what qualifies."""
    graph = nx.DiGraph()
    graph.add_nodes_from(KINDS)
    for (source, name, target), about in held.items():
        if not qualifies(name, about, question.walkable):
            continue
        weak = weakness(about["grade"], about["origins"])
        for one, other in ((source, target),) if question.walkable.directed else ((source, target), (target, source)):
            weak_before = graph.edges[one, other]["weak"] if graph.has_edge(one, other) else weak
            graph.add_edge(one, other, weak=min(weak, weak_before))
    barred = question.walkable.avoid | {key for key, kind in KINDS.items() if kind in question.walkable.avoid_kinds}
    graph.remove_nodes_from(barred - {"a", "g"})
    paths = list(nx.all_simple_paths(graph, "a", "g", cutoff=question.max_hops))
    routes = sorted(
        Route(sum(weight(Prefer.SHORT, Step(graph.edges[pair]["weak"]), last=False) for pair in pairwise(path)), tuple(path))
        for path in paths
    )
    if question.every:
        return [route for route in routes if len(route.ids) == len(routes[0].ids)][: question.most]
    return routes[: question.k]


@contextmanager
def in_arrays(store: Store) -> Iterator[mapped.Arrays]:
    """The arrays of an embedded store as it is now."""
    files = store.files
    assert files is not None
    files.state = "now"
    build(files)
    found = mapped.opened(files.folder / mapped.FOLDER, "now")
    assert found is not None
    yield found


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(held=relations, asked=st.lists(questions, min_size=6, max_size=6))
@example(held={}, asked=[PathQuestion(named("a"), named("g"))])
def test_every_way_finds_the_paths_of_networkx(empty_store: Store, held: Relations, asked: list[PathQuestion]) -> None:
    fill(empty_store, held)
    embedded = empty_store.info.embedded
    for question in asked:
        wanted = expected(held, question)
        assert search(empty_store, question, Limits()).routes == wanted
        assert search(empty_store, question, Limits(), explain=True).routes == wanted
        if not embedded:
            assert search_by_selectors(empty_store, question, Limits(), most_ties=5000).routes == wanted
    if embedded:
        with in_arrays(empty_store) as found:
            for question in asked:
                wanted = expected(held, question)
                assert MappedSearch(found, question, Caps()).run().routes == wanted
                assert BidirectionalSearch(MappedExpander(found, question), question, Caps()).run().routes == wanted


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(held=relations, k=st.integers(1, 4), prefer=st.sampled_from((Prefer.EVIDENCE, Prefer.SPECIFIC)))
def test_measures_other_than_hops_give_the_same_on_every_way(empty_store: Store, held: Relations, k: int, prefer: Prefer) -> None:
    fill(empty_store, held)
    question = PathQuestion(named("a"), named("g"), k=k, prefer=prefer)
    degrees = {key: sum((source, target).count(key) for source, _, target in held) for key in KINDS}
    graph = nx.Graph()
    for (source, name, target), about in held.items():
        if name != HYPOTHESIS and about["standing"] != "denied only":
            weak = weakness(about["grade"], about["origins"])
            before = graph.edges[source, target]["weak"] if graph.has_edge(source, target) else weak
            graph.add_edge(source, target, weak=min(weak, before))
    paths = list(nx.all_simple_paths(graph, "a", "g")) if {"a", "g"} <= set(graph) else []
    wanted = sorted(
        Route(
            sum(
                weight(prefer, Step(graph.edges[one, other]["weak"], degrees[other]), last=other == "g")
                for one, other in pairwise(path)
            ),
            tuple(path),
        )
        for path in paths
    )[:k]
    assert search(empty_store, question, Limits()).routes == wanted
    if empty_store.info.embedded:
        with in_arrays(empty_store) as found:
            assert BidirectionalSearch(MappedExpander(found, question), question, Caps()).run().routes == wanted


def test_a_server_says_when_the_choice_was_its_own(engine: Engine) -> None:
    store = engine.empty()
    fill(store, {("a", "RELATIVE_OF", key): _plain() for key in "bdf"} | {(key, "RELATIVE_OF", "g"): _plain() for key in "bdf"})
    question = PathQuestion(named("a"), named("g"))
    if store.info.embedded:
        assert search(store, question, Limits()).choice == ""
        return
    found = search_by_selectors(store, question, Limits())
    assert found.choice
    assert [len(route.ids) for route in found.routes] == [3]
    sorted_ones = search_by_selectors(store, PathQuestion(question.start, question.end, k=2), Limits())
    assert [route.ids for route in sorted_ones.routes] == [("a", "b", "g"), ("a", "d", "g")]
    assert sorted_ones.choice == ""


def test_what_a_server_cannot_express_is_known() -> None:
    plain = PathQuestion(named("a"), named("b"))
    assert expressible(plain)
    assert not expressible(PathQuestion(named("a"), named("b"), prefer=Prefer.EVIDENCE))
    assert not expressible(PathQuestion(named("a"), named("b"), via=("c",)))
    assert not expressible(PathQuestion(named("a"), named("b"), walkable=Walkable(snapshot=Snapshot(known_at=DAY))))


@pytest.fixture
def large_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every store counts as a large one."""
    monkeypatch.setattr("graph.paths.search.LARGE_SERVER", 0)
    monkeypatch.setattr("graph.paths.arrays.use.arrays_of.__defaults__", (0,))


@pytest.mark.usefixtures("large_from_here")
def test_a_large_store_takes_its_own_way(engine: Engine) -> None:
    store = engine.empty()
    fill(store, {("a", "RELATIVE_OF", "b"): _plain(), ("b", "RELATIVE_OF", "g"): _plain()})
    found = search(store, PathQuestion(named("a"), named("g")), Limits())
    assert [route.ids for route in found.routes] == [("a", "b", "g")]
    assert found.way == ("levels" if store.info.embedded else "pushed")  # an embedded one that was just written to


@pytest.mark.usefixtures("large_from_here")
def test_the_arrays_are_made_once_and_anew_after_every_write(tmp_path: Path) -> None:
    place, said = str(tmp_path / "store"), list[str]()
    question = PathQuestion(named("a"), named("g"))

    def asked() -> Outcome:
        with open_store(place) as store:
            return search(store, question, Limits(), notice=said.append)

    with open_store(place, create=True) as store:
        store.migrate()
        fill(store, {("a", "RELATIVE_OF", "b"): _plain(), ("b", "RELATIVE_OF", "g"): _plain()})
    assert (asked().way, len(said)) == ("mapped", 1)
    assert (asked().way, len(said)) == ("mapped", 1)
    with open_store(place) as store:
        store.write("MATCH (:Entity {id: 'a'})-[r]->(b:Entity {id: 'b'}) DELETE r")
        found = search(store, question, Limits(), notice=said.append)
        assert (found.way, found.routes, len(said)) == ("levels", [], 1)
    found = asked()
    assert (found.way, found.routes, len(said)) == ("mapped", [], 2)


def _plain() -> dict[str, Any]:
    return {"grade": "B2", "origins": 1, "since": None, "until": None, "judgement": None, "standing": "supported"}


def test_a_cap_on_entities_is_told(empty_store: Store) -> None:
    from graph.paths.expand import CypherExpander

    fill(empty_store, {(one, "RELATIVE_OF", other): _plain() for one, other in pairwise("abcdefg")})
    question = PathQuestion(named("a"), named("g"))
    found = BidirectionalSearch(CypherExpander(empty_store, question, Limits()), question, Caps(visited=3)).run()
    assert found.stopped == "at the limit of 3 entities"
    assert found.routes == []
