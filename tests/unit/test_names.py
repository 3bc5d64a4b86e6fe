"""Names made comparable: one person in any script and spelling, and nobody else."""

from __future__ import annotations

import pytest

from graph.names import folded, index_query, likeness, pair_keys, same, search_text

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


def test_likeness_tells_apart_what_is_equally_likely() -> None:
    assert likeness("Wagner", ["Wagner Group", "WAGNER"]) == 100.0
    assert likeness("Wagner", ["Wagner Group"]) < likeness("Wagner Grp", ["Wagner Group"])
    assert likeness("Wagner", []) == 0.0


def test_the_index_holds_each_word_and_key_once() -> None:
    held = search_text(["Wagner Group", "ЧВК Вагнер", "Group"]).split()
    assert held[:4] == ["wagner", "group", "chvk", "vagner"]
    assert len(held) == len(set(held))
    assert set(pair_keys("Group Vagner")) <= set(held)
    assert search_text([]) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Жұмабаев Нұрсұлтан", "Nursultan Zhumabayev"),
        ("Жұмабаев Нұрсұлтан Әбішұлы", "Joumabaïev Noursoultan"),
        ("Шоҳруҳ Тўхтаев", "Schochruch Tuchtajew"),
        ("Мамат уулу Данияр", "Daniyar Mamatov"),
        ("Рыскулв Талгат", "Talgat Ryskulov"),  # a letter lost
        ("Рысулов Талгат", "Talgat Ryskulov"),  # a consonant lost: the key of the other part still fits
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert set(pair_keys(one)) & set(pair_keys(other))


def test_a_name_of_one_part_has_no_key_of_two() -> None:
    assert pair_keys("Куаныш") == []
    assert pair_keys("М. Исаков") == []


def test_an_index_query_has_words_beginnings_and_keys_of_parts() -> None:
    assert index_query("Al") == "al OR 1l"
    assert index_query("Вагнер Group") == "vagner OR vagner* OR group OR group* OR 1pknr OR 1phnr OR 1krp"
    assert index_query("  ") == ""


@pytest.mark.parametrize("text", ["a:b", "x AND (y)", "[a TO z]", "wag* -x", '"a b"~2', "a\\b", "name:x^2", "a/b/"])
def test_nothing_that_a_user_types_is_query_syntax(text: str) -> None:
    for part in index_query(text).split(" OR "):
        assert part.removesuffix("*").isalnum()
        assert part == part.lower()
