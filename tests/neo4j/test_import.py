"""The files for `neo4j-admin database import` make, in a Neo4j that has nothing, the graph that an ordinary load makes."""

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
from graph.ingest.decide import retract
from graph.ingest.neo4j_import import write_import
from graph.stores import Store, open_store
from graph.stores.embedded.engine import free_port
from graph.stores.schema import statements
from tests.cli.commands import SECONDS
from tests.conftest import ROOT
from tests.contract.small import counts
from tests.contract.streams import NAME, graph_of, stream_in
from tests.contract.test_bulk import MANY
from tests.faults.loading import OwnNeo4j
from tests.neo4j.server import USER, copied_jars, missing_for_maven

pytestmark = pytest.mark.contract


def test_what_neo4js_importer_makes_is_what_an_ordinary_load_makes(empty_store: Store, tmp_path: Path) -> None:
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
def imported(folder: Path, place: Path) -> Iterator[Store]:
    """A Neo4j that its importer filled with the files of a folder, as `import.sh` there says."""
    if missing := missing_for_maven():
        pytest.skip(f"no importer: {', '.join(missing)} not found")
    place.mkdir()
    server = OwnNeo4j(place / "home", free_port())
    words = shlex.split((folder / "import.sh").read_text(encoding="utf-8").split("import full", 1)[1].replace("\\\n", " "))[1:]
    done = subprocess.run(
        [sys.executable, "-m", "tests.neo4j.importing", str(copied_jars()), str(server.home), *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    server.start()
    try:
        with open_store(server.url, USER, server.password) as store:
            yield store
    finally:
        server.stop()
