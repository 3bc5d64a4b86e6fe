"""Writing: what changed replaces what was there, what is retracted goes, and several writers make no doubles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.ingest.merge import ingest
from graph.ingest.seeds import seeds
from graph.ledger import Ledger, check
from graph.model import Status
from graph.stores import Store, read_ledger
from loaders import load_files
from tests.contract.small import NOTE, PAPER, Record, claim, entity, load, person

pytestmark = pytest.mark.contract

SAID = claim("a", "RECRUITED_BY", "b", details={"pay": "200,000 rubles"}, since="2023")
BASE: tuple[Record, ...] = (PAPER, NOTE, person("a", "Anna"), person("b", "Boris"), person("c"))


def relation(store: Store) -> list[dict[str, object]]:
    query = "MATCH (a:Entity)-[r:RECRUITED_BY]->(b:Entity) RETURN a.id AS a, b.id AS b, properties(r) AS p ORDER BY a, b"
    return store.read(query).rows


def test_a_changed_entity_replaces_the_earlier_one_whole(empty_store: Store) -> None:
    load(empty_store, [entity("Person", "a", "Anna", identification="named", occupation="cook", birth_date="1990")])
    summary = load(empty_store, [entity("Person", "a", "Anna K.", identification="pseudonym")])
    assert (summary.new, summary.changed, summary.same) == (0, 1, 0)
    [row] = empty_store.read("MATCH (n:Entity) RETURN properties(n) AS p").rows
    assert row["p"]["names"] == ["Anna K."]
    assert row["p"]["identification"] == "pseudonym"
    assert not {"occupation", "birth_date", "birth_date_earliest"} & row["p"].keys()


def test_an_entity_that_changes_its_kind_changes_its_labels_and_keeps_its_relations(empty_store: Store) -> None:
    load(empty_store, [*BASE, entity("Court", "o", "The body"), claim("a", "STATEMENT_ABOUT", "o")])
    load(empty_store, [entity("MediaOutlet", "o", "The body")])
    [row] = empty_store.read("MATCH (n:Entity {id: 'o'}) RETURN labels(n) AS labels, n.kind AS kind").rows
    assert (set(row["labels"]), row["kind"]) == ({"Entity", "Organization", "MediaOutlet"}, "MediaOutlet")
    assert empty_store.read("MATCH (n:Court) RETURN n").rows == []
    assert empty_store.read("MATCH (:Person)-[r:STATEMENT_ABOUT]->(:MediaOutlet) RETURN count(r) AS n").rows == [{"n": 1}]
    load(empty_store, [entity("Court", "o", "The body")])
    [row] = empty_store.read("MATCH (n:Entity {id: 'o'}) RETURN labels(n) AS labels").rows
    assert set(row["labels"]) == {"Entity", "Organization", "PublicBody", "Court"}


def test_a_changed_claim_changes_its_relation_and_leaves_nothing_of_the_old(empty_store: Store) -> None:
    load(empty_store, [*BASE, SAID])
    load(empty_store, [SAID.model_copy(update={"details": {"place": "Moscow"}, "since": None, "status": Status.ALLEGED})])
    [row] = relation(empty_store)
    assert (row["p"]["status"], row["p"]["place"]) == ("alleged", "Moscow")
    assert not {"pay", "since", "since_earliest", "since_latest"} & row["p"].keys()


def test_a_claim_that_now_speaks_of_others_takes_its_relation_along(empty_store: Store) -> None:
    load(empty_store, [*BASE, SAID])
    moved = claim("c", "RECRUITED_BY", "b", id=SAID.id)
    summary = load(empty_store, [moved])
    assert summary.gone == 1
    assert [(row["a"], row["b"]) for row in relation(empty_store)] == [("c", "b")]
    about = "MATCH (:Claim {id: $id})-[:ABOUT]->(e:Entity) RETURN e.id AS id ORDER BY id"
    assert empty_store.read(about, {"id": SAID.id}).column("id") == ["b", "c"]
    reported = "MATCH (e:Entity)-[:REPORTED_BY]->(:Source {id: 'paper'}) RETURN e.id AS id ORDER BY id"
    assert empty_store.read(reported).column("id") == ["b", "c"]


def test_a_retracted_claim_takes_its_relation_away_and_a_restored_one_brings_it_back(empty_store: Store) -> None:
    load(empty_store, [*BASE, SAID])
    before, ledger = relation(empty_store), read_ledger(empty_store)
    summary = load(empty_store, [SAID.model_copy(update={"status": "retracted"})])
    assert (summary.changed, summary.gone) == (1, 1)
    assert relation(empty_store) == []
    assert empty_store.read("MATCH (:Entity)-[r:REPORTED_BY]->(:Source) RETURN count(r) AS n").rows == [{"n": 0}]
    assert empty_store.read("MATCH (c:Claim) RETURN c.status AS status").rows == [{"status": "retracted"}]
    load(empty_store, [SAID])
    assert relation(empty_store) == before
    assert read_ledger(empty_store) == ledger


def test_a_relation_stands_as_long_as_one_claim_carries_it(empty_store: Store) -> None:
    other = claim("a", "RECRUITED_BY", "b", id="other", source="note")
    load(empty_store, [*BASE, SAID, other])
    [row] = relation(empty_store)
    assert (row["p"]["sources"], row["p"]["grade"]) == (["note", "paper"], "B3")
    load(empty_store, [SAID.model_copy(update={"status": "retracted"})])
    [row] = relation(empty_store)
    assert (row["p"]["sources"], row["p"]["grade"]) == (["note"], "F3")
    load(empty_store, [other.model_copy(update={"status": "retracted"})])
    assert relation(empty_store) == []


def test_a_source_that_is_graded_anew_grades_its_relations_anew(empty_store: Store) -> None:
    load(empty_store, [*BASE, SAID])
    load(empty_store, [PAPER.model_copy(update={"reliability": "E"})])
    assert relation(empty_store)[0]["p"]["grade"] == "E3"
    assert empty_store.read("MATCH (c:Claim) RETURN c.grade AS grade").rows == [{"grade": "E3"}]


def test_a_claim_may_be_loaded_after_what_it_speaks_of(empty_store: Store) -> None:
    load(empty_store, BASE)
    summary = load(empty_store, [SAID])
    assert (summary.new, summary.relations) == (1, 1)
    assert len(relation(empty_store)) == 1


def test_one_record_in_two_data_sets_belongs_to_both(empty_store: Store) -> None:
    anna = BASE[2]
    load(empty_store, [anna.model_copy(update={"datasets": ("one",)})])
    load(empty_store, [anna.model_copy(update={"datasets": ("two",)})])
    assert empty_store.read("MATCH (n:Entity) RETURN n.datasets AS sets").rows == [{"sets": ["one", "two"]}]


def test_four_writers_of_one_ledger_make_no_doubles(empty_store: Store) -> None:
    """Each believes that the store is empty; a MERGE that loses the race against another is done again."""
    ledger, faults, _ = check(load_files([seeds()]).records)
    assert faults == []
    with ThreadPoolExecutor(4) as pool:
        for writing in [pool.submit(ingest, empty_store, ledger, Ledger()) for _ in range(4)]:
            writing.result()
    for label in ("Entity", "Source", "Claim"):
        [row] = empty_store.read(f"MATCH (n:{label}) RETURN count(n) AS n, count(DISTINCT n.id) AS different").rows
        assert row["n"] == row["different"]
    assert read_ledger(empty_store) == ledger
    doubles = (
        "MATCH (a)-[r]->(b) WITH a, b, type(r) AS type, r.id AS id, r.order AS order, count(*) AS n WHERE n > 1 "
        "RETURN a.id AS a, type, b.id AS b, n"
    )
    assert empty_store.read(doubles).rows == []


def test_a_write_that_is_meant_is_done(empty_store: Store) -> None:
    empty_store.write("CREATE (:Entity:Person {id: 'x', kind: 'Person', name: 'X', names: ['X']})")
    assert empty_store.read("MATCH (n:Person) RETURN n.id AS id").rows == [{"id": "x"}]


def test_an_entity_is_no_longer_reported_by_a_source_all_of_whose_claims_are_retracted(empty_store: Store) -> None:
    """One retracted claim of a source does not keep up what another one carried."""
    retracted = claim("a", "RELATIVE_OF", "b", id="taken-back", status="retracted")
    elsewhere = claim("a", "RELATIVE_OF", "c", id="elsewhere", source="note")
    load(empty_store, [*BASE, SAID, retracted, elsewhere])
    reported = "MATCH (e:Entity)-[:REPORTED_BY]->(s:Source) RETURN e.id + ' ' + s.id AS pair ORDER BY pair"
    assert empty_store.read(reported).column("pair") == ["a note", "a paper", "b paper", "c note"]
    load(empty_store, [SAID.model_copy(update={"status": "retracted"})])
    assert empty_store.read(reported).column("pair") == ["a note", "c note"]
