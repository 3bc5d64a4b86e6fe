"""YAML that is refused, and what plain YAML becomes: values with the lines on which they stand."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from graph.errors import Fault
from loaders import yaml_lines
from loaders.dossier import load_dossier
from loaders.yaml_lines import MAX_DEPTH, YamlFault, read_yaml


def fault(path: Path, content: str | bytes) -> Fault:
    """The one fault of a file with that content, which the loader reports as its own."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(YamlFault) as raised:
        read_yaml(path)
    assert load_dossier(path).faults == [raised.value.fault]
    assert raised.value.fault.file == str(path)
    return raised.value.fault


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.yml"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        # encodings and characters
        ("dossier: d\ntitle: caf\xe9\n".encode("latin-1"), 2, "not UTF-8"),
        ("dossier: d\n".encode("utf-16"), 1, "not UTF-8"),
        (b"dossier: d\ntitle: a\0b\n", 0, "control characters"),
        (b'dossier: d\ntitle: "\\ud800"\n', 2, "invalid Unicode character"),
        # structure
        ("dossier: d\nentities:\n\t- id: a\n", 3, "cannot start any token"),
        ("dossier: d\nentities: [a\n", 3, "did not find expected"),
        ("dossier: 'd\n", 2, "unexpected end of stream"),
        ("dossier: d\n entities: []\n", 2, "mapping values are not allowed"),
        ("dossier: d\n---\ndossier: e\n", 2, "another document"),
        ("dossier: d\ntitle: A\ntitle: B\n", 3, "the key stands twice"),
        ("dossier: d\nentities:\n  - id: a\n    name: A\n    id: b\n", 5, "the key stands twice"),
        ("dossier: d\n5: five\n", 2, "a key must be text"),
        ("dossier: d\non: off\n", 2, "a key must be text"),
        ("dossier: d\n? [a, b]\n: c\n", 2, "a key must be text"),
        ("dossier: d\n? {a: b}\n: c\n", 2, "a key must be text"),
        ("dossier: d\n~: c\n", 2, "a key must be text"),
        # anchors and aliases
        ("dossier: &name d\ntitle: *name\n", 1, "anchors and aliases"),
        ("dossier: d\nentities: &all\n  - a\n", 2, "anchors and aliases"),
        ("dossier: d\nentities: [*all]\n", 2, "anchors and aliases"),
        ("dossier: d\nentities:\n  - <<: {id: a}\n    name: A\n", 3, "tag"),
        # tags
        ("dossier: !!python/object/apply:os.system ['echo']\n", 1, "tags are not read"),
        ("dossier: d\ntitle: !!python/name:os.system\n", 2, "tags are not read"),
        ("dossier: d\ntitle: !!python/object:os.PathLike {}\n", 2, "tags are not read"),
        ("dossier: d\ntitle: !!binary aGVsbG8=\n", 2, "tags are not read"),
        ("dossier: d\ntitle: !!timestamp 2024-01-01\n", 2, "tags are not read"),
        ("dossier: d\nentities: !!set {a, b}\n", 2, "tags are not read"),
        ("dossier: d\nentities:\n  - !entity {id: a}\n", 3, "tags are not read"),
        ("%TAG ! tag:example.org,2000:\n---\ndossier: !d d\n", 3, "tags are not read"),
        # values without bound
        ("dossier: d\ntitle: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 2, "nested deeper than 32"),
        ("dossier: d\ntitle: " + "[" * 100_000, 2, "nested deeper than 32"),
        ("dossier: d\ntitle: " + "{a: " * 50_000, 2, "nested deeper than 32"),
        ("dossier: d\ntitle: " + "9" * 5000, 2, "not a value that YAML knows"),
    ],
)
def test_what_is_refused(file: Path, content: str | bytes, line: int, message: str) -> None:
    found = fault(file, content)
    assert (found.line, message in found.message) == (line, True), found


def test_a_file_that_grows_without_bound_is_refused_at_once(file: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    start = time.thread_time()
    assert "anchors and aliases" in fault(file, bomb).message
    assert time.thread_time() - start < 1


def test_nothing_in_a_file_is_run(file: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    fault(file, f"dossier: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{trace}']]\n")
    assert not trace.exists()


def test_deep_nesting_within_the_bound_is_read(file: Path) -> None:
    file.write_text("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    assert list(read_yaml(file).value) == ["a"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "a.yml"
    folder.mkdir()
    assert [str(fault) for fault in load_dossier(folder).faults] == [f"{folder}: not a regular file"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "not a regular file" in load_dossier(tmp_path / "gone.yml").faults[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    assert "not a regular file" in load_dossier(file).faults[0].message


def test_a_file_that_may_not_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file.write_text("dossier: d\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [str(fault) for fault in load_dossier(file).faults] == [f"{file}: cannot be read: Permission denied"]


def test_a_file_beyond_the_bound_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with file.open("wb") as opened:
        opened.truncate(yaml_lines.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    assert "larger than 64 MiB" in load_dossier(file).faults[0].message


@pytest.mark.parametrize("content", ["", "\n\n", "# a remark\n", "---\n", "--- \n...\n"])
def test_an_empty_file_gives_nothing(file: Path, content: str) -> None:
    file.write_text(content)
    assert read_yaml(file).value is None


def test_values_are_plain_and_dates_stay_as_written(file: Path) -> None:
    file.write_bytes(
        b"\xef\xbb\xbfa: 2023\nb: 2023-05-01\nc: 2023-05\nd: 2025?\ne: [1, 2.5, true, null, ~, 'x', no]\n"
        b'f: |\n  two\n  lines\ng: "\\u0416 \\x41"\nh: !!str 5\ni: 2023-05-01T10:00:00Z\n'
    )
    assert read_yaml(file).value == {
        "a": 2023,
        "b": "2023-05-01",
        "c": "2023-05",
        "d": "2025?",
        "e": [1, 2.5, True, None, None, "x", False],
        "f": "two\nlines\n",
        "g": "Ж A",
        "h": "5",
        "i": "2023-05-01T10:00:00Z",
    }


def test_every_key_and_item_knows_its_line(file: Path) -> None:
    file.write_text("# remark\na:\n  - x\n\n  - b: 1\n    c: [2,\n        3]\nd: {e: 4,\n    f: 5}\n")
    whole = read_yaml(file)
    assert whole.lines() == {"a": 2, "d": 8}
    assert [whole.at(("a", at)) for at in (0, 1)] == [3, 5]
    assert whole.at(("a", 1, "c")) == 6
    assert whole.at(("a", 1, "c", 1)) == 7
    assert whole.at(("d", "f")) == 9
    assert whole.at(("a", 1, "missing", "deeper")) == 5
    assert whole.at(()) == 2
