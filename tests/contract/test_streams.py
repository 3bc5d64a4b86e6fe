"""Streams into stores: the same graph as a dossier's way, in batches, resumed, with what is wrong left out or nothing written."""

from __future__ import annotations

import pytest

from graph import stores
from graph.errors import LoadStopped, RecordFaults, StoreInUse
from graph.ingest import batches, load_records, placeholders, reading
from graph.ingest.decide import retract
from graph.ingest.outcome import Reject
from graph.ingest.streams import write_streams
from graph.model import Claim
from graph.model.located import Located, edge_claim_id
from graph.stores import Lock, Store
from loaders.stream import Item
from tests.contract.small import claim, clear, entity, person
from tests.contract.small import load as load_dossier
from tests.contract.streams import NAME, Deletion, Quiet, RejectedRecord, graph_of, node, opener, source_of, stream_in, tie, walk

pytestmark = pytest.mark.contract

ITEMS: list[Item] = [
    tie("a", "RELATIVE_OF", "b", since="2020"),  # before its ends
    node("a", name="Anna"),
    node("b", name="Борис"),
    node("c"),
    node("o", "Organization"),
    node("k", "Country"),
    node("l", "Law", jurisdiction="k"),
    tie("a", "MEMBER_OF", "o", details={"role": "chair"}),
    tie("a", "MEMBER_OF", "o", id="second", status="alleged", details={"role": "member"}),
    tie("b", "MEMBER_OF", "o", attributed_to=("a",)),
    tie("c", "MEMBER_OF", "o", status="retracted"),
    tie("c", "RELATIVE_OF", "c", id="self"),
    tie("c", "CITIZEN_OF", "k"),
]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_RECORDS", 2)
    monkeypatch.setattr(reading, "GROUP", 2)


def the_long_way(store: Store, items: list[Item]) -> None:
    """The same records as `graph.ingest` writes them, all at once."""
    located = [Located(source_of()), *(item for item in items if isinstance(item, Located))]
    load_records(store, located)
    for one in located:
        for source in one.reported_by:
            store.write(
                "MATCH (e:Entity {id: $e}) MATCH (s:Source {id: $s}) MERGE (e)-[r:REPORTED_BY]->(s) SET r.listed = true",
                {"e": one.record.id, "s": source},
            )


def test_a_stream_makes_the_graph_that_ingest_makes(empty_store: Store) -> None:
    outcome = stream_in(empty_store, ITEMS)
    assert (outcome.read, outcome.rejected, outcome.tally.new) == (13, 0, 14)
    found = graph_of(empty_store)
    clear(empty_store)
    the_long_way(empty_store, ITEMS)
    assert found == graph_of(empty_store)
    assert len(found["nodes"]) == 14


def test_nothing_is_looked_up_in_an_empty_store(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "present", None)
    apart = tie("a", "RELATIVE_OF", "b", id="much-later", status="alleged")
    stream_in(empty_store, [*ITEMS, apart])  # a relation that an earlier batch made
    found = graph_of(empty_store)
    clear(empty_store)
    the_long_way(empty_store, [*ITEMS, apart])
    assert found == graph_of(empty_store)


@pytest.mark.parametrize("again", [slice(1, 2), slice(0, 1), slice(0, None)], ids=["entity", "claim", "all"])
def test_what_comes_twice_is_looked_up_in_an_empty_store_too(empty_store: Store, again: slice) -> None:
    outcome = write_streams(empty_store, walk(opener(ITEMS), opener(ITEMS[again])))
    assert outcome.tally.new == 14
    found = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, ITEMS)
    assert found == graph_of(empty_store)


def test_loading_again_changes_nothing_and_keeps_no_version(empty_store: Store) -> None:
    stream_in(empty_store, ITEMS)
    before = graph_of(empty_store)
    tally = stream_in(empty_store, ITEMS).tally
    assert (tally.new, tally.changed, tally.same, tally.relations, tally.gone) == (0, 0, 14, 0, 0)
    assert graph_of(empty_store) == before
    assert empty_store.read("MATCH (v:Version) RETURN v.id AS id").rows == []


def test_the_order_of_a_stream_does_not_matter(empty_store: Store) -> None:
    stream_in(empty_store, ITEMS)
    before = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, reversed(ITEMS))
    assert graph_of(empty_store) == before


def test_what_changed_is_changed_and_its_history_kept(empty_store: Store) -> None:
    stream_in(empty_store, ITEMS)
    tally = stream_in(empty_store, [node("a", name="Anna K."), tie("a", "RELATIVE_OF", "b", since="2021")]).tally
    assert (tally.new, tally.changed, tally.same) == (0, 2, 1)
    [row] = empty_store.read("MATCH (:Entity {id: 'a'})-[r:RELATIVE_OF]->() RETURN r.since AS since").rows
    assert row["since"] == "2021"
    versions = empty_store.read("MATCH (v:Version) RETURN v.of AS of ORDER BY of").column("of")
    assert versions == ["a", "set-a.a.relative_of.b"]


