"""Bulk loads into empty stores make the graph that an ordinary load makes, on either engine, or nothing at all."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.ask.search import search
from graph.errors import RecordFaults, UsageError
from graph.ingest import batches, reading
from graph.ingest.bulk_embedded import bulk_load
from graph.ingest.decide import retract
from graph.ingest.neo4j_import import write_import
from graph.ingest.pipeline import load
from graph.ingest.plan import Plan
from graph.stores import open_store
from graph.stores.bolt import BoltStore
from graph.stores.embedded.engine import free_port
from graph.stores.schema import statements
from loaders.stream import Item
from tests.conftest import ROOT
from tests.contract.small import counts
from tests.contract.streams import NAME, Quiet, graph_of, node, opener, stream_in, tie
from tests.contract.test_streams import ABSENT, FAULTY, LEANING
from tests.faults.loading import OwnNeo4j
from tests.neo4j.server import USER, copied_jars, missing_for_maven

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


def test_a_bulk_load_makes_what_an_ordinary_load_makes(empty_store: BoltStore, tmp_path: Path) -> None:
    stream_in(empty_store, MANY)
    wanted = graph_of(empty_store)
    outcome = bulk_load(tmp_path / "bulk.db", Plan([opener(MANY)]), Quiet())
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


def test_what_neo4js_importer_makes_is_what_an_ordinary_load_makes(empty_store: BoltStore, tmp_path: Path) -> None:
    """From a store of either engine, by files, into a Neo4j that has nothing: the same graph, schema and search."""
    stream_in(empty_store, MANY)
    retract(empty_store, f"{NAME}.a.relative_of.b", "not so", "me")
    wanted = graph_of(empty_store)
    folder = tmp_path / "handover"
    counts_written = write_import(empty_store, folder)
    assert counts_written["Entity"] == 12
    with imported(folder, tmp_path / "own") as store:
        for statement in statements((folder / "schema.cypher").read_text(encoding="utf-8")):
            store.schema(statement)
        store.schema("CALL db.awaitIndexes(60)")
        assert graph_of(store) == wanted
        assert store.migrate() == []
        assert [row.id for row in search(store, "Борис")] == ["b"]
        dates = "MATCH (n:Entity) WHERE n.birth_date_earliest >= date('1980-05-01') RETURN n.id AS id"
        assert store.read(dates).column("id") == ["d"]
        tally = stream_in(store, MANY).tally
        assert (tally.new, tally.changed) == (0, 0)
        assert graph_of(store) == wanted
        assert "entity_id" in str(counts(store)["constraints"])


@contextmanager
def imported(folder: Path, place: Path) -> Iterator[BoltStore]:
    """A Neo4j that its importer filled with the files of a folder, as `import.sh` there says."""
    if missing := missing_for_maven():
        pytest.skip(f"no importer: {', '.join(missing)} not found")
    place.mkdir()
    server = OwnNeo4j(place / "home", free_port())
    words = shlex.split((folder / "import.sh").read_text(encoding="utf-8").split("import full", 1)[1].replace("\\\n", " "))[1:]
    done = subprocess.run(
        [sys.executable, "-m", "tests.neo4j.importing", str(copied_jars()), str(server.home), *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    server.start()
    try:
        with open_store(server.url, USER, server.password) as store:
            yield store
    finally:
        server.stop()


def test_the_schema_after_a_bulk_load_is_that_of_an_ordinary_one(tmp_path: Path) -> None:
    bulk_load(tmp_path / "bulk.db", Plan([opener(MANY)]), Quiet())
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
    bulk_load(place, Plan([opener(MANY)]), Quiet())
    with pytest.raises(UsageError, match="fills an empty store"):
        bulk_load(place, Plan([opener(MANY)]), Quiet())
    assert [path.name for path in tmp_path.iterdir()] == ["case.db"]


@pytest.mark.parametrize("fault", [item for item, _ in FAULTY[:4]])
def test_a_fault_leaves_nothing_behind(tmp_path: Path, fault: Item) -> None:
    with pytest.raises(RecordFaults):
        bulk_load(tmp_path / "bulk.db", Plan([opener([*MANY, fault])]), Quiet())
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_is_left_out_when_asked(tmp_path: Path) -> None:
    outcome = bulk_load(tmp_path / "bulk.db", Plan([opener([*MANY, *(item for item, _ in FAULTY)])], skip=True), Quiet())
    assert outcome.rejected == 5
    with open_store(str(tmp_path / "bulk.db")) as store, open_store(str(tmp_path / "plain.db"), create=True) as plain:
        plain.migrate()
        stream_in(plain, MANY)
        assert graph_of(store) == graph_of(plain)


def test_files_that_share_an_id_are_refused_by_bulk_and_joined_otherwise(tmp_path: Path) -> None:
    files = [opener([node("a"), node("b")]), opener([node("b", dataset="set-b")], "set-b")]
    with pytest.raises(RecordFaults, match="1 fault"):
        bulk_load(tmp_path / "bulk.db", Plan(files), Quiet())
    with open_store(str(tmp_path / "plain.db"), create=True) as store:
        store.migrate()
        load(store, Plan([opener([node("a"), node("b")]), opener([node("b", dataset="set-b")], "set-b")]), Quiet())
        assert store.read("MATCH (n:Entity {id: 'b'}) RETURN n.datasets AS d").rows == [{"d": ["set-a", "set-b"]}]
