"""The score is symmetric, independent of the order of names, and always a probability. Names are made up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Record, compare
from graph.names.parts import parse

WORDS = st.sampled_from([
    "Марат", "Исаков", "Marat", "Isakova", "Жұмабаев", "Әбішұлы", "Мамат", "уулу", "кызы", "oʻgʻli", "Усмонова", "Каримович",
    "bin",
    "al", "М.", "Sh.",
    "习近平", "محمد", "ТОО", "Ltd", "Шарифзода", "Alexander",
])  # fmt: skip
NAMES = st.one_of(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), st.text(min_size=1, max_size=24))
DATES = st.one_of(st.none(), st.sampled_from(["1983", "1983-05", "1983-05-01", "1984~", "1980/1984", "soon"]))
RECORDS = st.builds(
    Record,
    names=st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    birth_date=DATES,
    gender=st.sampled_from([None, "male", "female"]),
    countries=st.frozensets(st.sampled_from(["kg", "kz"])),
    source=st.sampled_from([None, "one", "two"]),
    kind=st.sampled_from([None, "Person", "Company"]),
)


@given(RECORDS, RECORDS)
def test_the_score_is_symmetric(one: Record, other: Record) -> None:
    there, back = compare(one, other), compare(other, one)
    assert abs(there.score - back.score) < 1e-9
    assert sorted(there.supporting) == sorted(back.supporting)
    assert 0.0 <= there.score <= 1.0


@given(RECORDS, RECORDS)
def test_the_order_of_names_does_not_matter(one: Record, other: Record) -> None:
    turned = one.model_copy(update={"names": tuple(reversed(one.names))})
    assert abs(compare(one, other).score - compare(turned, other).score) < 1e-9


@given(NAMES)
def test_every_text_has_parts(text: str) -> None:
    assert parse(text) == parse(text)
    assert all(part.text for part in parse(text).parts)
