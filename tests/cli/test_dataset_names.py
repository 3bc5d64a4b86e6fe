"""Data sets that have their name from their file: in any script, and never two files in one set unaware."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

MAPPING = "entities: {p: {kind: Person, key: id, name: name}}\n"


def table(folder: Path, name: str, person: str) -> tuple[Path, str, Path]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"id,name\n1,{person}\n", encoding="utf-8")
    (folder / "m.yml").write_text(MAPPING, encoding="utf-8")
    return folder / name, "--mapping", folder / "m.yml"


@pytest.mark.contract
def test_files_in_any_script_are_sets_of_their_own(run: Run, fresh_place: str, tmp_path: Path) -> None:
    store = ("--store", fresh_place)
    names = {f"{one}.csv": one for one in ("люди", "суды", "李明", "हिन्दी")} | {"Әділет Соты 1.csv": "әділет-соты-1"}
    for at, name in enumerate(names):
        done = run("load", *table(tmp_path, name, f"Made Up {at}"), *store)
        assert done.code == 0, done.err
    listed = json.loads(run("datasets", *store, "--format", "json").out)
    assert {one["dataset"]: one["entities"] for one in listed} == dict.fromkeys(names.values(), 1)
    assert run("load", *table(tmp_path, "суды.csv", "Made Up Anew"), "--replace", *store).code == 0
    assert run("show", "Made Up 0", *store).code == 0
    assert run("show", "Made Up 1", *store).code == 3
    again = run("load", *table(tmp_path, "люди.csv", "Made Up 0"), *store)
    assert "0 new, 0 changed" in again.out


@pytest.mark.contract
def test_another_file_does_not_come_into_a_set_by_its_name_alone(run: Run, fresh_place: str, tmp_path: Path) -> None:
    store = ("--store", fresh_place)
    assert run("load", *table(tmp_path, "people.2020.csv", "Anna Made-up"), *store).code == 0
    for more in ((), ("--replace",)):
        done = run("load", *table(tmp_path, "people.2021.csv", "Boris Made-up"), *store, *more)
        assert (done.code, "people.2020.csv" in done.err, "--dataset people" in done.err) == (2, True, True)
    assert run("load", *table(tmp_path, "people.2021.csv", "Boris Made-up"), *store, "--dataset", "later").code == 0
    assert run("show", "Anna Made-up", *store).code == 0


def test_two_files_of_one_load_are_told_apart(run: Run, tmp_path: Path) -> None:
    one, *_ = table(tmp_path / "a", "people.csv", "Anna Made-up")
    other, *mapping = table(tmp_path / "b", "people.csv", "Boris Made-up")
    done = run("load", one, other, *mapping, "--store", tmp_path / "s")
    assert (done.code, "would both be the data set people" in done.err) == (2, True)
    assert not (tmp_path / "s").exists()