def test_a_retracted_claim_stays_retracted(empty_store: Store) -> None:
    stream_in(empty_store, ITEMS)
    retract(empty_store, "set-a.a.relative_of.b", "not so", "me")
    before = graph_of(empty_store)
    stream_in(empty_store, ITEMS)
    assert graph_of(empty_store) == before
    assert empty_store.read("MATCH (:Entity {id: 'a'})-[r:RELATIVE_OF]->() RETURN r").rows == []


FAULTY: list[tuple[Item, str]] = [
    (tie("a", "RELATIVE_OF", "b", id="y", attributed_to=("nobody",)), "no such entity"),
    (tie("a", "HEARD_BY", "o"), "HEARD_BY starts at"),
    (tie("o", "RELATIVE_OF", "nobody", id="x", source="nowhere"), "RELATIVE_OF starts at"),
    (node("m", "Law", jurisdiction="o"), "is a Organization, not a Country"),
    (RejectedRecord((), "a.json", 1, "r"), ""),
]


@pytest.mark.parametrize(("fault", "message"), FAULTY[:4])
def test_a_fault_leaves_an_empty_store_empty_and_names_file_and_line(empty_store: Store, fault: Item, message: str) -> None:
    with pytest.raises(RecordFaults) as caught:
        stream_in(empty_store, [*ITEMS, fault])
    assert [(one.file, one.line) for one in caught.value.faults] == [("a.json", 14)]
    assert message in str(caught.value.faults[0])
    assert graph_of(empty_store) == {"nodes": [], "edges": []}


@pytest.mark.parametrize("fault", [item for item, _ in FAULTY[:4]])
def test_a_fault_leaves_a_store_as_it_was(empty_store: Store, fault: Item) -> None:
    load_dossier(empty_store, [person("a", "Somebody"), person("z")])
    before = graph_of(empty_store)
    with pytest.raises(RecordFaults):
        stream_in(empty_store, [*ITEMS, fault])
    assert graph_of(empty_store) == before


LEANING: list[Item] = [
    *ITEMS,
    tie("a", "LINKED_TO", "far"),
    tie("far", "RELATIVE_OF", "b"),  # a Thing cannot, so that "far" is none
    tie("away", "DIRECTOR_OF", "there"),
    tie("b", "POSSIBLY_SAME_AS", "other"),
    Located(Claim(id="m", text="c is named.", property="mention", source="paper", about=("c",), datasets=(NAME,)), "a.json", 1),
]
ABSENT = {"far": "LegalEntity", "away": "LegalEntity", "there": "LegalEntity", "other": "Person"}
_ABSENT = "MATCH (n) WHERE (n:Entity OR n:Source) AND n.x_absent_from IS NOT NULL RETURN n.id AS id, n.kind AS kind ORDER BY id"


def test_what_a_file_points_at_and_nobody_has_is_made(empty_store: Store) -> None:
    outcome = stream_in(empty_store, LEANING)
    assert {row["id"]: row["kind"] for row in empty_store.read(_ABSENT).rows} == ABSENT | {"paper": None}
    assert (outcome.census.notes[placeholders.NOTE], outcome.census.examples[placeholders.NOTE]) == (4, "a.json:14")
    found = graph_of(empty_store)
    tally = stream_in(empty_store, LEANING).tally
    assert (tally.new, tally.changed, graph_of(empty_store)) == (0, 0, found)


def test_an_entity_of_another_kind_keeps_what_hangs_on_it(empty_store: Store) -> None:
    edges = [tie("o", "LINKED_TO", "a"), tie("a", "LINKED_TO", "o"), tie("o", "LINKED_TO", "o", id="self-o")]
    stream_in(empty_store, [*ITEMS, *edges])
    before = graph_of(empty_store)["edges"]
    changed: Item = node("o", "LegalEntity", name="Ост Трейд")
    stream_in(empty_store, [changed])
    rows = empty_store.read("MATCH (n:LegalEntity {id: 'o'}) RETURN n.name AS name, labels(n) AS l").rows
    assert [(row["name"], sorted(row["l"])) for row in rows] == [("Ост Трейд", ["Entity", "LegalEntity"])]
    assert graph_of(empty_store)["edges"] == before
    assert empty_store.read("MATCH (n) WHERE n.id STARTS WITH 'casegraph' RETURN n.id AS id").rows == []


