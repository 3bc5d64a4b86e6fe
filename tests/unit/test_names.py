"""Names made comparable: one person in any script and spelling, and nobody else."""

from __future__ import annotations

import pytest

from graph.names import NEAR, closeness, folded, index_query, likeness, near, same, search_text

FOLDED = {
    "А.Т.": "a t",
    "Кубанычбек": "kubanychbek",
    "KUBANYCHBEK": "kubanychbek",
    "  Ann-Marie   O'Neill ": "ann marie oneill",
    "O’Neill": "oneill",
    "Straße": "strasse",
    "Ærø": "aero",
    "Łódź": "lodz",
    "İstanbul": "istanbul",
    "ﬁle Ⅻ": "file xii",
    "Ｗａｇｎｅｒ": "wagner",
    "e\u0301": "e",
    "snake_case": "snake case",
    "Article 172(1)": "article 172 1",
    "": "",
    " .,;!—…": "",
    "\u200b": "",
}


@pytest.mark.parametrize(("name", "expected"), FOLDED.items())
def test_a_name_folds_to_plain_words(name: str, expected: str) -> None:
    assert folded(name) == expected
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize("name", ["北京", "サマルカンド", "القاهرة", "თბილისი", "Ереван", "Երևան", "ηρακλής", "서울", "อังกฤษ"])
def test_every_script_becomes_ascii_words(name: str) -> None:
    assert folded(name)
    assert folded(name).isascii()
    assert folded(name) == folded(name).lower()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Кубанычбек", "Kubanychbek"),
        ("Wagner Group", "WAGNER-GROUP"),
        ("Ош", "Osh"),
        ("Élise", "Elise"),
        ("G.", "g"),
    ],
)
def test_the_same_name_up_to_script_case_and_marks(name: str, other: str) -> None:
    assert same(name, ["somebody else", other])
    assert same(other, [name])


@pytest.mark.parametrize(
    ("name", "others"),
    [("Wagner", ["Wagner Group"]), ("Group Wagner", ["Wagner Group"]), ("Ann", []), ("", [""]), ("…", ["…", "Ann"])],
)
def test_names_that_are_not_the_same(name: str, others: list[str]) -> None:
    assert not same(name, others)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kubanichbek", ["Askar Kubanychbek"]),
        ("Вагнер", ["Wagner Group", "PMC Wagner"]),
        ("Foreign Ministry", ["Russian Foreign Ministry"]),
        ("Ministry Foreign Russian", ["Russian Foreign Ministry"]),
    ],
)
def test_near_names_are_proposed(text: str, names: list[str]) -> None:
    assert closeness(text, names) >= NEAR
    assert near(text, names)


@pytest.mark.parametrize(
    ("text", "names"), [("Kubanychbek", ["Wagner Group"]), ("Ann", []), ("Ann", ["Vladimir"]), ("", ["Ann"])]
)
def test_far_names_are_not_proposed(text: str, names: list[str]) -> None:
    assert not near(text, names)


def test_closeness_is_that_of_the_best_name() -> None:
    assert closeness("Osh", ["Bishkek", "Ош"]) == 100.0
    assert closeness("Osh", ["Bishkek"]) < NEAR
    assert closeness("Osh", []) == 0.0


def test_likeness_tells_apart_what_is_equally_near() -> None:
    assert closeness("Wagner", ["Wagner Group"]) >= NEAR
    assert likeness("Wagner", ["Wagner Group", "WAGNER"]) == 100.0
    assert likeness("Wagner", ["Wagner Group"]) < likeness("Wagner Grp", ["Wagner Group"])
    assert likeness("Wagner", []) == 0.0


def test_the_index_holds_each_word_once_in_order() -> None:
    assert search_text(["Wagner Group", "ЧВК Вагнер", "Group"]) == "wagner group chvk vagner"
    assert search_text([]) == ""


def test_an_index_query_has_words_beginnings_and_near_spellings() -> None:
    assert index_query("Al") == "al"
    assert index_query("Osh") == "osh OR osh*"
    assert index_query("Вагнер Group") == "vagner OR vagner* OR vagner~1 OR group OR group* OR group~1"
    assert index_query("  ") == ""


@pytest.mark.parametrize("text", ["a:b", "x AND (y)", "[a TO z]", "wag* -x", '"a b"~2', "a\\b", "name:x^2", "a/b/"])
def test_nothing_that_a_user_types_is_query_syntax(text: str) -> None:
    for part in index_query(text).split(" OR "):
        assert part.removesuffix("*").removesuffix("~1").isalnum()
        assert part == part.lower()
