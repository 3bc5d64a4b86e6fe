"""The engines that the suite runs on, one class each: a new store gets the whole suite by its name in `ENGINES`.

A class says how its engine is started, what to give to `--store` and who may log in, and gives stores with the seeds or
empty. All of them live as long as the session of one worker; `wipe` empties a store between two tests.
"""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import graph.stores.base
from graph.ingest.seeds import load_seeds
from graph.stores import Store, open_store
from tests.neo4j.server import Neo4jMissing, running_neo4j


class EngineMissing(Exception):
    """An engine cannot be had here; the message says in one line what to install."""


def wipe(store: Store) -> None:
    """Takes everything out of a store and sets up its schema."""
    store.write("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")
    store.migrate()


class Engine(ABC):
    """A running engine. Raises `EngineMissing` where it cannot be started."""

    product: ClassVar[graph.stores.base.Engine]
    """The product that answers."""
    reads_files: ClassVar[bool] = False
    """Whether a reading query may open files and addresses, which nothing behind our guard forbids."""
    lets_values_change: ClassVar[bool] = False
    """Whether a reading transaction lets a query change values, which end with it."""
    one_worker: ClassVar[bool] = False
    """Whether its one store is all there is: its tests then run in one worker, those on the seeds first or last."""

    def __init__(self, folder: Path) -> None:
        """Starts it; `folder` is an empty one for what it keeps."""
        self.folder = folder
        self.stack = ExitStack()
        self.user = self.password = ""

    @property
    def account(self) -> Mapping[str, str]:
        """The environment in which a command may log in."""
        return {"CASEGRAPH_USER": self.user, "CASEGRAPH_PASSWORD": self.password} if self.user else {}

    @abstractmethod
    def empty(self) -> Store:
        """A store without any record, constraints in place, for a test that may fill it."""

    @abstractmethod
    def seeded(self) -> Store:
        """A store with the seeds and nothing else; for reading only."""

    @abstractmethod
    def seeds_to_change(self) -> Store:
        """A store with the seeds, for a test that will leave it with something else."""

    @abstractmethod
    def seeded_place(self) -> str:
        """What to give to `--store` for the seeds; for reading only."""

    @abstractmethod
    def fresh_place(self, folder: Path) -> str:
        """What to give to `--store` for a place without any record; `folder` is the test's own."""

    def open_again(self, place: str) -> Store:
        """Opens what a command left at a place."""
        return open_store(place, self.user, self.password)

    def close(self) -> None:
        """Ends what was started."""
        self.stack.close()


class Embedded(Engine):
    """The embedded engine: folders, as many as there are uses for, each open in this process or closed for commands."""

    product = graph.stores.base.Engine.ARCADEDB
    lets_values_change = True

    @cached_property
    def closed(self) -> Path:
        """A closed store with the seeds."""
        place = self.folder / "seeded.db"
        with open_store(str(place), create=True) as store:
            load_seeds(store)
        return place

    @cached_property
    def _empty(self) -> Store:
        return self.stack.enter_context(open_store(str(self.folder / "empty"), create=True))

    @cached_property
    def _seeded(self) -> Store:
        return self.seeds_to_change()

    def empty(self) -> Store:
        """One store, wiped for each test."""
        wipe(self._empty)
        return self._empty

    def seeded(self) -> Store:
        """A copy of the closed store, opened once."""
        return self._seeded

    def seeds_to_change(self) -> Store:
        """A copy of the closed store, opened anew."""
        place = shutil.copytree(self.closed, self.folder / f"copy-{len(list(self.folder.iterdir()))}")
        return self.stack.enter_context(open_store(str(place)))

    def seeded_place(self) -> str:
        """The closed store."""
        return str(self.closed)

    def fresh_place(self, folder: Path) -> str:
        """A folder that is not there yet."""
        return str(folder / "fresh.db")


class Neo4j(Engine):
    """One Neo4j with its one database, whose content changes only when a test needs the other."""

    product = graph.stores.base.Engine.NEO4J
    reads_files = True
    one_worker = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        try:
            server = self.stack.enter_context(running_neo4j())
        except Neo4jMissing as missing:
            raise EngineMissing(str(missing)) from None
        self.url, self.user, self.password = server.uri, server.user, server.password
        self.store = self.stack.enter_context(self.open_again(self.url))
        self.holds_seeds = False

    def empty(self) -> Store:
        """The store, wiped."""
        self.holds_seeds = False
        wipe(self.store)
        return self.store

    def seeded(self) -> Store:
        """The store, with the seeds loaded unless the last test left them there."""
        if not self.holds_seeds:
            wipe(self.store)
            load_seeds(self.store)
            self.holds_seeds = True
        return self.store

    def seeds_to_change(self) -> Store:
        """The store with the seeds, which are loaded anew for the next test."""
        store = self.seeded()
        self.holds_seeds = False
        return store

    def seeded_place(self) -> str:
        """Its address."""
        self.seeded()
        return self.url

    def fresh_place(self, folder: Path) -> str:
        """Its address, after everything was taken out."""
        assert folder
        self.empty()
        return self.url


ENGINES: tuple[type[Engine], ...] = (Embedded, Neo4j)
