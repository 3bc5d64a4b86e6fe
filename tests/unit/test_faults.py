"""The faults of one claim against the records that it names, in whole words and at their places. All is made up."""

from __future__ import annotations

import pytest

from graph.ledger import check
from graph.ledger.faults import _field, claim_faults
from graph.model import KINDS, Claim, Entity, Source
from graph.model.located import Located

DOCUMENT = Source(id="s", title="S", document="s.txt", sha256="0" * 64, length=100)
BARE = Source(id="note", title="A note")
KINDS_OF = {"ann": "Person", "army": "ArmedForce", "law": "Law"}
LINES = {"at": 2, "until": 3, "value": 4, "relation": 5, "about": 6, "by": 7, "source": 8, "attribute": 9}


def told(source: Source | None = BARE, whole: Entity | None = None, **values: object) -> list[tuple[int, str, str, str]]:
    """The line, field, value and message of each fault of a claim."""
    basis: dict[str, object] = {"id": "c", "text": "It says so.", "property": "mention", "source": "note", "about": ("ann",)}
    claim = Claim(**{**basis, **values})  # type: ignore[arg-type]  # fields by name
    found = claim_faults(Located(claim, "d.yml", 1, LINES), claim, KINDS_OF, source, whole)
    return [(fault.line, fault.field, fault.value, fault.message) for fault in found]


HEADS = {"property": "HEADS", "about": ("ann", "army"), "relation": "ann|HEADS|army"}


def test_all_that_is_not_there_is_told_at_once() -> None:
    assert told(None, **HEADS | {"about": ("bob", "navy"), "attributed_to": ("ann", "paper")}) == [
        (5, "c.relation", "bob", "no such entity"), (5, "c.relation", "navy", "no such entity"),
        (7, "c.by", "paper", "no such entity"), (8, "c.source", "note", "no such source"),
    ]  # fmt: skip
    assert told(about=("bob",)) == [(6, "c.about", "bob", "no such entity")]
    assert told(**HEADS) == told(attributed_to=("ann",)) == []


def test_ends_of_the_wrong_kind_are_told_where_both_are_there() -> None:
    wrong = HEADS | {"about": ("army", "ann")}
    ((line, field, value, message),) = told(**wrong)
    assert (line, field, value) == (5, "c.relation", "army HEADS ann")
    assert message.startswith("HEADS starts at Person")
    assert [message for *_, message in told(**wrong | {"attributed_to": ("bob",)})] == ["no such entity"]


@pytest.mark.parametrize(
    ("since", "until", "faulty"),
    [("2020", "2019", True), ("2020-12-31", "2020", False), ("2020-01-02", "2020-01-01", True),
     ("2020-01-01", "2020-01-01", False), (None, "2019", False), ("2020", None, False), ("../2020", "2019", False),
     ("2020", "2019/..", False)],
)  # fmt: skip
def test_nothing_ends_before_it_begins(since: str | None, until: str | None, *, faulty: bool) -> None:
    message = f"lies before since, {since}: swap the two, or mend the one that is wrong"
    assert told(**HEADS, since=since, until=until) == [(3, "c.until", until, message)] * faulty


FIGURE = {"property": "metric", "metric": "cases", "scope": "the north", "bound": "exactly"}


@pytest.mark.parametrize(
    ("unit", "value", "faulty"),
    [("persons", -1, True), ("days", -0.5, True), ("persons", 0, False), ("persons", 0.5, False), ("persons", 7, False),
     ("degrees", -7, False), (None, -7, False), ("persons", "-7", False)],
)  # fmt: skip
def test_nobody_counts_fewer_than_none(unit: str | None, value: object, *, faulty: bool) -> None:
    message = f"{unit} are counted, and there are never fewer than 0: leave out the minus, or name what was measured as unit"
    assert told(**FIGURE, unit=unit, value=value) == [(4, "c.value", str(value), message)] * faulty


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"locator_start": 0, "locator_end": 100}, None),
        ({"locator_start": 0, "locator_end": 101}, "lies outside the document of s, which has 100 characters"),
        ({}, "says no place in the document of s"),
        ({"row": 3}, None),
        ({"row": 3, "locator_start": 0, "locator_end": 101}, "lies outside the document of s, which has 100 characters"),
    ],
)
def test_a_claim_points_into_its_document(place: dict[str, int], message: str | None) -> None:
    value = "[0, 101]" if "locator_end" in place else ""
    assert told(DOCUMENT, **place) == ([(2, "c.at", value, message)] if message else [])


