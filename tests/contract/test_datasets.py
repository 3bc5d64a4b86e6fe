"""Data sets: listed, taken out so that only what a set alone carries goes, and replaced in one visible step."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from graph.errors import CasegraphError, RecordFaults
from graph.ingest import batches, replace
from graph.ingest.datasets import listing
from graph.ingest.decide import retract
from graph.ingest.outcome import Outcome
from graph.ingest.remove import Order, remove_dataset
from graph.model import Source
from graph.model.located import Located
from graph.stores import Store
from loaders.stream import Item
from tests.contract.small import PAPER, clear, person
from tests.contract.small import claim as said
from tests.contract.small import load as load_dossier
from tests.contract.streams import NAME, graph_of, node, opener, stream_in, tie, walk

pytestmark = pytest.mark.contract

A: list[Item] = [node("a"), node("b"), node("o", "Organization"), tie("a", "MEMBER_OF", "o"), tie("a", "RELATIVE_OF", "b")]
B: list[Item] = [
    node("b", dataset="set-b"),
    node("o", "Organization", dataset="set-b"),
    node("x", dataset="set-b"),
    tie("x", "MEMBER_OF", "o", "set-b"),
    tie("b", "MEMBER_OF", "o", "set-b"),
]


def replaced(store: Store, items: list[Item], **options: Any) -> Outcome:
    return replace.replace(store, walk(opener(items), replace=True, **options))


def test_what_only_one_set_carries_goes_with_it(empty_store: Store) -> None:
    stream_in(empty_store, B, "set-b")
    before = graph_of(empty_store)
    stream_in(empty_store, A)
    done = remove_dataset(empty_store, Order(NAME))
    assert (done.entities, done.sources, done.claims, done.kept, done.relations) == (1, 1, 2, 2, 2)
    assert graph_of(empty_store) == before
    assert [row["dataset"] for row in listing(empty_store)] == ["set-b"]


def test_removing_every_set_leaves_nothing(empty_store: Store) -> None:
    stream_in(empty_store, A)
    stream_in(empty_store, B, "set-b")
    for name in (NAME, "set-b"):
        remove_dataset(empty_store, Order(name))
    assert graph_of(empty_store) == {"nodes": [], "edges": []}
    assert listing(empty_store) == []


def test_what_claims_of_another_set_lean_on_stays_and_bears_its_name(empty_store: Store) -> None:
    stream_in(empty_store, A)
    paper = PAPER.model_copy(update={"datasets": ("notes",)})
    about_a = said("a", "RELATIVE_OF", "b", datasets=("notes",))
    from_the_set = said("a", "MEMBER_OF", "o", id="by-set", source=f"dataset-{NAME}", datasets=("notes",))
    load_dossier(empty_store, [paper, about_a, from_the_set])
    remove_dataset(empty_store, Order(NAME))
    rows = empty_store.read("MATCH (n) WHERE n:Entity OR n:Source RETURN n.id AS id, n.datasets AS d ORDER BY id").rows
    assert rows == [{"id": key, "d": ["notes"]} for key in ("a", "b", f"dataset-{NAME}", "o", "paper")]
    reported = "MATCH (e:Entity)-[r:REPORTED_BY]->(s:Source) RETURN e.id AS e, s.id AS s, r.listed AS l ORDER BY e, s"
    assert [(row["e"], row["s"], row["l"]) for row in empty_store.read(reported).rows] == [
        ("a", f"dataset-{NAME}", None), ("a", "paper", None), ("b", "paper", None), ("o", f"dataset-{NAME}", None),
    ]  # fmt: skip
    [row] = empty_store.read("MATCH ()-[r:MEMBER_OF]->() RETURN r.datasets AS d, r.sources AS s").rows
    assert row == {"d": ["notes"], "s": [f"dataset-{NAME}"]}


def test_a_publisher_stays_with_the_source_that_it_published(empty_store: Store) -> None:
    stream_in(empty_store, [node("m", "MediaOutlet"), node("n", "MediaOutlet")])
    load_dossier(empty_store, [Source(id="s", title="S", published_by="m", datasets=("notes",))])
    remove_dataset(empty_store, Order(NAME))
    assert empty_store.read("MATCH (e:Entity)<-[:PUBLISHED_BY]-(:Source) RETURN e.id AS id, e.datasets AS d").rows == [
        {"id": "m", "d": ["notes"]}
    ]
    assert empty_store.read("MATCH (e:Entity) RETURN count(e) AS n").rows == [{"n": 1}]


def test_decisions_outlive_their_data_set_and_hold_again(empty_store: Store) -> None:
    stream_in(empty_store, A)
    retract(empty_store, f"{NAME}.a.relative_of.b", "not so", "me")
    before = graph_of(empty_store)
    remove_dataset(empty_store, Order(NAME, "me"))
    assert empty_store.read("MATCH (d:Decision) RETURN d.action AS a").column("a") == ["retract"]
    kept = empty_store.read("MATCH (v:Version) RETURN v.of AS of, v.replaced_by AS by ORDER BY v.number").rows
    assert kept[-1] == {"of": f"{NAME}.a.relative_of.b", "by": "me"}
    stream_in(empty_store, A)
    assert graph_of(empty_store) == before


def test_a_removal_that_was_cut_off_is_done_again(empty_store: Store) -> None:
    stream_in(empty_store, A)

    class Cut(Exception):
        pass

    def cut(_: int) -> None:
        raise Cut

    with pytest.raises(Cut):
        remove_dataset(empty_store, Order(NAME), cut)
    remove_dataset(empty_store, Order(NAME))
    assert graph_of(empty_store) == {"nodes": [], "edges": []}


NEW: list[Item] = [
    node("a", name="Anna"),
    node("c"),
    node("o", "Organization"),
    tie("a", "MEMBER_OF", "o", since="2020"),
    tie("c", "MEMBER_OF", "o"),
]


def test_a_replaced_set_is_the_new_one_and_other_sets_keep_theirs(empty_store: Store) -> None:
    stream_in(empty_store, B, "set-b")
    stream_in(empty_store, NEW)
    wanted = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, B, "set-b")
    stream_in(empty_store, A)
    tally = replaced(empty_store, NEW).tally
    assert (tally.new, tally.changed, tally.deleted, tally.gone) == (2, 2, 1, 1)
    assert graph_of(empty_store) == wanted
    versions = empty_store.read("MATCH (v:Version) RETURN DISTINCT v.of AS of ORDER BY of").column("of")
    assert versions == ["a", "b", "o", f"{NAME}.a.member_of.o", f"{NAME}.a.relative_of.b"]


def test_replacing_a_set_that_is_not_there_loads_it(empty_store: Store) -> None:
    replaced(empty_store, NEW)
    found = graph_of(empty_store)
    clear(empty_store)
    stream_in(empty_store, NEW)
    assert found == graph_of(empty_store)


def test_a_fault_in_the_new_set_leaves_the_old_one(empty_store: Store) -> None:
    stream_in(empty_store, A)
    before = graph_of(empty_store)
    with pytest.raises(RecordFaults):
        replaced(empty_store, [*NEW, tie("o", "MEMBER_OF", "nowhere", attributed_to=("nobody",))])
    assert graph_of(empty_store) == before


def test_what_the_new_set_points_at_and_nobody_has_stays(empty_store: Store) -> None:
    leaning = [*NEW, tie("a", "MEMBER_OF", "nowhere")]
    stream_in(empty_store, leaning)
    before = graph_of(empty_store)
    tally = replaced(empty_store, leaning).tally
    assert (tally.new, tally.changed, tally.deleted) == (0, 0, 0)
    assert graph_of(empty_store) == before
    replaced(empty_store, NEW)
    assert empty_store.read("MATCH (n:Entity {id: 'nowhere'}) RETURN n.id AS id").rows == []


def test_a_difference_too_large_for_one_step_is_refused(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    stream_in(empty_store, A)
    before = graph_of(empty_store)
    monkeypatch.setattr(replace, "MOST", 3)
    with pytest.raises(CasegraphError, match="nothing was written"):
        replaced(empty_store, NEW)
    assert graph_of(empty_store) == before


def test_readers_see_the_old_set_or_the_new_one(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader asks all the time, while sets of 200 persons with the name old or new take each other's place.

    Neither engine takes snapshots: the one question that runs while a transaction is being applied may see part of it.
    """
    monkeypatch.setattr(batches, "MOST_RECORDS", 20)
    old: list[Item] = [node(f"p{number}", name="old") for number in range(200)]
    new: list[Item] = [node(f"p{number + 100}", name="new") for number in range(200)]
    stream_in(empty_store, old)
    seen: list[tuple[int, int]] = []
    done = threading.Event()

    def read() -> None:
        query = "MATCH (n:Person) RETURN sum(CASE n.name WHEN 'old' THEN 1 ELSE 0 END) AS old, count(n) AS n"
        while not done.is_set():
            [row] = empty_store.read(query).rows
            seen.append((row["old"], row["n"]))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for items in (new, old, new):
            replaced(empty_store, items)
            looks = len(seen) + 2  # the first of which may have begun before
            while len(seen) < looks and reader.is_alive():
                time.sleep(0.01)
    finally:
        done.set()
        reader.join()
    whole = {(200, 200), (0, 200)}
    assert whole <= set(seen)
    assert sum(one not in whole for one in seen) <= 3  # a set written batch by batch is seen in part some forty times


def test_the_list_tells_what_came_from_where(empty_store: Store) -> None:
    stream_in(empty_store, A, by="me")
    load_dossier(empty_store, [person("z").model_copy(update={"datasets": ("notes",)})])
    rows = listing(empty_store)
    assert [(row["dataset"], row["state"], row["loaded_by"], row["files"]) for row in rows] == [
        ("notes", "complete", None, None), (NAME, "complete", "me", ["a.json"])
    ]  # fmt: skip
    assert [(row["entities"], row["sources"], row["claims"], row["relations"]) for row in rows] == [(1, 0, 0, 0), (3, 1, 2, 2)]
    assert isinstance(A[0], Located)
