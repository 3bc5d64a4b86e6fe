"""When the arrays are used, and when they are made: on a large embedded store that this process has only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.arrays.arrays import Arrays
    from graph.stores import Store

LARGE = 50_000
"""Relations from which on the arrays are worth making."""


def arrays_of(store: Store, notice: Callable[[str], None], large: int = LARGE) -> Arrays | None:
    """The store's relations as arrays, made now if there are none of its present state; None where they are not for it.

    That is so of a server, of a small store, and of one that was written to since it was opened.
    """
    files = store.files
    if files is None or not files.state:
        return None
    kept = store.kept.get("paths")
    if kept is not None:
        return kept  # type: ignore[no-any-return]  # what this function kept there
    if files.count(RELATIONS) < large:
        return None
    from graph.paths.arrays.arrays import FOLDER, opened
    from graph.paths.arrays.build import build

    folder = files.folder / FOLDER
    found = opened(folder, files.state)
    if found is None:
        notice("preparing the relations for path search, once after each change to the store …")
        try:
            build(files)
        except OSError:
            return None  # a full or read-only disk: the other way needs no room
        found = opened(folder, files.state)
    store.kept["paths"] = found
    return found
