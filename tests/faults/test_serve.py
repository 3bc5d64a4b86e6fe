"""`casegraph serve`: one embedded store for several programs, that may only read, are ended when they run away, and go."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph.stores.embedded.folder import DATABASE
from tests.cli.commands import casegraph
from tests.faults.servers import Serving, eventually, gone, serving

COUNT = "MATCH (n:Entity) RETURN count(n) AS n"
RUNAWAY = "UNWIND range(1,100000) AS a UNWIND range(1,100000) AS b RETURN count(*) AS n"
WRITES = (
    "CREATE (:Entity:Person {id: 'evil'})",
    "MATCH (n:Entity {id: 'kyrgyzstan'}) SET n.name = 'evil' RETURN n.name",
    "MATCH (n:Entity {id: 'kyrgyzstan'}) REMOVE n.name",
    "MATCH ()-[r:CITIZEN_OF]->() SET r.grade = 'A1'",
    "MATCH ()-[r:CITIZEN_OF]->() DELETE r",
    "MATCH (n) DETACH DELETE n",
    "MERGE (:Evil {id: 1})",
    "CREATE INDEX evil FOR (n:Entity) ON (n.evil)",
    "DROP CONSTRAINT entity_id",
    "CREATE USER evil SET PASSWORD 'evil-evil-evil'",
    "ALTER USER writer SET PASSWORD 'evil-evil-evil'",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
)


@pytest.fixture(scope="module")
def shared(seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server on a seeded store, for reading."""
    import shutil

    folder = Path(shutil.copytree(seeded_folder, tmp_path_factory.mktemp("served") / "case.db"))
    with serving(folder) as server:
        yield server


def test_it_prints_how_to_reach_it(shared: Serving) -> None:
    assert shared.url.startswith("bolt://127.0.0.1:")
    assert (shared.user, shared.database) == ("reader", DATABASE)
    assert len(shared.password) >= 20
    assert eventually(lambda: any("Ctrl-C" in remark for remark in shared.remarks))


def test_other_processes_read_through_it(shared: Serving) -> None:
    for words in (("status",), ("search", "kubanychbek"), ("path", "A.T.", "Wagner Group"), ("query", "run", "recruited-by")):
        done = casegraph(*words, "--format", "json", env=shared.account)
        assert (done.returncode, done.stderr) == (0, "")
        assert shared.password not in done.stdout
    status = json.loads(casegraph("status", "--format", "json", env=shared.account).stdout)
    assert status["engine"] == "arcadedb"
    assert status["embedded"] is False


def test_only_loopback_is_served(shared: Serving) -> None:
    port = int(shared.url.rsplit(":", 1)[1])
    with socket.socket() as probe:
        probe.settimeout(2)
        others = [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET, socket.SOCK_STREAM)]
        for address in (address for address in others if not str(address).startswith("127.")):
            with pytest.raises(OSError):  # noqa: PT011  refused, unreachable or timed out
                probe.connect((address, port))


@pytest.mark.parametrize("query", WRITES)
def test_the_reader_cannot_write_even_with_a_bare_driver(shared: Serving, query: str) -> None:
    with (
        GraphDatabase.driver(shared.url, auth=(shared.user, shared.password)) as driver,
        driver.session(database=DATABASE) as session,
    ):
        before = session.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r").single()
        with pytest.raises(ClientError):
            session.run(query).consume()
        with pytest.raises(ClientError):
            session.execute_write(lambda transaction: transaction.run(query).consume())
        assert session.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r").single() == before
        names = session.run("MATCH (n:Entity {id: 'kyrgyzstan'}) RETURN n.name AS name").single()
        assert names is not None
        assert names["name"] == "Kyrgyzstan"
        graded = session.run("MATCH ()-[r:CITIZEN_OF]->() WHERE r.grade = 'A1' RETURN count(r) AS n").single()
        assert graded is not None
        assert graded["n"] == 0


def test_loading_as_the_reader_is_refused(shared: Serving, tmp_path: Path) -> None:
    file = tmp_path / "case.yml"
    file.write_text("dossier: d\nentities:\n  - {id: new-one, kind: Person, name: N, identification: named}\n", encoding="utf-8")
    done = casegraph("load", str(file), env=shared.account)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert casegraph("show", "new-one", env=shared.account).returncode == 3
    assert casegraph("cypher", "CREATE (:Evil)", "--write", env=shared.account).returncode == 1


