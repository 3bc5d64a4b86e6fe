"""`load` of large files and `datasets`, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.ftm_file import write
from tests.conftest import Run

GOOD = (
    '{"id": "p1", "schema": "Person", "properties": {"name": ["Anna"], "birthDate": ["1980"]}}\n'
    '{"id": "o1", "schema": "Company", "properties": {"name": ["Ост Трейд"]}}\n'
    '{"id": "e1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["o1"]}}\n'
)
DANGLING = '{"id": "e2", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["nowhere"]}}\n'

UNFIT = '{"id": "e3", "schema": "Family", "properties": {"person": ["o1"], "relative": ["p1"]}}\n'


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "case.db")


def written(tmp_path: Path, text: str, name: str = "set.ftm.json") -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_load_ends_with_a_table_and_one_line(run: Run, tmp_path: Path, place: str) -> None:
    done = run("load", written(tmp_path, GOOD), "--dataset", "set-one", "--store", place)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert any("Ownership" in line and "OWNS" in line for line in lines)
    assert lines[-1].startswith("set-one: 3 records read, 4 new, 0 changed, 0 as before, relations written: 1; ")
    rows = json.loads(run("datasets", "--format", "json", "--store", place).out)
    assert [(row["dataset"], row["state"], row["format"], row["entities"], row["relations"]) for row in rows] == [
        ("set-one", "complete", "ftm", 2, 1)
    ]


def test_removing_takes_the_set_out_and_an_unknown_one_is_told(run: Run, tmp_path: Path, place: str) -> None:
    run("load", written(tmp_path, GOOD), "--dataset", "set-one", "--store", place)
    unknown = run("datasets", "remove", "set-two", "--store", place)
    assert (unknown.code, unknown.out) == (3, "")
    done = run("datasets", "remove", "set-one", "--store", place)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("set-one is out: 2 entities, 1 sources, 1 claims, 1 relations")
    assert run("datasets", "--store", place).code == 3


def test_a_dossier_is_a_data_set_too(run: Run, tmp_path: Path, place: str) -> None:
    file = written(tmp_path, "dossier: notes\nentities:\n  - {id: x, kind: Person, name: X, identification: named}\n", "n.yml")
    assert run("load", file, "--loaded-by", "me", "--store", place).code == 0
    [row] = json.loads(run("datasets", "--format", "json", "--store", place).out)
    assert (row["dataset"], row["files"], row["loaded_by"], row["entities"]) == ("notes", ["n.yml"], "me", 1)
    refused = run("load", file, "--replace", "--store", place)
    assert (refused.code, refused.out) == (2, "")
    assert "--replace" in refused.err


def test_a_dangling_end_is_made_and_told_with_its_line(run: Run, tmp_path: Path, place: str) -> None:
    file = written(tmp_path, GOOD + DANGLING)
    done = run("load", file, "--store", place)
    assert (done.code, done.err) == (0, "")
    [line] = [line for line in done.out.splitlines() if "ends that are not there" in line]
    assert line.split()[-2:] == ["1", f"{file}:4"]
    assert run("search", "nowhere", "--store", place).code == 0


def test_what_is_wrong_is_left_out_into_a_file(run: Run, tmp_path: Path, place: str) -> None:
    bad = tmp_path / "bad.jsonl"
    words = ("--on-error", "skip", "--rejects", str(bad), "--store", place)
    done = run("load", written(tmp_path, GOOD + "not json\n" + UNFIT), *words)
    assert done.code == 1
    assert f"left out: 2; see {bad}" in done.err
    rejects = [json.loads(line) for line in bad.read_text(encoding="utf-8").splitlines()]
    assert [reject["line"] for reject in rejects] == [4, 5]
    assert all(reject["faults"] for reject in rejects)
    assert run("search", "Anna", "--store", place).code == 0


def test_replace_and_delete(run: Run, tmp_path: Path, place: str) -> None:
    words = ("--dataset", "set-one", "--store", place)
    run("load", written(tmp_path, GOOD), *words)
    smaller = written(tmp_path, GOOD.splitlines(True)[0].replace("Anna", "Anna K."), "new.ftm.json")
    done = run("load", smaller, "--replace", *words)
    assert (done.code, done.err) == (0, "")
    assert "deleted: 2" in done.out
    [row] = json.loads(run("datasets", "--format", "json", "--store", place).out)
    assert (row["entities"], row["claims"], row["relations"]) == (1, 0, 0)
    gone = run("load", written(tmp_path, '{"op": "DEL", "entity": {"id": "p1"}}\n', "delta.ftm.json"), *words)
    assert (gone.code, gone.err) == (0, "")
    assert run("search", "Anna", "--store", place).code == 3


def test_bulk_fills_an_empty_store_only(run: Run, tmp_path: Path, place: str) -> None:
    file = written(tmp_path, GOOD)
    assert run("load", file, "--bulk", "--store", place).code == 0
    assert run("search", "Ост Трейд", "--store", place).code == 0
    again = run("load", file, "--bulk", "--store", place)
    assert (again.code, again.out) == (2, "")
    assert "empty store" in again.err
    assert run("load", file, "--bulk", "--store", "bolt://127.0.0.1:9").code == 2
    files = tmp_path / "files"
    assert run("load", file, "--bulk", "--import-files", str(files), "--store", place).code == 0
    exported = run("export", "neo4j-import", str(tmp_path / "exported"), "--store", place)
    assert exported.code == 0, exported.err
    for folder in (files, tmp_path / "exported"):
        assert {"import.sh", "schema.cypher"} < {path.name for path in folder.iterdir()}
    refused = run("export", "neo4j-import", str(files), "--store", place)
    assert (refused.code, refused.out) == (1, "")
    assert "is not empty" in refused.err


def test_stdin_is_read(run: Run, tmp_path: Path, place: str) -> None:
    write(tmp_path / "made.ftm.json", 50)
    text = (tmp_path / "made.ftm.json").read_text(encoding="utf-8")
    done = run("load", "-", "--dataset", "piped", "--store", place, stdin=text)
    assert done.code == 0, done.err
    assert "piped: 50 records read" in done.out
