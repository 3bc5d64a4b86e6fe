"""What is shown of an entity of which several data sets speak, whatever the order in which they came; people are made up."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.editions import Edition, others, says_nothing, shown
from graph.model import KINDS, Entity
from graph.model.organizations import Company
from graph.model.people import Group, LegalEntity, Person

NAMES = st.sampled_from(["p1", "Aldo Brink", "Альдо Бринк", "A. Brink"])
DATES = st.sampled_from([None, "1971-03-04", "1972"])


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    kind = draw(st.sampled_from(["Person", "LegalEntity", "Thing", "Company"]))
    extra = draw(st.dictionaries(st.sampled_from(["cat", "id", "absent_from"]), st.sampled_from(["a", "b"]), max_size=2))
    values = {"id": "p1", "name": draw(NAMES), "extra": extra, "summary": draw(st.sampled_from([None, "x", "y"]))}
    if kind == "Person":
        values |= {"identification": "named", "birth_date": draw(DATES), "protected": draw(st.booleans())}
    return KINDS[kind].model_validate({name: value for name, value in values.items() if value is not None})


EDITIONS = st.lists(
    st.tuples(entities(), st.sampled_from("ABF"), st.sampled_from(["", "2020-12-31", "2024-05-01"])), min_size=1, max_size=4
).map(
    lambda told: [
        Edition(f"set-{at}", one.model_copy(update={"datasets": (f"set-{at}",)}), letter, day)
        for at, (one, letter, day) in enumerate(told)
    ]
)


@given(EDITIONS, st.randoms())
def test_order_means_nothing_and_nothing_is_made_up(editions: list[Edition], random: Random) -> None:
    one = shown(editions)
    random.shuffle(editions)
    assert shown(editions) == one
    assert {*one.datasets} == {edition.dataset for edition in editions}
    assert {*one.names} <= {name for edition in editions for name in edition.entity.names}
    for name in ("birth_date", "summary"):
        value = getattr(one, name, None)
        assert value is None or value in [getattr(edition.entity, name, None) for edition in editions]
    if hasattr(one, "protected"):
        assert one.protected == any(getattr(edition.entity, "protected", False) for edition in editions)


@given(EDITIONS)
def test_an_edition_comes_back_from_the_store_as_it_was(editions: list[Edition]) -> None:
    for edition in editions:
        back = Edition.of(edition.row)
        assert back == edition
        assert back.row == edition.row
    assert shown([Edition.of(one.row) for one in editions]) == shown(editions)


@given(EDITIONS)
def test_one_edition_alone_is_shown_as_it_is(editions: list[Edition]) -> None:
    assert shown(editions[:1]) == editions[0].entity


def test_the_most_reliable_then_the_latest_then_the_first_by_name_is_shown() -> None:
    def born(dataset: str, day: str, reliability: str = "F", published: str = "") -> Edition:
        person = Person(id="p1", name="Aldo Brink", identification="named", birth_date=day, datasets=(dataset,))
        return Edition(dataset, person, reliability, published)

    assert shown([born("b", "1970"), born("a", "1971")]).model_dump()["birth_date"] == "1971"
    assert shown([born("b", "1970", published="2024-01-01"), born("a", "1971")]).model_dump()["birth_date"] == "1970"
    best = [born("b", "1970", published="2024-01-01"), born("c", "1972", "B")]
    assert shown(best).model_dump()["birth_date"] == "1972"
    entity = shown(best)
    told = list(others(best, entity.model_dump()))
    assert [(one.field, one.value, one.dataset) for one in told] == [("birth_date", "1970", "b")]


def test_an_edge_list_that_only_names_its_ends_says_nothing() -> None:
    person = Person(id="n1", name="Aldo Brink", identification="named", birth_date="1971", datasets=("nodes",))
    end = LegalEntity(id="n1", name="n1", datasets=("edges",))
    one = shown([Edition("edges", end, "A"), Edition("nodes", person)])
    assert (one.kind, one.name, one.names) == ("Person", "Aldo Brink", ("Aldo Brink",))
    assert says_nothing(end)
    assert not says_nothing(person)
    assert not says_nothing(LegalEntity(id="n1", name="Aldo Brink"))


def test_a_number_is_never_qualified_by_another_data_set() -> None:
    counted = Group(id="g", name="Counted", size=10, size_bound="at_least", datasets=("a",))
    bare = Group(id="g", name="Counted", size=12, datasets=("b",))
    one = shown([Edition("a", counted, "B"), Edition("b", bare, "A")])
    told = one.model_dump()
    assert (told["size"], told["size_bound"]) == (12, None)


def test_kinds_that_exclude_each_other_are_that_of_the_best() -> None:
    person = Person(id="x", name="Aldo Brink", identification="named", datasets=("a",))
    company = Company(id="x", name="Aldo Brink Ltd", datasets=("b",))
    one = shown([Edition("a", person), Edition("b", company, "A")])
    assert (one.kind, one.names) == ("Company", ("Aldo Brink Ltd", "Aldo Brink"))
