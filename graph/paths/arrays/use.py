"""When the arrays are used, and when they are made: on a large embedded store that this process has only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.arrays.arrays import Arrays
    from graph.stores import Files, Store

LARGE = 50_000
"""Relations from which on the arrays are worth making."""


def arrays_of(store: Store, notice: Callable[[str], None], large: int = LARGE) -> Arrays | None:
    """The store's relations as arrays, made now if there are none of its present state; None where they are not for it.

    That is so of a server, of a small store, and of one that was written to since it was opened.
    """
    files = store.files
    if files is None or not files.state:
        return None
    if "paths" in store.kept:
        return store.kept["paths"]  # type: ignore[no-any-return]  # what this function kept there
    if files.count(RELATIONS) < large:
        return None
    if (found := _opened_or_built(files, notice)) is not None:
        store.kept["paths"] = found
    return found


def _opened_or_built(files: Files, notice: Callable[[str], None]) -> Arrays | None:
    """The arrays of the store's present state; None where there is no room for them."""
    from graph.paths.arrays.arrays import FOLDER, opened
    from graph.paths.arrays.build import build

    folder = files.folder / FOLDER
    if (found := opened(folder, files.state)) is not None:
        return found
    notice("preparing the relations for path search, once after each change to the store …")
    try:
        build(files)
    except OSError:
        return None  # a full or read-only disk: the other way needs no room
    return opened(folder, files.state)
