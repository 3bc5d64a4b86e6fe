"""A damaged store says so, with an exit code of its own, whatever it is asked; a copied or a killed one is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.ingest.seeds import seeds
from graph.stores import open_store
from tests.cli.commands import SECONDS, casegraph, environment
from tests.contract.streams import graph_of

DAMAGED = 5
ASKED = (("show", "kyrgyzstan"), ("load", str(seeds())), ("serve",), ("serve", "--write"))


def largest(store: Path, ending: str = ".bucket") -> Path:
    """The largest file of a sort: one that holds records."""
    return max((store / "graph").glob(f"*{ending}"), key=lambda path: (path.stat().st_size, path.name))


def cut_a_bucket(store: Path) -> None:
    os.truncate(largest(store), 100)


def cut_an_index(store: Path) -> None:
    os.truncate(largest(store, "idx"), 0)


def lose_the_schema(store: Path) -> None:
    (store / "graph" / "schema.json").unlink()


def spoil_the_schema(store: Path) -> None:
    (store / "graph" / "schema.json").write_text("{ this is no schema", encoding="utf-8")


def lose_a_bucket(store: Path) -> None:
    largest(store).unlink()


def lose_all_buckets(store: Path) -> None:
    for file in (store / "graph").glob("*.bucket"):
        file.unlink()


def flip_a_byte(store: Path) -> None:
    with largest(store).open("r+b") as file:
        file.seek(20_000)
        byte = file.read(1)
        file.seek(20_000)
        file.write(bytes([byte[0] ^ 1]))


def spoil_all_pages(store: Path) -> None:
    for file in (store / "graph").glob("*.bucket"):
        file.write_bytes(os.urandom(file.stat().st_size))


DAMAGES = (
    cut_a_bucket, cut_an_index, lose_the_schema, spoil_the_schema, lose_a_bucket, lose_all_buckets, flip_a_byte, spoil_all_pages,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_is_asked_of_a_damaged_store_it_says_so(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    for words in ASKED if damage is lose_the_schema else ASKED[:2]:
        done = casegraph(*words, "--store", str(folder))
        assert (done.returncode, done.stdout) == (DAMAGED, ""), done.stderr
        assert done.stderr.startswith(f"error: the store {folder} is damaged: ")
        assert "casegraph rebuild" in done.stderr
        assert "Traceback" not in done.stderr


def test_doctor_says_what_is_damaged(folder: Path) -> None:
    cut_a_bucket(folder)
    done = casegraph("doctor", "--store", str(folder))
    assert done.returncode == 1
    assert "is damaged" in done.stdout


def test_a_spoilt_configuration_is_told(folder: Path) -> None:
    (folder / "graph" / "configuration.json").write_bytes(os.urandom(64))
    done = casegraph("status", "--store", str(folder))
    assert done.returncode == DAMAGED
    assert "configuration.json has" in done.stderr


def test_a_copy_with_other_times_is_whole(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy.db", copy_function=shutil.copyfile)
    assert casegraph("show", "kyrgyzstan", "--store", str(copy)).returncode == 0


def test_a_byte_that_changed_without_a_trace_is_found_by_a_deep_look(folder: Path) -> None:
    file = largest(folder)
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    flip_a_byte(folder)
    os.utime(file, ns=times)
    done = casegraph("doctor", "--deep", "--store", str(folder))
    assert done.returncode == DAMAGED, done.stdout
    assert file.name in done.stderr


def test_a_store_whose_process_was_killed_while_it_wrote_is_whole(folder: Path) -> None:
    killed = """
import os, signal, sys
from graph.stores import open_store
store = open_store(sys.argv[1])
for number in range(50):
    store.write("CREATE (:Entity {id: $id})", {"id": str(number)})
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed, str(folder)], check=False, timeout=SECONDS, env=environment())
    done = casegraph("cypher", "MATCH (n {id: '49'}) RETURN n.id AS id", "--format", "csv", "--store", str(folder))
    assert (done.returncode, done.stdout) == (0, "id\n49\n"), done.stderr
    assert casegraph("status", "--store", str(folder)).returncode == 0


def test_a_reader_that_is_killed_damages_nothing(folder: Path) -> None:
    killed = """
import os, signal, sys
from graph.stores import open_store
store = open_store(sys.argv[1])
store.read("MATCH (n) RETURN count(n) AS n")
os.kill(os.getpid(), signal.SIGKILL)
"""
    for _ in range(2):
        subprocess.run([sys.executable, "-c", killed, str(folder)], check=False, timeout=SECONDS, env=environment())
        done = casegraph("show", "kyrgyzstan", "--store", str(folder))
        assert done.returncode == 0, done.stderr
    assert casegraph("doctor", "--deep", "--store", str(folder)).returncode == 0


def ids(place: Path) -> str:
    """The ids of all claims, as the command prints them."""
    return casegraph("cypher", "MATCH (c:Claim) RETURN c.id AS id ORDER BY id", "--format", "csv", "--store", str(place)).stdout


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_made_anew_from_its_backup(folder: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    backup = tmp_path / "backup.jsonl.gz"
    done = casegraph("backup", str(backup), "--store", str(folder))
    assert done.returncode == 0, done.stderr
    with open_store(str(folder)) as store:
        before = graph_of(store)
    damage(folder)
    done = casegraph("rebuild", "--from", str(backup), "--store", str(folder))
    assert done.returncode == 0, done.stderr
    assert "what was there before is in" in done.stderr
    with open_store(str(folder)) as store:
        assert graph_of(store) == before


@pytest.mark.parametrize("damage", [lose_the_schema, spoil_the_schema, cut_an_index, flip_a_byte])
def test_what_can_be_read_of_a_damaged_store_is_made_a_store_again(folder: Path, damage: Callable[[Path], None]) -> None:
    before = ids(folder)
    damage(folder)
    done = casegraph("rebuild", "--store", str(folder))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert casegraph("doctor", "--deep", "--store", str(folder)).returncode == 0
    lost = set(before.split()) - set(ids(folder).split())
    assert len(lost) <= (200 if damage is flip_a_byte else 0)


def test_relations_that_are_lost_come_back_from_the_claims(folder: Path) -> None:
    with open_store(str(folder)) as store:
        before = graph_of(store)
    (folder / "graph" / "manifest.json").unlink()
    for name in ("CITIZEN_OF", "LOCATED_IN"):
        [file] = (folder / "graph").glob(f"{name}_0.*.bucket")
        os.truncate(file, 0)
    assert casegraph("doctor", "--deep", "--store", str(folder)).returncode == DAMAGED
    done = casegraph("rebuild", "--store", str(folder))
    assert done.returncode == 0, done.stderr
    with open_store(str(folder)) as store:
        assert graph_of(store) == before


@pytest.mark.parametrize("cut", [10, 2000])
def test_half_a_backup_is_none(folder: Path, tmp_path: Path, cut: int) -> None:
    backup = tmp_path / "backup.jsonl.gz"
    assert casegraph("backup", str(backup), "--store", str(folder)).returncode == 0
    os.truncate(backup, backup.stat().st_size - cut)
    done = casegraph("rebuild", "--from", str(backup), "--store", str(tmp_path / "new.db"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no whole backup" in done.stderr
    assert not (tmp_path / "new.db").exists()
