"""Reading commands cannot change anything: the guard refuses, and behind the guard the engine does."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from graph.cli.main import main
from graph.errors import CasegraphError, QueryError
from graph.stores import Limits, Store
from tests.cli.commands import SECONDS
from tests.contract.small import counts
from tests.engines import Engine

pytestmark = pytest.mark.contract

RUNAWAY = "UNWIND range(1,100000) AS a UNWIND range(1,100000) AS b RETURN count(*)"
WRITES = (
    "CREATE (:Entity:Person {id: 'evil', kind: 'Person', name: 'Evil'})",
    "CREATE (:Evil)",
    "MATCH (a:Entity {id: 'kyrgyzstan'}) MATCH (b:Entity {id: 'russia'}) CREATE (a)-[:PART_OF {id: 'evil'}]->(b)",
    "MATCH (a:Entity {id: 'kyrgyzstan'}) MATCH (b:Entity {id: 'russia'}) CREATE (a)-[:EVIL]->(b)",
    "MERGE (:Entity {id: 'evil'})",
    "MERGE (n:Entity {id: 'kyrgyzstan'}) ON MATCH SET n.evil = 1",
    "MATCH (a:Entity {id: 'kyrgyzstan'}) MATCH (b:Entity {id: 'russia'}) MERGE (a)-[:PART_OF]->(b)",
    "MATCH (n:Entity) SET n.name = 'evil' RETURN n.name",
    "MATCH (n:Entity) SET n.evil = 1",
    "MATCH (n:Entity) SET n += {evil: 1}",
    "MATCH (n:Entity {id: 'kyrgyzstan'}) SET n = {id: 'kyrgyzstan'}",
    "MATCH (n:Entity) SET n:Evil",
    "MATCH ()-[r:CITIZEN_OF]->() SET r.grade = 'A1'",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n:Migration) DELETE n",
    "MATCH (n:Entity) REMOVE n.name",
    "MATCH (n:Person) REMOVE n:Person",
    "MATCH (n:Entity) FOREACH (x IN [1] | SET n.evil = x)",
    "MATCH (n:Entity) WITH n LIMIT 1 CALL (n) { SET n.evil = 1 } RETURN 1 AS one",
    "CALL { CREATE (:Evil) } RETURN 1 AS one",
    "UNWIND range(1, 10) AS x CALL (x) { CREATE (:Evil {x: x}) } IN TRANSACTIONS RETURN x",
    "CALL db.createLabel('Evil')",
)
SCHEMA = (
    "CREATE INDEX evil FOR (n:Entity) ON (n.evil)",
    "CREATE CONSTRAINT evil FOR (n:Entity) REQUIRE n.evil IS UNIQUE",
    "CREATE FULLTEXT INDEX evil FOR (n:Entity) ON EACH [n.evil]",
    "DROP INDEX entity_kind",
    "DROP INDEX entity_search",
    "DROP CONSTRAINT entity_id",
)
ADMINISTRATION = (
    "CREATE USER evil SET PASSWORD 'evil-evil-evil'",
    "ALTER USER reader SET PASSWORD 'evil-evil-evil'",
    "CREATE DATABASE evil",
    "DROP DATABASE neo4j",
    "STOP DATABASE neo4j",
    "CALL dbms.killQuery('query-1')",
)
FILES = (
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:PORT/evil.csv' AS row RETURN row",
    "CALL apoc.load.json('file:///etc/passwd')",
)
DISGUISES = (
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "match (n:Entity) set n.evil = 1",
    "MATCH (n:Entity) /* harmless */ SET/**/n.evil = 1",
    "MATCH (n:Entity) // only reading\nSET n.evil = 1",
    "MATCH (n:Entity)\nS\\u0045T n.evil = 1",
    "EXPLAIN CREATE (:Evil)",
    "PROFILE CREATE (:Evil)",
    "CYPHER 25 CREATE (:Evil)",
    "MATCH (n:Entity) RETURN n; CREATE (:Evil)",
    "MATCH (n:Entity {name: 'a // b'}) SET n.evil = 1",
    "MATCH (n:Entity {name: \"'\"}) SET n.evil = '\"'",
    "WITH 1 AS `SET` CREATE (:Evil)",
    "INSERT (:Evil)",
    "MATCH (n:Entity) NODETACH DELETE n",
    "RETURN 1 AS one UNION CREATE (:Evil) RETURN 2 AS one",
    "LOAD  CSV\nFROM 'file:///etc/passwd' AS row RETURN row",
    "CALL `db`.`createLabel`('Evil')",
    "CALL  db . createLabel ( 'Evil' )",
)
CORPUS = (*WRITES, *SCHEMA, *ADMINISTRATION, *FILES, *DISGUISES)


@pytest.mark.parametrize("query", CORPUS)
def test_the_command_refuses_it_before_any_store_is_opened(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = main(["cypher", query, "--store", "/nowhere/at/all"])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "--write" in err


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Entity {name: 'CREATE (:Evil) SET DELETE'}) RETURN n.name AS name",
        "MATCH (n:Entity) RETURN n.`set` AS `delete` LIMIT 1",
        "MATCH (n:Entity) /* SET n.evil = 1 */ RETURN n.id AS id LIMIT 1",
        "MATCH (n:Entity) WHERE n.create IS NULL RETURN n.id AS start LIMIT 1",
        "RETURN {set: 1, delete: 2} AS map",
        "CALL db.labels() YIELD label RETURN label",
        "CALL { MATCH (n:Entity) RETURN n.id AS id LIMIT 1 } RETURN id",
        "MATCH (n:Entity) RETURN n.id AS id ORDER BY id SKIP 1 LIMIT 1",
    ],
)
def test_reading_queries_with_writing_words_in_them_are_let_through(
    store_place: str, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = main(["cypher", query, "--store", store_place, "--format", "json"])
    assert code == 0, capsys.readouterr().err


@pytest.mark.parametrize("query", [*WRITES, *SCHEMA])
def test_behind_the_guard_nothing_is_changed(engine: Engine, seeded_store: Store, query: str) -> None:
    """On Neo4j a read transaction refuses; on the embedded engine the reader's account, or the rollback at the end."""
    before = counts(seeded_store)
    try:
        seeded_store.read(query)
    except QueryError:
        refused = True
    else:
        refused = False
    after = counts(seeded_store)
    assert after == before
    changes_values_only = query.startswith(("MATCH", "MERGE (n:Entity {id: 'kyrgyzstan'})"))
    assert refused or (
        engine.lets_values_change and changes_values_only
    )  # a changed value shows when the transaction ends, and it is rolled back then


