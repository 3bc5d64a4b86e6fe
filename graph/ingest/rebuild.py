"""A store made anew, from a backup or from what can still be read of a damaged one; what was there is kept beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graph import stores
from graph.errors import NothingFound, StoreDamaged, UsageError
from graph.ingest.backup import fill, lines_of, read_backup

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable
    from pathlib import Path

    from graph.ingest.backup import Line
    from graph.stores import Store

_ANYTHING = "MATCH (n) WHERE n:Entity OR n:Source OR n:Claim RETURN n.id AS id LIMIT 1"


def rebuild(folder: Path, backup: Path | None) -> tuple[Counter[str], Path | None]:
    """Makes the store in a folder anew; how many of each family it holds, and where the files lie that were there before.

    Raises:
        UsageError: the backup is none.
        NothingFound: nothing can be read of the store.
        StoreInUse: another process has it open.
    """
    lines = list(read_backup(backup)) if backup else _read_from(folder)
    _check_free(folder)
    with stores.building(folder, keep=(kept := _aside(folder))) as built, stores.open_store(str(built), create=True) as store:
        counts = _filled(store, lines)
    return counts, kept if kept.exists() else None


def fill_server(store: Store, backup: Path) -> Counter[str]:
    """Makes the graph of a backup in a server that holds none.

    Raises:
        UsageError: it holds something, or the backup is none.
    """
    lines = list(read_backup(backup))
    if store.read(_ANYTHING).rows:
        raise UsageError("a backup goes into an empty store, and this one is not", hint="name another with --store or --database")
    return _filled(store, lines)


def _filled(store: Store, lines: Iterable[Line]) -> Counter[str]:
    store.migrate()
    return fill(store, lines)


def _read_from(folder: Path) -> list[Line]:
    """What can still be read of a store, by a copy that its engine has mended."""
    if not stores.is_store(folder):
        raise NothingFound(f"there is no store in {folder}", hint="--from names a backup")
    with stores.mended_copy(folder) as store:
        lines = list(lines_of(store))
    if not any(family == "Claim" for family, _ in lines):
        raise NothingFound(f"no claim can be read any more of the store in {folder}", hint="--from names a backup")
    return lines


def _check_free(folder: Path) -> None:
    """Sees that nobody has the store open, as far as its state lets."""
    if not stores.is_store(folder):
        return
    try:
        with stores.open_store(str(folder)):
            pass
    except StoreDamaged:
        return


def _aside(folder: Path) -> Path:
    return folder / f"before-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}"
