"""What is shown of an entity, of a part of the graph and of the whole: the same on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from graph import __version__
from graph.ask import select as subgraph
from graph.ask.conflicts import CompareQuestion, comparisons
from graph.ask.entity import show
from graph.ask.overview import counts
from graph.ask.search import search
from graph.ask.view import view as view_of
from graph.export.view import GraphView
from graph.ledger.certainty import Snapshot
from graph.ledger.conflicts import Finding
from graph.model import kinds_under
from graph.model.dates import bounds
from graph.model.relation import is_event
from graph.stores import Store
from tests.conftest import alike
from tests.contract import small

pytestmark = pytest.mark.contract

WHO = ("askar-kubanychbek", "wagner-group", "kyrgyzstan")


def view(store: Store, ids: set[str]) -> GraphView:
    return view_of(store, ids, "A title", "A description", "2026-11-22")


def test_the_whole_graph_is_one_view_on_both_engines(seeded_stores: list[Store]) -> None:
    alike(view(store, subgraph.everything(store)).model_dump_json() for store in seeded_stores)


@pytest.mark.parametrize("hops", [0, 1, 2])
@pytest.mark.parametrize("who", WHO)
def test_a_neighbourhood_is_one_view_on_both_engines(seeded_stores: list[Store], who: str, hops: int) -> None:
    alike(view(store, subgraph.around(store, who, hops)).model_dump_json() for store in seeded_stores)


@pytest.mark.parametrize("who", WHO)
def test_an_entity_is_shown_alike_on_both_engines(seeded_stores: list[Store], who: str) -> None:
    alike(show(store, who) for store in seeded_stores)


def test_both_engines_count_alike(seeded_stores: list[Store]) -> None:
    alike(counts(store) for store in seeded_stores)


def test_a_view_holds_together(seeded_store: Store) -> None:
    shown = view(seeded_store, subgraph.everything(seeded_store))
    nodes, sources = {node.id for node in shown.nodes}, {source.id for source in shown.sources}
    assert [node.id for node in shown.nodes] == sorted(nodes)
    assert all({edge.source, edge.target} <= nodes for edge in shown.edges)
    assert all(set(edge.sources) <= sources for edge in shown.edges)
    assert all(claim.source in sources for claim in shown.claims)
    assert sum(entry.count for entry in shown.kinds) == len(shown.nodes)
    assert sum(entry.count for entry in shown.relations) == len(shown.edges)
    carried = {claim.relation for claim in shown.claims}
    assert {edge.id for edge in shown.edges} <= carried


def test_a_view_says_when_how_sure_and_by_whom(seeded_store: Store) -> None:
    shown = view(seeded_store, subgraph.everything(seeded_store))
    assert shown.version == __version__
    for claim in shown.claims:
        assert claim.grade == f"{claim.reliability}{claim.credibility}"
        assert claim.origin
        assert claim.recorded_at is not None
    dated = {node.id: node for node in shown.nodes if node.date}
    assert {node.kind for node in dated.values()} <= kinds_under("Event")
    assert all((node.date_earliest, node.date_latest) == span(node.date) for node in dated.values())
    assert dated
    for edge in shown.edges:
        since, until = (
            (edge.since, edge.until) if not is_event(edge.relation) else (edge.since or edge.until, edge.until or edge.since)
        )
        assert (edge.since_earliest, edge.since_latest) == span(since)
        assert (edge.until_earliest, edge.until_latest) == span(until)
    assert any(edge.since for edge in shown.edges)


def span(date: str | None) -> tuple[str | None, ...]:
    return tuple(day and day.isoformat() for day in bounds(date)) if date else (None, None)


def test_a_view_marks_the_conflicts_among_its_own_claims(seeded_store: Store) -> None:
    shown = view(seeded_store, subgraph.everything(seeded_store))
    wanted = {str(finding) for finding in (Finding.CONFLICT, Finding.COMPATIBLE, Finding.REPEATED)}
    compared = {
        (one.finding, one.one_claim, one.other_claim)
        for one in comparisons(seeded_store, CompareQuestion())
        if one.finding in wanted
    }
    assert {(one.finding, one.one, one.other) for one in shown.conflicts} == compared
    assert compared
    alone = view(seeded_store, {"askar-kubanychbek"})
    claims = {claim.id for claim in alone.claims}
    assert all({one.one, one.other} <= claims for one in alone.conflicts)


def test_hops_are_counted_from_the_entity(seeded_store: Store) -> None:
    none, one, two = (subgraph.around(seeded_store, "askar-kubanychbek", hops) for hops in (0, 1, 2))
    assert none == {"askar-kubanychbek"}
    assert none < one < two


def test_what_a_query_mentions_is_found_by_id_node_and_relation(seeded_store: Store) -> None:
    query = "MATCH (a:Entity {id: 'askar-kubanychbek'})-[r:CITIZEN_OF]->(b:Entity) RETURN a.id AS a, r.id AS r, b, [b.id] AS c"
    found = subgraph.mentioned(seeded_store, seeded_store.read(query).rows)
    assert {"askar-kubanychbek", "kyrgyzstan"} <= found
    relation_only = seeded_store.read("MATCH (:Entity {id: 'askar-kubanychbek'})-[r:DEFENDANT_IN]->() RETURN r.id AS id").rows
    assert len(subgraph.mentioned(seeded_store, relation_only)) == 2
    assert subgraph.mentioned(seeded_store, [{"text": "nobody of this name"}]) == set()


@pytest.mark.parametrize("text", ["kubanychbek", "wagner", "ministry", "киргизстан", "court", "G", "kazakh", "russian military"])
def test_both_engines_find_the_same_names(seeded_stores: list[Store], text: str) -> None:
    alike(search(store, text, limit=100) for store in seeded_stores)


def test_a_component_on_a_day_holds_only_what_is_connected_then(empty_store: Store) -> None:
    names = ("here", "there", "later", "beyond")
    ties = (("here", "there", "2001", "2005"), ("there", "later", "2010", None), ("later", "beyond", "2001", None))
    claims = [small.claim(a, "ASSOCIATE_OF", b, since=since, until=until) for a, b, since, until in ties]
    small.load(empty_store, [small.PAPER, *map(small.person, names), *claims])
    assert subgraph.component(empty_store, "here") == set(names)
    assert subgraph.component(empty_store, "here", Snapshot(as_of=date(2003, 5, 1))) == {"here", "there"}
    assert subgraph.around(empty_store, "here", 3, Snapshot(as_of=date(2003, 5, 1))) == {"here", "there"}