@pytest.mark.parametrize("query", ADMINISTRATION)
def test_users_and_databases_are_out_of_reach(seeded_store: Store, query: str) -> None:
    before = counts(seeded_store)
    with pytest.raises(CasegraphError):
        seeded_store.read(query)
    assert counts(seeded_store) == before
    assert seeded_store.read("RETURN 1 AS one").rows == [{"one": 1}]


@pytest.fixture
def web() -> Iterator[tuple[int, list[str]]]:
    """A web server on loopback: its port, and the paths that were asked of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("query", FILES)
def test_files_and_addresses_change_nothing_and_are_read_only_where_they_must_be(
    engine: Engine, seeded_store: Store, web: tuple[int, list[str]], query: str
) -> None:
    """Neo4j Community has no right that would forbid LOAD CSV: there the guard stands alone, and the server's settings."""
    port, asked = web
    before = counts(seeded_store)
    query = query.replace("PORT", str(port))
    with suppress(QueryError) if engine.reads_files else pytest.raises(QueryError):
        seeded_store.read(query, limits=Limits(rows=1))
    assert engine.reads_files or asked == []
    assert counts(seeded_store) == before


@pytest.mark.parametrize(("rows", "truncated"), [(1, True), (4, True), (5, False), (6, False), (None, False)])
def test_the_row_limit_is_told_when_it_cut(seeded_store: Store, rows: int | None, truncated: bool) -> None:
    result = seeded_store.read("UNWIND range(1, 5) AS x RETURN x", limits=Limits(rows=rows))
    assert result.truncated is truncated
    assert result.column("x") == [1, 2, 3, 4, 5][:rows]


def test_a_row_limit_does_not_need_all_rows(seeded_store: Store) -> None:
    result = seeded_store.read("UNWIND range(1, 2000000) AS x RETURN x", limits=Limits(timeout=None, rows=10))
    assert (len(result.rows), result.truncated) == (10, True)


def test_a_runaway_query_ends_at_its_time_limit_and_harms_nothing(store_place: str) -> None:
    """As its own process: the embedded engine cannot stop a query, so the process ends with it."""
    run = [sys.executable, "-m", "graph.cli", "cypher", "--store", store_place, "--format", "json"]
    ended = subprocess.run([*run, "--timeout", "3", RUNAWAY], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "after 3 s" in ended.stderr
    assert "--timeout" in ended.stderr
    assert "Traceback" not in ended.stderr
    after = subprocess.run(
        [*run, "MATCH (n:Entity) RETURN count(n) AS n"], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert (after.returncode, after.stderr) == (0, "")
    assert '"n": 0' not in after.stdout
