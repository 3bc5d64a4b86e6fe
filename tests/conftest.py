"""Fixtures: every contract test runs on the embedded engine and on a real Neo4j, with the seeds or empty.

The stores are the same all along: on the embedded engine one for `empty_store` and one for `seeded_store`, on Neo4j one
for both, whose content is changed only when a test needs the other. Where no Neo4j can be had its half is skipped with
a reason; where CI is set that is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.cli.demo_case import load_seeds
from graph.stores import Store, open_store
from tests.neo4j.server import Neo4jMissing, Neo4jServer, running_neo4j

ENGINES = ("embedded", "neo4j")
ROOT = Path(__file__).parent.parent


@dataclass
class Site:
    """One engine's store, opened once a session, and what it holds now; `second` spares it one of the two contents."""

    store: Store
    holds: str = "nothing known"
    second: Site | None = None

    def empty(self) -> Store:
        """The store without any record, constraints in place."""
        if self.holds != "nothing":
            wipe(self.store)
        self.holds = "anything"  # the test that asked for an empty store is about to fill it
        return self.store

    def seeds_to_change(self) -> Store:
        """The store with the seeds, for a test that will leave it with something else."""
        store = self.seeded()
        (self.second or self).holds = "anything"
        return store

    def seeded(self) -> Store:
        """The store with the seeds and nothing else."""
        if self.second is not None:
            return self.second.seeded()
        if self.holds != "seeds":
            wipe(self.store)
            load_seeds(self.store)
            self.holds = "seeds"
        return self.store


def wipe(store: Store) -> None:
    """Takes everything out of a store and sets up its schema."""
    store.write("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")
    store.migrate()


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """A running Neo4j; skipped where none can be had, failed where CI is set."""
    try:
        running = running_neo4j()
    except Neo4jMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    with running as server:
        yield server


@pytest.fixture(scope="session")
def _sites() -> Iterator[dict[str, Site]]:
    sites: dict[str, Site] = {}
    with ExitStack() as stack:
        stack.callback(lambda: [one.store.close() for site in sites.values() for one in (site, site.second) if one])
        yield sites


@pytest.fixture(params=ENGINES, scope="session")
def site(request: pytest.FixtureRequest, _sites: dict[str, Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One engine's site; a test that uses it runs once on each engine."""
    if request.param not in _sites:
        if request.param == "embedded":
            stores = [open_store(str(tmp_path_factory.mktemp("embedded") / "store"), create=True) for _ in range(2)]
            _sites["embedded"] = Site(stores[0], second=Site(stores[1]))
        else:
            server: Neo4jServer = request.getfixturevalue("neo4j_server")
            opened = open_store(server.uri, server.user, server.password)
            _sites["neo4j"] = Site(opened)
    return _sites[request.param]


@pytest.fixture
def empty_store(site: Site) -> Store:
    """An empty store of each engine."""
    return site.empty()


@pytest.fixture
def seeded_store(site: Site) -> Store:
    """A store of each engine with the seeds; for reading only."""
    return site.seeded()


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed embedded store with the seeds, for commands that open it themselves; for reading only."""
    folder = tmp_path_factory.mktemp("seeded") / "casegraph.db"
    with open_store(str(folder), create=True) as store:
        load_seeds(store)
    return folder


@pytest.fixture(params=ENGINES)
def store_place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What to give to --store for a seeded store of each engine; user and password are in the environment."""
    monkeypatch.delenv("CASEGRAPH_STORE", raising=False)
    if request.param == "embedded":
        return str(request.getfixturevalue("seeded_folder"))
    place, neo4j = neo4j_place(request, monkeypatch)
    neo4j.seeded()
    return place


def neo4j_place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Site]:
    """What to give to --store for the running Neo4j, with user and password in the environment, and its site."""
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    sites: dict[str, Site] = request.getfixturevalue("_sites")
    if "neo4j" not in sites:
        sites["neo4j"] = Site(open_store(server.uri, server.user, server.password))
    monkeypatch.setenv("CASEGRAPH_USER", server.user)
    monkeypatch.setenv("CASEGRAPH_PASSWORD", server.password)
    return server.uri, sites["neo4j"]
