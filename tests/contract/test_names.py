"""Finding entities by what people call them: the same answers on every engine, whatever is typed."""

from __future__ import annotations

from contextlib import suppress

import pytest

from graph import names
from graph.ask.search import resolve, search
from graph.errors import AmbiguousName, NothingFound
from graph.model import kinds_under
from graph.stores import Store
from tests.contract.small import entity, load, person
from tests.engines import Engine

pytestmark = pytest.mark.contract

NAMES = [
    person("aigul", "Айгуль Сатпаева", "A. Satpayeva"),
    person("g-one", "G"),
    person("g-long", "Gulnara Akhmetova"),
    person("ivan-1", "Ivan Petrov"),
    person("ivan-2", "Иван Петров"),
    person("obrien", "Seán O'Brien", "O’Brien"),
    entity("ArmedForce", "wagner", "Wagner Group", names=["ЧВК Вагнер", "PMC Wagner"]),
    entity("Court", "court", "Supreme Court of Kyrgyzstan"),
    entity("Law", "law-172", "Article 172", names=["ст. 172 УК"]),
    entity("Organization", "odd", 'C++ (AND) [Group]: "x" ~2^3'),
    entity("Country", "turkey", "Türkiye"),
]
SYNTAX = (
    "+", "-", "&&", "||", "!", "(", ")", "{", "}", "[", "]", "^", '"', "~", "*", "?", ":", "\\", "/", "'", "`", "AND", "OR",
    "NOT",
    "wagner AND NOT group", "search:wagner", "wagner~0.5", "wagner^9", '"wagner group', "wag*", "[a TO z]", "/wag.*/",
    "name:*", "wagner)", "(wagner", "\\", "\x00", "$id", "'; DROP", "{id: 'x'}", "%", "_", "\u202e", "𝔾", "🐍", "a" * 5000,
    "x " * 2000, " ".join(f"word{n}" for n in range(2000)),
)  # fmt: skip
NOT_A_WORD = ("", " ", "…", "—", "«»", "!?", "()", "\t\n", "*", "''", "_", "___")


@pytest.fixture(scope="module")
def named(engine: Engine) -> Store:
    """A store of each engine with the names above and nothing else; for reading only."""
    store = engine.empty()
    load(store, NAMES)
    return store


def ids(store: Store, text: str) -> list[str]:
    return [found.id for found in search(store, text)]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("aigul", "aigul"),  # by id
        ("law-172", "law-172"),
        ("Айгуль Сатпаева", "aigul"),  # by name
        ("айгуль сатпаева", "aigul"),
        ("A. Satpayeva", "aigul"),  # by alias
        ("a satpayeva", "aigul"),
        ("Wagner Group", "wagner"),
        ("WAGNER  GROUP", "wagner"),
        ("чвк вагнер", "wagner"),
        ("ChVK Vagner", "wagner"),  # the Cyrillic alias, in Latin letters
        ("ст 172 УК", "law-172"),
        ("Article 172", "law-172"),
        ("G", "g-one"),  # a pseudonym of one letter
        ("g", "g-one"),
        ("g.", "g-one"),
        ("Turkiye", "turkey"),
        ("Türkiye", "turkey"),
        ("Tu\u0308rkiye", "turkey"),  # the umlaut as a combining character
        ("Ｗａｇｎｅｒ Ｇｒｏｕｐ", "wagner"),  # full-width letters
        ("Sean OBrien", "obrien"),
        ("Seán O’Brien", "obrien"),
        ("o'brien", "obrien"),
        ('C++ (AND) [Group]: "x" ~2^3', "odd"),
        ("c and group x 2 3", "odd"),
    ],
)
def test_an_entity_is_named_by_id_name_or_alias_in_any_script(named: Store, name: str, key: str) -> None:
    assert resolve(named, name).id == key


def test_what_is_resolved_tells_who_it_is(named: Store) -> None:
    found = resolve(named, "чвк вагнер")
    assert (found.id, found.kind, found.name) == ("wagner", "ArmedForce", "Wagner Group")
    assert found.names == ("Wagner Group", "ЧВК Вагнер", "PMC Wagner")


def test_a_name_of_several_is_no_answer_but_a_choice(named: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(named, "Ivan Petrov")
    assert [candidate["id"] for candidate in caught.value.candidates] == ["ivan-1", "ivan-2"]
    assert all({"id", "kind", "name"} <= candidate.keys() for candidate in caught.value.candidates)
    assert caught.value.exit_code == 3
    assert resolve(named, "ivan-2").name == "Иван Петров"


def test_a_misspelt_name_is_refused_with_near_ones(named: Store) -> None:
    with pytest.raises(NothingFound) as caught:
        resolve(named, "Wagnar Group")
    assert "Wagner Group" in caught.value.hint
    assert "wagner" in caught.value.hint


@pytest.mark.parametrize("part", ["Wagner", "Group", "Petrov", "Satpayeva", "172"])
def test_a_part_of_a_name_is_not_the_name(named: Store, part: str) -> None:
    with pytest.raises(NothingFound):
        resolve(named, part)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("wagner", "wagner"),
        ("wagne", "wagner"),  # a beginning
        ("wagnor", "wagner"),  # a near spelling
        ("Вагнер", "wagner"),
        ("satpayeva", "aigul"),
        ("Satpaeva", "aigul"),
        ("сатпаева", "aigul"),
        ("kyrgyzstan court", "court"),
        ("supreme cuort", "court"),
        ("G", "g-one"),
    ],
)
def test_search_finds_near_spellings_in_any_script(named: Store, text: str, key: str) -> None:
    assert ids(named, text)[0] == key


def test_search_is_scored_and_ordered(named: Store) -> None:
    found = search(named, "ivan petrov")
    assert [(entity.id, entity.score) for entity in found[:2]] == [("ivan-1", 100.0), ("ivan-2", 100.0)]
    scores = [entity.score for entity in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_search_keeps_to_kinds_and_to_a_limit(named: Store) -> None:
    assert [found.id for found in search(named, "group", kinds_under("ArmedForce"))] == ["wagner"]
    assert search(named, "group", kinds_under("Person")) == []
    assert "court" in [found.id for found in search(named, "court", kinds_under("Organization"))]
    assert len(search(named, "ivan petrov", limit=1)) == 1


def test_a_pseudonym_of_one_letter_is_not_everybody_with_that_letter(named: Store) -> None:
    assert resolve(named, "G").id == "g-one"
    assert ids(named, "G") == ["g-one"]


@pytest.mark.parametrize("text", NOT_A_WORD)
def test_what_has_no_word_finds_nothing(named: Store, text: str) -> None:
    assert search(named, text) == []
    with pytest.raises(NothingFound):
        resolve(named, text)


@pytest.mark.parametrize("text", SYNTAX, ids=lambda text: ascii(text[:20]))
def test_nothing_that_is_typed_is_read_as_query_syntax(named: Store, text: str) -> None:
    found = search(named, text)
    assert all(entity.score > 0 for entity in found)
    with suppress(NothingFound):
        assert names.same(text, resolve(named, text).names)


def test_a_star_is_not_everything(named: Store) -> None:
    assert len(ids(named, "*")) == 0
    assert len(ids(named, "* OR *")) < len(NAMES)