@pytest.mark.parametrize(
    ("user", "password"), [("reader", "wrong-password"), ("writer", "wrong-password"), ("root", ""), ("reader", "")]
)
def test_a_wrong_password_is_refused(shared: Serving, user: str, password: str) -> None:
    done = casegraph("status", env={**shared.account, "CASEGRAPH_USER": user, "CASEGRAPH_PASSWORD": password})
    assert (done.returncode, done.stdout) == (4, "")
    assert "refused the user or the password" in done.stderr
    assert "wrong-password" not in done.stderr


def test_the_database_of_the_url_is_found_without_being_named(shared: Serving) -> None:
    for database in ({}, {"CASEGRAPH_DATABASE": DATABASE}):
        assert casegraph("cypher", COUNT, env={**shared.account, **database}).returncode == 0
    assert casegraph("cypher", COUNT, env={**shared.account, "CASEGRAPH_DATABASE": "nonsense"}).returncode in (1, 4)


def test_several_clients_at_once(shared: Serving) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def ask(_: int) -> int:
        with GraphDatabase.driver(shared.url, auth=(shared.user, shared.password)) as driver:
            rows = driver.execute_query(COUNT, database_=DATABASE).records
            return int(rows[0]["n"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(32)))) == 1


def test_with_write_one_may_write_and_it_lasts(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.yml"
    file.write_text(
        "dossier: d\nentities:\n  - {id: new-one, kind: Person, name: Пётр, identification: named}\n", encoding="utf-8"
    )
    with serving(folder, "--write") as server:
        assert server.user == "writer"
        done = casegraph("load", str(file), env=server.account)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("1 new")
        assert casegraph("search", "petr", env=server.account).returncode == 0
        assert server.end() == 0
    assert casegraph("show", "new-one", "--store", str(folder)).returncode == 0


def test_a_new_store_is_served_with_write_only(tmp_path: Path) -> None:
    done = casegraph("serve", "--store", str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (4, "")
    assert "--write" in done.stderr
    with serving(tmp_path / "new", "--write") as server:
        assert casegraph("status", env=server.account).returncode == 0


def test_two_writers_through_it_make_no_doubles(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from graph.ingest.seeds import seeds

    with serving(tmp_path / "new", "--write") as server:
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(lambda _: casegraph("load", str(seeds()), env=server.account), range(2)))
        assert [load.returncode for load in done] == [0, 0], [load.stderr for load in done]
        assert "" in [load.stderr for load in done]  # the other one says that it waits, when that takes long
        doubles = (
            "MATCH (a)-[r]->(b) WITH a, b, type(r) AS t, r.id AS id, r.order AS o, count(*) AS n WHERE n > 1 RETURN count(*) AS n"
        )
        shown = casegraph("cypher", doubles, "--format", "csv", env=server.account)
        assert shown.stdout == "n\n0\n"
        again = casegraph("load", str(seeds()), env=server.account)
        assert again.stdout.startswith("0 new, 0 changed")


@pytest.mark.parametrize("runaway", [RUNAWAY, "MATCH (a)-[*1..30]-(b) RETURN count(*) AS n"])
def test_a_runaway_query_is_ended_and_nobody_else_notices(folder: Path, runaway: str) -> None:
    with serving(folder, "--timeout", "3") as server:
        [engine] = server.children()
        with (
            GraphDatabase.driver(server.url, auth=(server.user, server.password), max_transaction_retry_time=0) as driver,
            driver.session(database=DATABASE) as session,
            driver.session(database=DATABASE) as bystander,
        ):
            with bystander.begin_transaction() as open_all_along:
                before = open_all_along.run(COUNT).single()
                with pytest.raises(ClientError, match="terminated"):
                    session.run(runaway).consume()
                assert open_all_along.run(COUNT).single() == before
            assert session.run(COUNT).single() == before
        assert any("ran past" in remark for remark in server.remarks)
        assert server.children() == [engine]
        assert server.end() == 0


def test_an_engine_that_does_not_end_a_query_is_started_anew(folder: Path) -> None:
    """Stopped as a whole, it heeds nothing; what was asked of it is told by the end of the connection."""
    with serving(folder, "--timeout", "2") as server:
        [engine] = server.children()
        before = casegraph("cypher", COUNT, "--format", "json", env=server.account)
        with (
            GraphDatabase.driver(server.url, auth=(server.user, server.password), max_transaction_retry_time=0) as driver,
            driver.session(database=DATABASE) as session,
        ):
            session.run(COUNT).consume()
            os.kill(engine, signal.SIGSTOP)
            with pytest.raises((DriverError, Neo4jError)):
                session.run(COUNT).consume()
        assert eventually(lambda: any("anew" in remark for remark in server.remarks))
        assert gone(engine)
        after = casegraph("cypher", COUNT, "--format", "json", env=server.account)
        assert (after.returncode, after.stdout) == (0, before.stdout)
        assert server.end() == 0


def test_an_engine_that_died_is_started_anew(folder: Path) -> None:
    with serving(folder) as server:
        [engine] = server.children()
        os.kill(engine, signal.SIGKILL)
        assert eventually(lambda: any("anew" in remark for remark in server.remarks))
        assert casegraph("cypher", COUNT, env=server.account).returncode == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_leaves_the_folder_free(folder: Path, how: signal.Signals) -> None:
    with serving(folder) as server:
        children = server.children()
        assert children
        assert casegraph("cypher", COUNT, env=server.account).returncode == 0
        assert server.end(how) == 0
        assert all(gone(child) for child in children)
    assert "Traceback" not in "".join(server.remarks)
    assert casegraph("cypher", COUNT, "--store", str(folder)).returncode == 0


def test_it_ends_while_a_client_is_connected(folder: Path) -> None:
    with (
        serving(folder) as server,
        GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver,
        driver.session(database=DATABASE) as session,
    ):
        session.run(COUNT).consume()
        assert server.end() == 0
    assert "Traceback" not in "".join(server.remarks)


def test_the_engine_does_not_outlive_a_killed_parent(folder: Path) -> None:
    with serving(folder) as server:
        children = server.children()
        server.end(signal.SIGKILL)
        assert eventually(lambda: all(gone(child) for child in children))
    assert casegraph("cypher", COUNT, "--store", str(folder)).returncode == 0


def test_a_port_may_be_chosen_and_one_in_use_is_told(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = casegraph("serve", "--store", str(folder), "--port", str(port))
        assert done.returncode == 4
        assert "--port" in done.stderr
        assert "Traceback" not in done.stderr
    with serving(folder, "--port", str(port)) as server:
        assert server.url == f"bolt://127.0.0.1:{port}"
        assert casegraph("cypher", COUNT, env=server.account).returncode == 0


def test_a_server_cannot_be_served(folder: Path) -> None:
    assert folder
    done = casegraph("serve", "--store", "bolt://127.0.0.1:7687")
    assert (done.returncode, done.stdout) == (2, "")


def test_no_password_is_left_beside_the_data(folder: Path) -> None:
    with serving(folder, "--write") as server:
        assert casegraph("cypher", COUNT, env=server.account).returncode == 0
        server.end()
        for file in (file for file in folder.rglob("*") if file.is_file()):
            assert server.password.encode() not in file.read_bytes(), file


def test_rubbish_on_the_port_harms_nobody(shared: Serving) -> None:
    port = int(shared.url.rsplit(":", 1)[1])
    for rubbish in (b"", b"GET / HTTP/1.1\r\n\r\n", b"\x60\x60\xb0\x17" + b"\xff" * 64, os.urandom(4096)):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(rubbish)
    assert casegraph("cypher", COUNT, env=shared.account).returncode == 0


def test_a_backup_is_taken_while_it_is_served(shared: Serving, tmp_path: Path) -> None:
    done = casegraph("backup", str(tmp_path / "backup.gz"), env=shared.account)
    assert done.returncode == 0, done.stderr
    made = casegraph("rebuild", "--from", str(tmp_path / "backup.gz"), "--store", str(tmp_path / "new.db"))
    assert made.returncode == 0, made.stderr
    counted = casegraph("cypher", COUNT, "--format", "csv", "--store", str(tmp_path / "new.db"))
    assert counted.stdout == casegraph("cypher", COUNT, "--format", "csv", env=shared.account).stdout


@pytest.mark.parametrize("database", ["log", "before-20261128-050000", "paths", "..", "nothere"])
def test_no_other_folder_is_opened_as_a_database(folder: Path, database: str) -> None:
    (folder / "log").mkdir(exist_ok=True)
    before = sorted(path.name for path in (folder / "log").iterdir())
    with serving(folder, "--write") as server:
        [engine] = server.children()
        ports = [one.laddr.port for one in psutil.Process(engine).net_connections("tcp") if one.status == psutil.CONN_LISTEN]
        assert len(ports) == 1  # Bolt: no HTTP, whose commands may check and mend a database
        with (
            GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver,
            driver.session(database=database) as session,
            pytest.raises((ClientError, DriverError)),
        ):
            session.run("RETURN 1").consume()
        for statement in ("CHECK DATABASE FIX", "CHECK DATABASE"):
            done = casegraph("cypher", statement, "--write", env=server.account)
            assert done.returncode in (1, 2), done.stdout
    added = {path.name for path in (folder / "log").iterdir()} - set(before)
    assert not any(name.startswith(("txlog", "dictionary", "database")) for name in added)
