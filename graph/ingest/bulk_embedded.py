"""`load --bulk` into an empty embedded store: built beside it without indexes, indexed, and put in its place when it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.ingest import datasets
from graph.ingest.bulk import NOTHING, Bulk
from graph.stores import building, is_store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.ingest.plan import Outcome, Plan, Watch
    from graph.stores import Writer

_ANYTHING = "MATCH (n) WHERE NOT (n:Migration OR n:Load OR n:Dataset) RETURN n.id AS id LIMIT 1"


def bulk_load(folder: Path, plan: Plan, watch: Watch, reject: Callable[[dict[str, Any]], None] = lambda _: None) -> Outcome:
    """Loads the files of a plan into a folder that holds no store, or an empty one.

    Raises:
        UsageError: the store is not empty.
        RecordFaults: something is wrong and nothing is to be left out; nothing was written.
    """
    check_empty(folder)
    with building(folder) as built, open_store(str(built), create=True) as store:
        assert store.files is not None  # noqa: S101  this process has opened the folder
        with store.files.bulk() as sink:
            bulk = Bulk(plan, sink, watch)
            outcome = bulk.run(reject, NOTHING)
        watch.stage("indexes", None)
        store.migrate()
        note_loaded(store, bulk, plan.by)
    return outcome


def note_loaded(store: Writer, bulk: Bulk, by: str | None) -> None:
    """Notes in the store which files of which data sets it holds."""
    for name, file, title, form in bulk.opened:
        datasets.begin(store, name, file, by, title=title, format=form)
    datasets.end(store, bulk.outcome.datasets)


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
