"""Protection only grows: no load, in whatever order and by whatever way, takes the mark of a protected person away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.ingest import history, protection, replace
from graph.ingest.remove import Order, remove_dataset
from graph.model import KINDS, Entity
from graph.model.located import Deletion
from graph.publish.people import protected_people
from graph.stores import Store, read_entities
from tests.contract.small import clear, load
from tests.contract.streams import node, opener, stream_in, walk

pytestmark = pytest.mark.contract

KEY = "w-17"  # a made-up witness


def record(dataset: str = "desk", name: str = "Teodor Malk", **fields: Any) -> Entity:
    values = {"id": KEY, "name": name, "identification": "named", "datasets": (dataset,), **fields}
    return KINDS["Person"].model_validate(values)


def marked(store: Store) -> bool:
    return bool(store.read("MATCH (p:Person {id: $id}) RETURN p.protected AS p", {"id": KEY}).rows[0]["p"])


def names(store: Store) -> set[str]:
    return set(read_entities(store, [KEY])[KEY].names)


def test_a_later_load_takes_neither_mark_nor_names_away_and_says_so(empty_store: Store) -> None:
    load(empty_store, [record(protected=True, names=("Теодор Мальк",))])
    assert stream_in(empty_store, [node(KEY, name="Theodor Malk")]).tally.still_protected == (KEY,)
    assert marked(empty_store)
    assert names(empty_store) == {"Theodor Malk", "Теодор Мальк", "Teodor Malk"}


def test_the_same_data_set_takes_a_name_away_but_not_the_mark(empty_store: Store) -> None:
    load(empty_store, [record(protected=True, names=("Теодор Мальк",))])
    assert load(empty_store, [record()]).still_protected == (KEY,)
    assert marked(empty_store)
    assert names(empty_store) == {"Teodor Malk"}


def test_a_replaced_set_takes_the_mark_not_away(empty_store: Store) -> None:
    stream_in(empty_store, [node(KEY, protected=True), node("b")])
    for _ in range(2):  # the second time nothing changes, and it is said all the same
        outcome = replace.replace(empty_store, walk(opener([node(KEY), node("b")])))
        assert outcome.tally.still_protected == (KEY,)
        assert marked(empty_store)


@pytest.mark.parametrize("kind", ["LegalEntity", "Company"])
def test_a_kind_that_bears_no_mark_does_not_take_the_place_of_the_person(empty_store: Store, kind: str) -> None:
    load(empty_store, [record(protected=True)])
    outcome = stream_in(empty_store, [node(KEY, kind, "Malk & Sons")])
    assert outcome.tally.still_protected == (KEY,)
    assert marked(empty_store)
    assert "Malk & Sons" in names(empty_store)


@pytest.mark.parametrize("go", ["removed", "deleted", "replaced"])
def test_who_leaves_with_a_data_set_comes_back_protected(empty_store: Store, go: str) -> None:
    stream_in(empty_store, [node(KEY, name="Teodor Malk", protected=True), node("b")])
    if go == "removed":
        remove_dataset(empty_store, Order("set-a"))
    elif go == "deleted":
        stream_in(empty_store, [Deletion(KEY, "set-a", "a.json", 1)])
    else:
        replace.replace(empty_store, walk(opener([node("b")])))
    assert read_entities(empty_store, [KEY]) == {}
    assert [(one.id, one.names) for one in protected_people(empty_store)] == [(KEY, ("Teodor Malk",))]
    outcome = stream_in(empty_store, [node(KEY, name="T. Malk", dataset="set-b")], "set-b")
    assert outcome.tally.still_protected == (KEY,)
    assert marked(empty_store)


def test_a_load_that_came_to_nothing_leaves_no_decision(empty_store: Store) -> None:
    from graph.errors import RecordFaults
    from tests.contract.streams import tie

    with pytest.raises(RecordFaults):
        stream_in(empty_store, [node(KEY, protected=True), node("c", "Company"), tie(KEY, "BORN_IN", "c")])
    assert empty_store.read("MATCH (d:Decision) RETURN d.id AS id").rows == []


def test_only_by_name_is_the_mark_taken_away(empty_store: Store) -> None:
    load(empty_store, [record(protected=True)])
    protection.unprotect(empty_store, record(), "speaks in public", "desk")
    load(empty_store, [record(protected=True)])
    assert not marked(empty_store), "the decision speaks of this data set"
    load(empty_store, [record("other", protected=True)])
    assert marked(empty_store), "it does not speak of the mark of another"
    rows = [(row["what"], row["by"], row["reason"]) for row in history.of(empty_store, record())]
    assert ("unprotect", "desk", "speaks in public") in rows


def test_a_mark_set_by_name_stays_whatever_data_sets_say(empty_store: Store) -> None:
    load(empty_store, [record()])
    protection.protect(empty_store, record(), "asked for it", "desk")
    assert load(empty_store, [record()]).still_protected == (KEY,)
    assert marked(empty_store)
    with pytest.raises(UsageError, match="protected already"):
        protection.protect(empty_store, record(), "again", "desk")


def test_what_is_no_person_or_not_protected_is_refused(empty_store: Store) -> None:
    company = KINDS["Company"](id="c", name="C")
    load(empty_store, [record(), company])
    with pytest.raises(UsageError, match="only a person"):
        protection.unprotect(empty_store, company, "no", "desk")
    with pytest.raises(UsageError, match="not protected"):
        protection.unprotect(empty_store, record(), "no", "desk")


def _dossier(store: Store, name: str, mark: bool) -> None:
    load(store, [record(f"d-{name}", protected=mark)])


def _stream(store: Store, name: str, mark: bool) -> None:
    stream_in(store, [node(KEY, name="Teodor Malk", dataset=name, protected=mark)], name)


def _replacing(store: Store, name: str, mark: bool) -> None:
    replace.replace(store, walk(opener([node(KEY, name="Teodor Malk", dataset=name, protected=mark)], name)))


def _other_kind(store: Store, name: str, mark: bool) -> None:  # noqa: ARG001  it bears none
    stream_in(store, [node(KEY, "LegalEntity", "Malk", dataset=name)], name)


def _removal(store: Store, name: str, mark: bool) -> None:  # noqa: ARG001  likewise
    remove_dataset(store, Order(name))


Way = Callable[[Store, str, bool], None]
WAYS: tuple[Way, ...] = (_dossier, _stream, _replacing, _other_kind, _removal)
MARKING = {_dossier, _stream, _replacing}
STEP = st.tuples(st.sampled_from(WAYS), st.sampled_from(["one", "two"]), st.booleans())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(steps=[(_stream, "one", True), (_removal, "one", False), (_other_kind, "one", False)])
@given(steps=st.lists(STEP, min_size=2, max_size=5))
def test_whatever_comes_in_whatever_order_a_mark_stays(empty_store: Store, steps: list[tuple[Way, str, bool]]) -> None:
    clear(empty_store)
    was_marked = False
    for way, name, mark in steps:
        way(empty_store, name, mark)
        was_marked |= mark and way in MARKING
        for row in empty_store.read("MATCH (p:Person {id: $id}) RETURN p.protected AS p", {"id": KEY}).rows:
            assert bool(row["p"]) == was_marked
        # where the person has gone and another kind came, the name is withheld all the same
        assert [one.id for one in protected_people(empty_store)] == [KEY] * was_marked