def test_what_was_absent_gives_way_to_the_entity_itself(empty_store: Store) -> None:
    stream_in(empty_store, LEANING)
    stream_in(empty_store, [node("there", "Company", name="Ост Трейд", dataset="set-b")], "set-b")
    [row] = empty_store.read("MATCH (:Entity {id: 'away'})-[:DIRECTOR_OF]->(n:Company) RETURN n.name AS name").rows
    assert row["name"] == "Ост Трейд"
    stream_in(empty_store, LEANING)
    assert "there" not in empty_store.read(_ABSENT).column("id")
    assert empty_store.read("MATCH (n:Company) RETURN n.name AS name").column("name") == ["Ост Трейд"]


def test_what_is_wrong_is_left_out_when_asked(empty_store: Store) -> None:
    stream_in(empty_store, ITEMS)
    whole = graph_of(empty_store)
    clear(empty_store)
    rejects: list[Reject] = []
    outcome = stream_in(empty_store, [*(item for item, _ in FAULTY), *ITEMS], skip=True, reject=rejects.append)
    assert graph_of(empty_store) == whole
    assert outcome.rejected == len(rejects) == 5
    assert sorted(reject.line for reject in rejects) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("stop_after", range(1, 9, 2))
def test_a_stopped_load_says_where_and_goes_on_to_the_same_graph(empty_store: Store, stop_after: int) -> None:
    with pytest.raises(LoadStopped, match="stopped while writing"):
        stream_in(empty_store, ITEMS, digest="d", progress=Quiet(stop_after))
    outcome = stream_in(empty_store, ITEMS, digest="d")
    assert outcome.resumed
    found = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, ITEMS)
    assert found == graph_of(empty_store)
    assert not stream_in(empty_store, ITEMS, digest="d").resumed


def test_a_second_load_is_told(empty_store: Store) -> None:
    lock = Lock.take(empty_store, "me")
    with pytest.raises(StoreInUse, match="another load is running"):
        stream_in(empty_store, ITEMS)
    lock.release(empty_store)
    stream_in(empty_store, ITEMS)


def test_whoever_lost_the_store_writes_nothing_more(empty_store: Store) -> None:
    class Thief(Quiet):
        def moved(self, records: int, at: int, rejected: int) -> None:  # noqa: ARG002  the signature of Watch
            empty_store.write("MATCH (l:Load) SET l.token = 'another'")

    with pytest.raises(StoreInUse, match="taken the store over"):
        stream_in(empty_store, ITEMS, progress=Thief())
    assert len(graph_of(empty_store)["nodes"]) == 1  # the source of the first batch


def test_deletions_take_an_entity_with_its_claims_and_an_edge_by_its_name(empty_store: Store) -> None:
    edge = tie("a", "CITIZEN_OF", "k", id=edge_claim_id(NAME, "e-1"))
    stream_in(empty_store, [*ITEMS, edge])
    outcome = stream_in(empty_store, [Deletion("e-1", NAME), Deletion("b", NAME), Deletion("nothing", NAME)])
    assert outcome.tally.deleted == 4  # the edge, b and two claims about b
    clear_of = [
        item for item in ITEMS if not (isinstance(item, Located) and "b" in getattr(item.record, "about", (item.record.id,)))
    ]
    found = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, clear_of)
    assert found == graph_of(empty_store)


def test_an_entity_that_comes_again_after_its_deletion_stays(empty_store: Store) -> None:
    stream_in(empty_store, [node("a"), node("b")])
    stream_in(empty_store, [Deletion("a", NAME), Deletion("b", NAME), node("a", name="Anew")])
    assert empty_store.read("MATCH (n:Entity) RETURN n.name AS name").column("name") == ["Anew"]


def test_several_files_may_lean_on_each_other(empty_store: Store) -> None:
    first, second = ITEMS[:3], ITEMS[3:]
    write_streams(empty_store, walk(opener(second), opener(first)))
    found = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, ITEMS)
    assert found == graph_of(empty_store)


def test_a_dossiers_claim_about_a_listed_entity_may_go_and_the_listing_stays(empty_store: Store) -> None:
    stream_in(empty_store, [node("a"), node("b")])
    said = claim("a", "RELATIVE_OF", "b", source=f"dataset-{NAME}")
    load_dossier(empty_store, [said])
    load_dossier(empty_store, [said.model_copy(update={"status": "retracted"})])
    rows = empty_store.read("MATCH (e:Entity)-[:REPORTED_BY]->(s:Source) RETURN e.id AS e ORDER BY e").column("e")
    assert rows == ["a", "b"]
    assert entity("Person", "q", identification="named").id == "q"
