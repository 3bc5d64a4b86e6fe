"""Every place that carries a claim or relation, on both engines, and the words of documents that are the ones meant."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from graph import stores
from graph.ask import evidence as asked
from graph.ask.cells import row_faults
from graph.documents import verified
from graph.errors import AmbiguousName, NothingFound, UsageError
from graph.model import Claim, Source
from graph.stores import Store
from tests.contract.small import claim, entity, load, person

pytestmark = pytest.mark.contract


def evidence(*args: Any, **options: Any) -> dict[str, Any]:
    return asked.evidence(*args, **options).as_json()


TEXT = "Вступление.\r\nЗдесь сказано, что Anna 𝄞 служит в полку; дальше идёт quux.\nКонец."
OTHER = "Only here: Anna serves in the regiment, as a reader of xyzzy knows."
KEY = "anna|MEMBER_OF|regiment"


def document(folder: Path, key: str, text: str, **fields: Any) -> Source:
    """A source whose document lies in the folder."""
    (folder / f"{key}.txt").write_bytes(text.encode())
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    values = {"id": key, "title": f"Title of {key}", "document": f"{key}.txt", "sha256": sha256, "length": len(text), **fields}
    return Source.model_validate({"reliability": "B", **values})


def span(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"locator_start": start, "locator_end": start + len(words)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "documents"
    found.mkdir()
    return found


@pytest.fixture
def store(empty_store: Store, folder: Path) -> Store:
    """A relation that three sources carry: two with a document, of which one cites the other, and one without."""
    one = document(folder, "one", TEXT, url="https://example.org/one")
    two = document(folder, "two", OTHER, cites=("one",))
    about = {"property": "occupation", "about": ("anna",), "value": "soldier", "text": "She serves."}
    load(empty_store, [
        one, two, Source(id="note", title="A note"),
        person("anna", "Anna"), person("anne", "Anne"), person("second", "Second", "Anne"),
        entity("ArmedForce", "regiment", "The Regiment"), entity("MediaOutlet", "agency", "Agency"),
        entity("PublicBody", "ministry", "Ministry"),
        claim("anna", "MEMBER_OF", "regiment", id="c1", source="one", attributed_to=("agency", "ministry"),
              **span(TEXT, "Anna 𝄞 служит")),
        claim("anna", "MEMBER_OF", "regiment", id="c2", source="two", **span(OTHER, "Anna serves")),
        claim("anna", "MEMBER_OF", "regiment", id="c3", source="note"),
        claim("anna", "MEMBER_OF", "regiment", id="c4", source="two", status="retracted", **span(OTHER, "Only")),
        claim("anna", "RELATIVE_OF", "second", id="c5", source="note", status="retracted"),
        claim("anna", "RELATIVE_OF", "anne", id="c6", source="note"),
        Claim(id="a1", source="one", **about, **span(TEXT, "служит")),
        Claim(id="a2", source="two", **about, **span(OTHER, "serves")),
        Claim(id="a3", source="note", **{**about, "value": "poet"}),
        Claim(id="m1", source="note", property="mention", about=("anna",), text="It names her."),
    ])  # fmt: skip
    return empty_store


def test_every_place_that_carries_a_relation_with_both_numbers(store: Store) -> None:
    found = evidence(store, [KEY])
    assert (found["of"], found["text"], found["relation"]) == (KEY, "Anna member of The Regiment", KEY)
    assert [place["claim"] for place in found["places"]] == ["c3", "c1", "c2"]
    assert (found["grade"], found["sources"], found["origins"]) == ("B3", ["note", "one", "two"], ["ministry", "note"])
    first = found["places"][1]
    assert (first["title"], first["url"], first["document"]) == ("Title of one", "https://example.org/one", "one.txt")
    assert (first["origin"], first["attributed_to"], first["grade"]) == ("ministry", ["agency", "ministry"], "B3")
    assert not {"before", "words", "after", "problem"} & first.keys()


def test_a_relation_may_be_asked_for_in_words(store: Store) -> None:
    for words in (
        ("Anna", "MEMBER_OF", "The Regiment"),
        ("anna", "member of", "the regiment"),
        ("ANNA", "Member_Of", "regiment"),
    ):
        assert evidence(store, words)["of"] == KEY
    assert evidence(store, ("anna", "RELATIVE_OF", "anne"))["of"] == evidence(store, ("anne", "relative of", "anna"))["of"]


def test_a_claim_comes_first_and_then_what_says_the_same(store: Store) -> None:
    assert [place["claim"] for place in evidence(store, ["c2"])["places"]] == ["c2", "c1", "c3"]
    assert [place["claim"] for place in evidence(store, ["a1"])["places"]] == ["a1", "a2"]
    assert evidence(store, ["a1"])["text"] == "Anna: occupation soldier"
    assert [place["claim"] for place in evidence(store, ["m1"])["places"]] == ["m1"]


def test_a_retracted_claim_is_shown_when_asked_for_and_counts_for_nothing(store: Store) -> None:
    found = evidence(store, ["c4"])
    assert (found["places"][0]["claim"], found["places"][0]["status"]) == ("c4", "retracted")
    assert found["sources"] == ["note", "one", "two"]
    alone = evidence(store, ["c5"])
    assert (alone["grade"], alone["sources"], alone["origins"]) == (None, [], [])


def test_what_is_not_there_is_said_with_the_way_on(store: Store) -> None:
    with pytest.raises(NothingFound, match="there is no claim “nothing”"):
        evidence(store, ["nothing"])
    with pytest.raises(NothingFound, match="is retracted") as retracted:
        evidence(store, ("anna", "RELATIVE_OF", "second"))
    assert "c5" in retracted.value.hint
    with pytest.raises(NothingFound, match="no claim carries") as turned:
        evidence(store, ("The Regiment", "MEMBER_OF", "Anna"))
    assert turned.value.hint == f"there is {KEY}"
    with pytest.raises(NothingFound, match="no claim carries"):
        evidence(store, ["nobody|MEMBER_OF|nothing"])
    with pytest.raises(UsageError, match="no relation “membr of”") as near:
        evidence(store, ("anna", "membr of", "regiment"))
    assert "MEMBER_OF" in near.value.hint
    with pytest.raises(UsageError, match="name a claim"):
        evidence(store, ("anna", "MEMBER_OF"))
    with pytest.raises(AmbiguousName):
        evidence(store, ("Anne", "MEMBER_OF", "regiment"))


def test_the_words_stand_between_what_is_around_them(store: Store, folder: Path) -> None:
    note, one, two = evidence(store, [KEY], folder, context=15)["places"]
    assert (one["before"], one["words"], one["after"]) == ("есь сказано, что "[-15:], "Anna 𝄞 служит", " в полку; дальш")
    assert two["before"] + two["words"] + two["after"] == OTHER[: len("Only here: Anna serves") + 15]
    assert (note["words"], note["problem"]) == (None, None)
    assert [place["before"] for place in evidence(store, [KEY], folder, context=0)["places"]] == [None, "", ""]


def test_a_document_with_another_hash_shows_no_word_and_the_others_do(store: Store, folder: Path) -> None:
    changed = TEXT.replace("quux", "QUUX")
    (folder / "one.txt").write_bytes(changed.encode())
    _, one, two = evidence(store, [KEY], folder)["places"]
    assert (one["before"], one["words"], one["after"]) == (None, None, None)
    for part in (str(folder / "one.txt"), *(hashlib.sha256(text.encode()).hexdigest() for text in (TEXT, changed))):
        assert part in one["problem"]
    assert (two["words"], two["problem"]) == ("Anna serves", None)


def test_a_document_that_is_missing_is_said_and_the_others_are_shown(store: Store, folder: Path) -> None:
    (folder / "two.txt").unlink()
    _, one, two = evidence(store, [KEY], folder)["places"]
    assert one["words"] == "Anna 𝄞 служит"
    assert two["words"] is None
    assert two["problem"] == f"two.txt is not in {folder}"


def test_a_document_outside_the_folder_is_not_read(empty_store: Store, folder: Path) -> None:
    outside = document(folder.parent, "outside", OTHER)
    source = outside.model_copy(update={"document": "../outside.txt"})
    load(empty_store, [source, person("anna"), Claim(id="c", source="outside", property="mention", about=("anna",), text="T",
                                                     **span(OTHER, "Anna"))])  # fmt: skip
    (place,) = evidence(empty_store, ["c"], folder)["places"]
    assert place["words"] is None
    assert "leads out of the documents folder" in place["problem"]


def test_nothing_of_a_document_is_kept_or_written(store: Store, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    evidence(store, [KEY], folder)
    verified(stores.read_sources(store).values(), stores.read_claims(store).values(), folder, row_faults)
    assert {path.name: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before
    held = str(store.read("MATCH (n) RETURN properties(n) AS p").rows)
    for word in ("quux", "xyzzy", "Вступление", "сказано"):
        assert word not in held


def rows(store: Store, folder: Path) -> dict[str, dict[str, Any]]:
    found = verified(stores.read_sources(store).values(), stores.read_claims(store).values(), folder, row_faults)
    return {row["source"]: row for row in found}


def test_documents_and_locators_that_hold(store: Store, folder: Path) -> None:
    assert list(rows(store, folder).values()) == [
        {"source": "one", "document": "one.txt", "ok": True, "claims": 2, "wrong": []},
        {"source": "two", "document": "two.txt", "ok": True, "claims": 3, "wrong": []},
    ]


def test_every_document_that_does_not_hold_has_its_row(store: Store, folder: Path) -> None:
    (folder / "one.txt").write_bytes(b"something else")
    (folder / "two.txt").unlink()
    found = rows(store, folder)
    assert not any(row["ok"] or row["claims"] for row in found.values())
    assert hashlib.sha256(b"something else").hexdigest() in found["one"]["wrong"][0]
    assert found["two"]["wrong"] == [f"two.txt is not in {folder}"]


def test_locators_outside_blank_or_missing_are_each_named(empty_store: Store, folder: Path) -> None:
    source = document(folder, "s", "word   \n  word")
    mention = {"source": "s", "property": "mention", "about": ("anna",), "text": "T"}
    claims = [
        Claim(id="good", **mention, locator_start=0, locator_end=4),
        Claim(id="blank", **mention, locator_start=4, locator_end=9),
        Claim(id="outside", **mention, locator_start=8, locator_end=99),
        Claim(id="nowhere", **mention),
    ]
    (row,) = verified([source], claims, folder, row_faults)
    assert (row["ok"], row["claims"]) == (False, 4)
    assert row["wrong"] == [
        "blank points to 4–9, where there are only blanks",
        "nowhere says no place",
        "outside points to 8–99, outside the 14 characters",
    ]
    load(empty_store, [source, person("anna"), *claims[:2]])
    assert rows(empty_store, folder)["s"]["wrong"] == row["wrong"][:1]


def test_a_document_whose_hash_nobody_states_cannot_be_vouched_for(folder: Path) -> None:
    source = document(folder, "s", "word", sha256=None, length=None)
    (row,) = verified([source], [], folder, row_faults)
    assert (row["ok"], row["wrong"]) == (False, ["the source states no sha256"])
