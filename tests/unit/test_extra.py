"""Properties in the words of a data set: kept as lists, flat in the graph, and found again when it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.ledger import check, derive
from graph.model import KINDS, Claim, Source
from graph.model.extra import extra_name, joined
from graph.model.located import Located, edge_claim_id

NAMES = st.from_regex(r"[a-zA-Zа-я][a-zA-Z0-9_]{0,20}", fullmatch=True)
EXTRAS = st.dictionaries(NAMES, st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3), max_size=4)


@given(EXTRAS)
def test_what_the_graph_holds_makes_the_same_record_again(extra: dict[str, list[str]]) -> None:
    for record in (KINDS["Asset"](id="a", name="A", extra=extra), Source(id="s", title="S", extra=extra)):
        stored = record.properties()
        assert all(stored[f"x_{name}"] == list(dict.fromkeys(values)) for name, values in extra.items())
        stored.pop("kind", None)
        assert type(record).model_validate(stored) == record


def test_one_text_is_a_list_of_one_and_nothing_is_kept_of_an_empty_list() -> None:
    assert KINDS["Thing"](id="t", name="T", extra={"a": "x", "b": []}).extra == {"a": ("x",)}


@pytest.mark.parametrize("name", ["", "1a", "_a", "a b", "a-b", "`", "a" * 101])
def test_odd_names_are_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="no name of a property"):
        KINDS["Thing"](id="t", name="T", extra={name: "x"})


@given(st.text(max_size=200))
def test_any_heading_becomes_a_name_that_is_taken(text: str) -> None:
    KINDS["Thing"](id="t", name="T", extra={extra_name(text): "x"})


def test_a_heading_keeps_its_letters() -> None:
    assert extra_name(" Дата рождения ") == "Дата_рождения"
    assert extra_name("2nd name") == "n_2nd_name"


def test_a_relation_has_the_properties_of_all_its_claims() -> None:
    ends = {"about": ("a", "b"), "relation": "a|PAID|b", "property": "PAID", "source": "s", "text": "paid"}
    claims = [
        Claim(id=f"c{at}", details={"extra": {"amount": [amount]}}, row=at, **ends) for at, amount in enumerate(["5", "7", "5"])
    ]
    relation = derive(claims, {"s": Source(id="s", title="S")})["a|PAID|b"]
    assert relation.properties()["x_amount"] == ["5", "7"]
    assert joined({"b": ["2"]}, {"a": "1", "b": ("3", "2")}) == {"a": ("1",), "b": ("2", "3")}


def test_a_claim_may_give_a_value_of_such_a_property_and_point_to_a_row() -> None:
    records = [
        KINDS["Thing"](id="a", name="A"),
        Source(id="s", title="S"),
        Claim(id="c", text="t", property="x_nationality", value="ru", source="s", about=("a",), row=17),
        Claim(id="d", text="t", property="x_nationality", value=5, source="s", about=("a",)),
    ]
    ledger, faults, bad = check(Located(record) for record in records)
    assert bad == {"d"}
    assert "text" in faults[0].message
    assert ledger.claims["c"].properties()["row"] == 17


def test_an_edge_has_one_claim_in_each_data_set() -> None:
    assert edge_claim_id("a", "x") == edge_claim_id("a", "x") != edge_claim_id("b", "x")
