"""`evidence` and `verify`: places and words behind a line, on every engine; documents are made here, except for the seeds'."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.contract

DOCUMENTS = os.environ.get("CASEGRAPH_DOCUMENTS")  # read before the tests' own environment hides it
TEXT = "First line.\nAnna serves\tin the \x1b[31mregiment, and more is said here."
OTHER = "Anna is in it."
KEY = "anna|MEMBER_OF|regiment"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "documents"
    found.mkdir()
    (found / "one.txt").write_text(TEXT, encoding="utf-8", newline="")
    (found / "two.txt").write_text(OTHER, encoding="utf-8", newline="")
    return found


@pytest.fixture
def place(run: Run, fresh_place: str, tmp_path: Path) -> str:
    """A store with a relation that two sources carry, whose documents are those of `folder`."""
    sources = [
        {"id": key, "title": f"Title {key}", "document": f"{key}.txt", "length": len(text), "reliability": "B",
         "sha256": hashlib.sha256(text.encode()).hexdigest(), "url": f"https://example.org/{key}"}
        for key, text in (("one", TEXT), ("two", OTHER))
    ]  # fmt: skip
    entities = [
        {"id": "anna", "kind": "Person", "name": "Anna", "identification": "named"},
        {"id": "regiment", "kind": "ArmedForce", "name": "The Regiment"},
        {"id": "agency", "kind": "MediaOutlet", "name": "Agency"},
        {"id": "ministry", "kind": "PublicBody", "name": "Ministry"},
    ]
    start = TEXT.index("Anna")
    relation = {"relation": ["anna", "MEMBER_OF", "regiment"], "says": "She serves there."}
    claims = [
        {"id": "c1", **relation, "source": "one", "at": [start, TEXT.index(", and")], "by": ["agency", "ministry"]},
        {"id": "c2", **relation, "source": "two", "at": [0, len(OTHER)]},
    ]
    dossier = tmp_path / "dossier.yml"
    dossier.write_text(json.dumps({"dossier": "d", "sources": sources, "entities": entities, "claims": claims}), encoding="utf-8")
    done = run("load", dossier, "--store", fresh_place)
    assert done.code == 0, done.err
    return fresh_place


def test_places_are_listed_with_both_numbers_and_the_chain(run: Run, place: str) -> None:
    done = run("evidence", "Anna", "member of", "The Regiment", "--store", place)
    assert done.code == 0, done.err
    assert done.out == (
        "Anna member of The Regiment · B3 · 2 sources, 2 origins\n\n"
        "1. She serves there.\n  c1, asserted, B3; origin: Ministry (by Agency ← Ministry)\n"
        "  Title one (one), https://example.org/one\n  characters 12 to 44 of one.txt\n\n"
        "2. She serves there.\n  c2, asserted, B3; origin: two\n"
        "  Title two (two), https://example.org/two\n  characters 0 to 14 of two.txt\n"
    )


def test_the_words_are_marked_and_cannot_steer_the_terminal(run: Run, place: str, folder: Path) -> None:
    done = run("evidence", KEY, "--documents", folder, "--context", "9", "--store", place)
    assert done.code == 0, done.err
    assert "  …st line. »Anna serves in the \N{REPLACEMENT CHARACTER}[31mregiment«, and mor…\n" in done.out
    assert "  »Anna is in it.«\n" in done.out
    assert "\x1b" not in done.out


def test_on_a_terminal_the_words_are_bold(run: Run, place: str, folder: Path) -> None:
    done = run("evidence", "c2", "--documents", folder, "--store", place, color=True)
    assert "\x1b[1m»Anna is in it.«\x1b[0m" in done.out


def test_other_formats_give_the_words_as_they_stand(run: Run, place: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_DOCUMENTS", str(folder))
    found = json.loads(run("evidence", KEY, "--store", place, "--format", "json").out)
    assert found["places"][0]["before"] + found["places"][0]["words"] + found["places"][0]["after"] == TEXT
    lines = [json.loads(line) for line in run("evidence", KEY, "--store", place, "--format", "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("evidence", KEY, "--store", place, "--format", "csv").out)))
    assert [line["words"] for line in lines] == [one["words"] for one in found["places"]]
    assert [row["words"] for row in rows] == [one["words"] for one in found["places"]]
    assert [(row["source_count"], row["origin_count"], row["problem"]) for row in rows] == [("2", "2", "")] * 2


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv"])
def test_a_document_that_is_another_one_is_refused(run: Run, place: str, folder: Path, fmt: str) -> None:
    changed = TEXT + " secret addition"
    (folder / "one.txt").write_text(changed, encoding="utf-8")
    done = run("evidence", KEY, "--documents", folder, "--store", place, "--format", fmt)
    assert done.code == 1
    assert "First line" not in done.out + done.err
    assert "secret" not in done.out + done.err
    assert "Anna is in it." in done.out
    for part in (folder / "one.txt", *(hashlib.sha256(text.encode()).hexdigest() for text in (TEXT, changed))):
        assert str(part) in done.err


def test_a_missing_document_is_said_and_the_others_are_shown(run: Run, place: str, folder: Path) -> None:
    (folder / "one.txt").unlink()
    done = run("evidence", KEY, "--documents", folder, "--store", place)
    assert done.code == 1
    assert f"not shown: one.txt is not in {folder}" in done.out
    assert "»Anna is in it.«" in done.out
    assert f"one.txt: one.txt is not in {folder}\nerror: 1 document could not be shown\n" in done.err


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("nothing",), 3, "there is no claim “nothing”"),
        (("Anna", "MEMBER", "The Regiment"), 2, "did you mean MEMBER_OF"),
        (("Anna", "MEMBER_OF"), 2, "FROM TYPE TO"),
        (("The Regiment", "MEMBER_OF", "Anna"), 3, KEY),
        (("c1", "--documents", "no-such-folder"), 2, "no-such-folder"),
        (("c1", "--context", "-1"), 2, "--context"),
        ((), 2, "CLAIM"),
    ],
)
def test_what_cannot_be_answered_is_said(run: Run, place: str, args: tuple[str, ...], code: int, said: str) -> None:
    done = run("evidence", *args, "--store", place)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_verify_has_a_row_for_every_source_with_a_document(run: Run, place: str, folder: Path) -> None:
    good = run("verify", "--documents", folder, "--store", place, "--format", "json")
    assert good.code == 0
    assert json.loads(good.out) == [
        {"source": key, "document": f"{key}.txt", "ok": True, "claims": 1, "wrong": []} for key in ("one", "two")
    ]
    (folder / "two.txt").write_text("not it", encoding="utf-8")
    bad = run("verify", "--documents", folder, "--store", place, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(bad.out)))
    assert bad.code == 1
    assert [(row["ok"], row["claims"]) for row in rows] == [("yes", "1"), ("no", "0")]
    assert "error: 1 source of 2 is not as stated" in bad.err
    table = run("verify", "--documents", folder, "--store", place)
    assert hashlib.sha256(b"not it").hexdigest() in table.out


def test_verify_needs_documents(run: Run, place: str) -> None:
    done = run("verify", "--store", place)
    assert (done.code, done.out) == (2, "")
    assert "--documents" in done.err


def test_nothing_to_verify_is_said(run: Run, fresh_place: str, tmp_path: Path, folder: Path) -> None:
    dossier = tmp_path / "none.yml"
    dossier.write_text("dossier: d\nsources: [{id: s, title: S}]\n", encoding="utf-8")
    assert run("load", dossier, "--store", fresh_place).code == 0
    done = run("verify", "--documents", folder, "--store", fresh_place)
    assert done.code == 3
    assert "no source in the store has a document" in done.err


@pytest.mark.skipif(not DOCUMENTS, reason="CASEGRAPH_DOCUMENTS names no folder with the articles behind the seeds")
def test_the_seeds_hold_against_their_documents(run: Run, store_place: str) -> None:
    done = run("verify", "--documents", str(DOCUMENTS), "--store", store_place, "--format", "json")
    rows = json.loads(done.out)
    assert done.code == 0, done.err
    assert len(rows) == 5
    assert sum(row["claims"] for row in rows) > 300
    names = ("Maria Zakharova", "SPOKESPERSON_FOR", "Russian Foreign Ministry")
    shown = run("evidence", *names, "--documents", str(DOCUMENTS), "--store", store_place, "--format", "json")
    (one,) = json.loads(shown.out)["places"]
    assert len(one["words"]) == one["locator_end"] - one["locator_start"]
    assert "Zakharova" in one["words"]
