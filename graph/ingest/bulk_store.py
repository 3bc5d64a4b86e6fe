"""`load --bulk` into an empty embedded store: built beside it without indexes, indexed, and put in its place when it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.ingest import datasets
from graph.ingest.bulk import Bulk
from graph.stores import NAMED, STANDING, building, is_store, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from graph.ingest.outcome import Outcome
    from graph.ingest.walk import Walk

_ANYTHING = "MATCH (n) WHERE NOT (n:Migration OR n:Load OR n:Dataset) RETURN n.id AS id LIMIT 1"


def bulk_load(folder: Path, walk: Walk) -> Outcome:
    """Loads the files of a walk into a folder that holds no store, or an empty one.

    Raises:
        UsageError: the store is not empty.
        RecordFaults: something is wrong and nothing is to be left out; nothing was written.
    """
    check_empty(folder)
    with building(folder) as built, open_store(str(built), create=True) as store:
        assert store.files is not None  # noqa: S101  this process has opened the folder
        with store.files.bulk() as sink:
            bulk = Bulk(walk, sink)
            outcome = bulk.run()
        walk.progress.stage("indexes", None)
        store.migrate()
        for mark in (STANDING, NAMED):  # what was written now follows from its claims, and has its keys
            store.write("MERGE (m:Migration {id: $id})", {"id": mark})
        for opened in bulk.opened:
            datasets.begin(store, opened, walk.plan.by)
        datasets.end(store, outcome.datasets)
    return outcome


def check_empty(folder: Path) -> None:
    """Refuses a store that holds anything.

    Raises:
        UsageError: it does.
        StoreInUse: another process has it open.
    """
    if not is_store(folder):
        return
    with open_store(str(folder)) as store:
        if store.read(_ANYTHING).rows:
            raise UsageError(
                f"--bulk fills an empty store, and {folder} is not", hint="leave out --bulk, or name another --store"
            )