def test_where_there_is_no_document_a_claim_points_nowhere() -> None:
    assert told(locator_start=0, locator_end=5) == [(2, "c.at", "[0, 5]", "note has no document to point into")]
    assert told(row=3) == []


def test_a_property_of_a_data_set_is_text() -> None:
    assert told(property="x_nationality", value="se") == []
    assert told(property="x_nationality", value=5) == [(4, "c.value", "5", "a property of a data set is text")]


PERSON = ("name, summary, identification, protected, birth_date, age, age_at, occupation, motive",)


def test_an_attribute_is_a_field_of_the_kind() -> None:
    (message,) = (f"a Person has no such attribute; it has {names}" for names in PERSON)
    for name in ("shoe_size", "id", "datasets", "names", "extra"):
        assert told(property=name, value="x") == [(9, f"c.{'attribute'}", name, message)]
    assert told(property="name", value="Ann") == told(property="summary", value="A cook.") == []
    assert told(property="shoe_size", about=("bob",)) == [(6, "c.about", "bob", "no such entity")]


@pytest.mark.parametrize("whole", [KINDS["Person"](id="ann", name="Ann", identification="named"), None])
def test_a_value_is_one_that_the_field_takes(whole: Entity | None) -> None:
    assert told(whole=whole, property="age", value=30) == []
    ((line, field, value, message),) = told(whole=whole, property="age", value="old")
    assert (line, field, value) == (4, "c.value", "old")
    assert message.startswith("no value of age: Input should be a valid integer")
    ((*_, message),) = told(whole=whole, property="age", value=131)
    assert message == "no value of age: Input should be less than or equal to 130"
    ((*_, message),) = told(whole=whole, property="birth_date", value="soon")
    assert message.startswith("no value of birth_date: not a date in EDTF")


def test_a_value_of_a_stream_is_one_that_the_field_takes() -> None:
    _field.cache_clear()  # a mutant is born into a process that remembers
    assert told(property="age", value=130) == []
    assert [message for *_, message in told(property="age", value=131)] == [
        "no value of age: Input should be less than or equal to 130"
    ]


def test_of_a_stream_a_value_is_not_judged_with_the_others_that_nobody_has() -> None:
    law = KINDS["Law"](id="law", name="A law", penalty_min_months=24)
    low = {"about": ("law",), "property": "penalty_max_months", "value": 12}
    assert told(**low) == []
    ((line, field, value, message),) = told(whole=law, **low)
    assert (line, field, value) == (4, "c.value", "12")
    assert message.startswith("no value of penalty_max_months: ")
    assert "Value error" not in message


def entity(key: str, **values: object) -> Located:
    return Located(KINDS["Law"](**{"id": key, "name": key, **values}), "d.yml", 1, {"jurisdiction": 2})


def test_a_field_that_names_an_entity_names_one_of_its_kind() -> None:
    land = Located(KINDS["Country"](id="land", name="A land"))
    _, faults, bad = check(
        [entity("a", jurisdiction="land"), entity("b", jurisdiction="a"), entity("c", jurisdiction="sea"), land]
    )
    assert [(fault.line, fault.field, fault.value, fault.message) for fault in faults] == [
        (2, "b.jurisdiction", "a", "is a Law, not a Country"), (2, "c.jurisdiction", "sea", "no such entity"),
    ]  # fmt: skip
    assert bad == {"b", "c"}


def test_a_record_that_stands_twice_is_told_once_and_others_are_looked_at_all_the_same() -> None:
    """What contradicts itself is named for that alone."""
    twice, last = entity("a", jurisdiction="sea"), entity("z", jurisdiction="sea")
    ledger, faults, bad = check([twice, twice, entity("b", jurisdiction="sea"), entity("b", code="C"), last])
    assert [(fault.field, fault.message.split(" at ")[0]) for fault in faults] == [
        ("b.id", "the id stands for something else"), ("a.jurisdiction", "no such entity"), ("z.jurisdiction", "no such entity"),
    ]  # fmt: skip
    assert bad == {"a", "b", "z"} == set(ledger.entities)


def test_values_of_a_claim_are_judged_with_the_first_entity_that_it_is_about() -> None:
    claim = Claim(id="c", text="t", property="penalty_max_months", source="note", about=("law",), value=12)
    law = Located(KINDS["Law"](id="law", name="A law", penalty_min_months=24))
    _, faults, _ = check([law, Located(BARE), Located(claim)])
    assert [fault.field for fault in faults] == ["c.value"]
