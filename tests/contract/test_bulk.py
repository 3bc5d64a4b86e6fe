"""Bulk loads into empty stores make the graph that an ordinary load makes, on either engine, or nothing at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.ask.search import search
from graph.errors import RecordFaults, UsageError
from graph.ingest import batches, reading
from graph.ingest.bulk_store import bulk_load
from graph.ingest.streams import write_streams
from graph.stores import Store, open_store
from loaders.stream import Item
from tests.contract.small import counts
from tests.contract.streams import graph_of, node, opener, stream_in, tie, walk
from tests.contract.test_streams import ABSENT, FAULTY, LEANING

pytestmark = pytest.mark.contract

MANY: list[Item] = [
    *LEANING,
    node("d", birth_date="1980-05", names=["Друг; с точкой", 'quoted "D"', "back\\slash"], summary="two\nlines, and , commas"),
    node("e", "Company", founded="1999/2003", extra={"odd_name": ["a;b", "c"], "other": ["ü"]}),
    tie("a", "RELATIVE_OF", "d", since="2001-02-03", until="2004", status="alleged", details={"kinship": "cousin"}),
    tie("d", "RELATIVE_OF", "a", attributed_to=("o", "b")),
]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_RECORDS", 2)
    monkeypatch.setattr(reading, "GROUP", 2)


def test_a_bulk_load_makes_what_an_ordinary_load_makes(empty_store: Store, tmp_path: Path) -> None:
    stream_in(empty_store, MANY)
    wanted = graph_of(empty_store)
    outcome = bulk_load(tmp_path / "bulk.db", walk(opener(MANY)))
    assert (outcome.read, outcome.tally.new) == (len(MANY), len(MANY) + 1 + len(ABSENT) + 1)
    with open_store(str(tmp_path / "bulk.db")) as store:
        assert graph_of(store) == wanted
        assert store.migrate() == []
        dates = "MATCH (n:Entity) WHERE n.birth_date_earliest >= date('1980-05-01') RETURN n.id AS id"
        assert store.read(dates).column("id") == empty_store.read(dates).column("id") == ["d"]
        assert [row.id for row in search(store, "Борис")] == ["b"]
        tally = stream_in(store, MANY).tally
        assert (tally.new, tally.changed) == (0, 0)
        assert graph_of(store) == wanted


def test_the_schema_after_a_bulk_load_is_that_of_an_ordinary_one(tmp_path: Path) -> None:
    bulk_load(tmp_path / "bulk.db", walk(opener(MANY)))
    with open_store(str(tmp_path / "bulk.db")) as bulk, open_store(str(tmp_path / "plain.db"), create=True) as plain:
        plain.migrate()
        stream_in(plain, MANY)
        found, wanted = counts(bulk), counts(plain)
    assert found["indexes"] == wanted["indexes"]
    unique = [[row for row in one["constraints"] if "UNIQUENESS" in row] for one in (found, wanted)]
    assert unique[0] == unique[1] != []  # the engine also notes the type of a property that it indexes when it has values


def test_an_empty_store_is_filled_and_one_that_is_not_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "case.db"
    with open_store(str(place), create=True) as store:
        store.migrate()
    bulk_load(place, walk(opener(MANY)))
    with pytest.raises(UsageError, match="fills an empty store"):
        bulk_load(place, walk(opener(MANY)))
    assert [path.name for path in tmp_path.iterdir()] == ["case.db"]


def test_the_folder_of_a_load_that_runs_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        kept, left = (tmp_path / f".bulk.db.bulk-{process.pid}-x" for process in (running, ended))
        kept.mkdir()
        left.mkdir()
        bulk_load(tmp_path / "bulk.db", walk(opener(MANY)))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["bulk.db", kept.name])


@pytest.mark.parametrize("fault", [item for item, _ in FAULTY[:4]])
def test_a_fault_leaves_nothing_behind(tmp_path: Path, fault: Item) -> None:
    with pytest.raises(RecordFaults):
        bulk_load(tmp_path / "bulk.db", walk(opener([*MANY, fault])))
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_is_left_out_when_asked(tmp_path: Path) -> None:
    outcome = bulk_load(tmp_path / "bulk.db", walk(opener([*MANY, *(item for item, _ in FAULTY)]), skip=True))
    assert outcome.rejected == 5
    with open_store(str(tmp_path / "bulk.db")) as store, open_store(str(tmp_path / "plain.db"), create=True) as plain:
        plain.migrate()
        stream_in(plain, MANY)
        assert graph_of(store) == graph_of(plain)


def test_files_that_share_an_id_are_refused_by_bulk_and_joined_otherwise(tmp_path: Path) -> None:
    files = [opener([node("a"), node("b")]), opener([node("b", dataset="set-b")], "set-b")]
    with pytest.raises(RecordFaults, match="1 fault"):
        bulk_load(tmp_path / "bulk.db", walk(*files))
    with open_store(str(tmp_path / "plain.db"), create=True) as store:
        store.migrate()
        write_streams(store, walk(opener([node("a"), node("b")]), opener([node("b", dataset="set-b")], "set-b")))
        assert store.read("MATCH (n:Entity {id: 'b'}) RETURN n.datasets AS d").rows == [{"d": ["set-a", "set-b"]}]
