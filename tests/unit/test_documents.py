"""The user's copies of the documents against what the sources say of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.ask.cells import row_faults
from graph.documents import VERIFIED, copy_of, document_faults, verified
from graph.model import KINDS, Claim, Source
from graph.model.located import Located

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Один текст — 22 знака."
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def faults(folder: Path, **values: object) -> list[tuple[str, int, str, str]]:
    """Field, line, value and message of each fault of one source whose fields stand on the lines 11 to 13."""
    lines = {"document": 11, "sha256": 12, "length": 13}
    source = Source(**{"id": "s", "title": "T", "document": "a.txt", "sha256": SHA, "length": len(TEXT), **values})
    found = document_faults([Located(source, "f.yml", 10, lines)], folder)
    return [(fault.field, fault.line, fault.value, fault.message) for fault in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    return folder


def test_the_document_that_is_meant_has_no_fault(folder: Path) -> None:
    assert len(TEXT) != len(TEXT.encode())
    assert faults(folder) == []
    assert faults(folder, document=None) == []
    assert faults(folder, sha256=None, length=None) == []
    assert document_faults([Located(KINDS["Place"](id="p", name="P"))], folder) == []


def test_another_hash_is_a_fault_that_shows_both(folder: Path) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode() + b"\n")
    ((field, line, value, message),) = faults(folder)
    assert (field, line, value) == ("s.sha256", 12, SHA)
    assert hashlib.sha256(TEXT.encode() + b"\n").hexdigest() in message


def test_another_length_is_a_fault_that_counts_characters(folder: Path) -> None:
    ((field, line, value, message),) = faults(folder, length=len(TEXT.encode()))
    assert (field, line, value) == ("s.length", 13, str(len(TEXT.encode())))
    assert message.endswith(f"has {len(TEXT)} characters")


def test_line_ends_count_as_they_stand(folder: Path) -> None:
    content = b"a\r\nb\r\n"
    (folder / "a.txt").write_bytes(content)
    assert faults(folder, sha256=hashlib.sha256(content).hexdigest(), length=6) == []


def test_a_document_that_is_missing(folder: Path) -> None:
    ((field, line, value, message),) = faults(folder, document="b.txt")
    assert (field, line, value) == ("s.document", 11, "b.txt")
    assert message == f"is not in {folder}"


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "deep/../../secret.txt"])
def test_a_document_outside_the_folder_is_not_read(folder: Path, name: str) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    ((field, _, value, message),) = faults(folder, document=name)
    assert (field, value, message) == ("s.document", name, "leads out of the documents folder")


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    assert faults(folder, document="link.txt")[0][3] == "leads out of the documents folder"


def test_a_folder_is_no_document(folder: Path) -> None:
    (folder / "sub").mkdir()
    assert faults(folder, document="sub")[0][0] == "s.document"


def test_only_the_document_that_is_meant_gives_its_text(folder: Path) -> None:
    source = Source(id="s", title="T", document="a.txt", sha256=SHA, length=len(TEXT))
    assert (copy_of(source, folder).text, copy_of(source, folder).wrong) == (TEXT, "")
    for change in ({"document": "b.txt"}, {"document": "../a.txt"}, {"sha256": "0" * 64}, {"length": 5}):
        copy = copy_of(source.model_copy(update=change), folder)
        assert copy.text is None
        assert str(next(iter(change.values()))) in copy.wrong


def test_a_copy_is_verified_with_every_place_in_it(folder: Path) -> None:
    def claim(key: str, span: tuple[int | None, int | None], source: str = "s") -> Claim:
        return Claim(
            id=key, text="t", property="mention", source=source, about=("a",), locator_start=span[0], locator_end=span[1]
        )  # fmt: skip

    sources = [
        Source(id="t", title="T", document="b.txt", sha256=SHA, length=5),
        Source(id="s", title="T", document="a.txt", sha256=SHA, length=len(TEXT)),
        Source(id="u", title="T", document="a.txt"),
        Source(id="none", title="T"),
    ]
    claims = [
        claim("c1", (0, 4)),
        claim("c2", (4, 5)),
        claim("c3", (20, 23)),
        claim("c4", (None, None)),
        claim("c5", (0, 1), "none"),
    ]
    rows = verified(sources, claims, folder, row_faults)
    assert [tuple(row) for row in rows] == [VERIFIED] * 3
    assert [(row["source"], row["ok"], row["claims"]) for row in rows] == [("s", False, 4), ("t", False, 0), ("u", False, 0)]
    assert [words.split()[0] for words in rows[0]["wrong"]] == ["c2", "c3", "c4"]
    assert rows[1]["wrong"] == [f"b.txt is not in {folder}"]
    assert rows[2]["wrong"] == ["the source states no sha256"]
    assert verified(sources[1:2], claims[:1], folder, row_faults)[0]["ok"]


def test_a_dossier_may_bring_its_documents_along(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    source = Source(id="s", title="T", document="a.txt", sha256=SHA, length=len(TEXT))
    assert document_faults([Located(source, str(tmp_path / "f.yml"))], elsewhere) == []
    (folder / "a.txt").write_text("changed", encoding="utf-8")
    [fault] = document_faults([Located(source, str(tmp_path / "f.yml"))], elsewhere)
    assert fault.field == "s.sha256"
