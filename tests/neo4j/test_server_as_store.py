"""What only a server does: it wants a password, may have another database or no index of ours, and ends a query itself."""

from __future__ import annotations

import os

import pytest

from graph.errors import QueryError
from graph.stores import Limits, Store
from tests.cli.commands import assert_told
from tests.conftest import Run
from tests.contract.test_read_only import RUNAWAY
from tests.engines import Neo4j

pytestmark = [pytest.mark.contract, pytest.mark.parametrize("engine", [Neo4j], indirect=True)]


def test_no_output_has_a_password(run: Run, store_place: str) -> None:
    password = os.environ["CASEGRAPH_PASSWORD"]
    assert len(password) > 3
    for words in (("status",), ("status", "--format", "json"), ("doctor",)):
        done = run(*words, "--store", store_place)
        assert password not in done.out + done.err


def test_a_wrong_password_is_told_and_shown_nowhere(run: Run, store_place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_PASSWORD", "a-wrong-password-2193")
    done = run("status", "--store", store_place, "--user", "nobody-here")  # of another user: three wrong tries lock one
    assert (done.code, done.out) == (4, "")
    assert_told(done.err)
    assert "refused the user or the password" in done.err
    assert "CASEGRAPH_PASSWORD" in done.err
    assert "a-wrong-password-2193" not in done.err


def test_no_password_at_all_is_told(run: Run, store_place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEGRAPH_PASSWORD", raising=False)
    done = run("search", "x", "--store", store_place, "--user", "another-one")
    assert (done.code, done.out) == (4, "")
    assert_told(done.err)


def test_a_missing_database_is_told(run: Run, store_place: str) -> None:
    done = run("search", "x", "--store", store_place, "--database", "nonsense")
    assert (done.code, done.out) == (4, "")
    assert_told(done.err)
    assert "--database" in done.err


def test_a_server_without_our_search_index_is_told(run: Run, fresh_place: str) -> None:
    """A Neo4j that casegraph never loaded into has no index of names; the hint says what makes one."""
    assert run("cypher", "DROP INDEX entity_search", "--write", "--store", fresh_place).code == 0
    try:
        done = run("search", "x", "--store", fresh_place)
        assert done.code != 0
        assert_told(done.err)
    finally:
        again = "CREATE FULLTEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]"
        assert run("cypher", again, "--write", "--store", fresh_place).code == 0
        assert run("cypher", "CALL db.awaitIndexes(60)", "--write", "--store", fresh_place).code == 0


def test_neo4j_ends_the_runaway_query_itself(seeded_store: Store) -> None:
    with pytest.raises(QueryError, match="time limit"):
        seeded_store.read(RUNAWAY, limits=Limits(timeout=2))
    running = seeded_store.read("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery").column("currentQuery")
    assert not any(RUNAWAY in query for query in running)
