"""A data set replaced is the new edition loaded fresh, and replaced again it stays that, for any two editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import RecordFaults
from graph.ingest import batches, reading
from graph.ingest.outcome import Outcome
from graph.ingest.remove import Order, remove_dataset
from graph.ingest.replace import replace
from graph.model import RELATIONS, Claim, Source
from graph.model.located import Located
from graph.stores import Store
from loaders.stream import Item
from tests.contract.small import clear
from tests.contract.streams import NAME, Deletion, graph_of, node, opener, stream_in, tie, walk

pytestmark = pytest.mark.contract

OTHER = "set-b"
SOME = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # to make a failing example smaller takes minutes of a store's time
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KINDS = {"a": "Person", "b": "Person", "o": "Organization", "m": "MediaOutlet", "k": "Country"}
IDS = [*KINDS, "x"]
TYPES = ("RELATIVE_OF", "MEMBER_OF", "LINKED_TO", "CITIZEN_OF", "DIRECTOR_OF", "INTERVIEWED_BY")


def replaced(store: Store, items: Sequence[Item], name: str = NAME) -> Outcome:
    """Loads items as the new edition of a data set."""
    return replace(store, walk(opener(items, name), replace=True))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_RECORDS", 2)
    monkeypatch.setattr(reading, "GROUP", 2)


@st.composite
def editions(draw: st.DrawFn, name: str = NAME) -> list[Item]:
    """Entities (one of changing kind, a law), a document with its publisher, claims about what is there or is not, deletions.

    A document is of one set, since of two sets the last one says who published it. Most can be loaded; some lean on what is
    nowhere.
    """
    kinds = {key: KINDS.get(key) or draw(st.sampled_from(["Person", "Company"])) for key in draw(st.sets(st.sampled_from(IDS)))}
    careless = draw(st.integers(0, 9)) == 0
    items: list[Item] = []
    for key, kind in kinds.items():
        one = node(key, kind, draw(st.sampled_from(["", "Anna"])), name)
        items.append(one if draw(st.booleans()) else Located(one.record, one.file))
    if ("k" in kinds or careless) and draw(st.booleans()):
        items.append(node("l", "Law", dataset=name, jurisdiction="k"))
    paper = draw(st.sampled_from([None, "B", "D"]))
    if paper:
        publisher = draw(st.sampled_from([None, "m" if "m" in kinds or careless else None]))
        items.append(Located(Source(id=f"paper-{name}", title="P", reliability=paper, published_by=publisher, datasets=(name,))))
    said: list[dict[str, Any]] = [{}, {}, {"source": f"paper-{name}"}, {"attributed_to": ("m",)}] if careless else [{}]
    said += [{"source": f"paper-{name}"}] * bool(paper) + [{"attributed_to": ("m",)}] * ("m" in kinds)
    found = draw(st.lists(ties(name, said), max_size=6, unique_by=lambda one: one.record.id))
    items += [one for one in found if careless or fits(one, kinds)]
    if draw(st.integers(0, 4)) == 0:
        items.append(Deletion(draw(st.sampled_from(IDS)), name))
    return list(draw(st.permutations(items)))


@st.composite
def ties(draw: st.DrawFn, name: str, said: Sequence[dict[str, Any]]) -> Located:
    """A claim that carries a relation; `said` are the ways in which it may be said."""
    start, end = draw(st.sampled_from(IDS)), draw(st.sampled_from([*IDS, "nobody"]))
    type_name = draw(st.sampled_from(TYPES))
    when: dict[str, Any] = draw(
        st.sampled_from([{}, {"since": "2020", "until": "2020"}, {"since": "2023"}, {"status": "denied"}])
    )
    key = f"{name}.{start}.{type_name}.{end}.{draw(st.integers(0, 1))}"
    return tie(start, type_name, end, name, id=key, **when, **draw(st.sampled_from(said)))


def fits(one: Located, kinds: Mapping[str, str]) -> bool:
    """Whether a relation may stand between its ends, of those that are there."""
    assert isinstance(one.record, Claim)
    ends = RELATIONS[one.record.property].ends()
    return all(key not in kinds or kinds[key] in allowed for key, allowed in zip(one.record.about, ends, strict=True))


def loaded(store: Store, items: Sequence[Item], name: str = NAME) -> bool:
    """Whether items can be loaded."""
    try:
        stream_in(store, items, name)
    except RecordFaults:
        return False
    return True


def was_there(store: Store, *sets: tuple[Sequence[Item], str]) -> None:
    """Fills an empty store; what cannot be loaded is not there."""
    clear(store)
    for items, name in sets:
        loaded(store, items, name)


@SOME
@given(old=editions(), new=editions())
def test_replacing_is_loading_the_new_edition_alone(empty_store: Store, old: list[Item], new: list[Item]) -> None:
    clear(empty_store)
    possible = loaded(empty_store, new)
    alone = graph_of(empty_store)
    was_there(empty_store, (old, NAME))
    before = graph_of(empty_store)
    if not possible:
        with pytest.raises(RecordFaults):
            replaced(empty_store, new)
        assert graph_of(empty_store) == before
        return
    replaced(empty_store, new)
    assert graph_of(empty_store) == alone
    again = replaced(empty_store, new).tally
    assert graph_of(empty_store) == alone
    if not any(isinstance(item, Deletion) for item in new):
        assert (again.new, again.changed, again.deleted, again.relations, again.gone) == (0, 0, 0, 0, 0)


@SOME
@given(old=editions(), new=editions(), other=editions(OTHER))
def test_beside_another_set_it_is_taking_out_the_old_edition_and_loading_the_new(
    empty_store: Store, old: list[Item], new: list[Item], other: list[Item]
) -> None:
    was_there(empty_store, (other, OTHER), (old, NAME))
    remove_dataset(empty_store, Order(NAME))
    possible = loaded(empty_store, new)
    wanted = graph_of(empty_store)
    was_there(empty_store, (other, OTHER), (old, NAME))
    if not possible:
        with pytest.raises(RecordFaults):
            replaced(empty_store, new)
        return
    replaced(empty_store, new)
    assert graph_of(empty_store) == wanted


def test_a_relation_to_what_left_the_new_edition_stays(empty_store: Store) -> None:
    stream_in(empty_store, [node("a"), node("o", "Company", "Ost"), tie("a", "MEMBER_OF", "o")])
    new = [node("a"), tie("a", "LINKED_TO", "o")]
    done = replaced(empty_store, new)
    assert (done.tally.relations, done.tally.gone) == (1, 1)
    rows = empty_store.read("MATCH (:Entity {id: 'a'})-[r]->(e:Entity) RETURN type(r) AS t, e.name AS name").rows
    assert rows == [{"t": "LINKED_TO", "name": "o"}]
    before = graph_of(empty_store)
    assert replaced(empty_store, new).tally.new == 0
    assert graph_of(empty_store) == before


def test_two_sets_replaced_at_once_each_lose_what_their_own_files_lack(empty_store: Store) -> None:
    first, second = [node("a"), node("b")], [node("a", dataset=OTHER), node("b", dataset=OTHER)]
    for items, name in ((first, NAME), (second, OTHER)):
        stream_in(empty_store, items, name)
    files = opener([node("a")], NAME), opener([node("b", dataset=OTHER), tie("b", "RELATIVE_OF", "a", OTHER)], OTHER)
    replace(empty_store, walk(*files, replace=True))
    rows = empty_store.read("MATCH (e:Entity) RETURN e.id AS id, e.datasets AS d ORDER BY id").rows
    assert rows == [{"id": "a", "d": [NAME]}, {"id": "b", "d": [OTHER]}]
