"""A URL or a folder turned into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreUnreachable, UsageError

if TYPE_CHECKING:
    from graph.stores.bolt import BoltStore

DEFAULT_STORE = "casegraph.db"
SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")


def is_url(place: str) -> bool:
    """Whether a store is named by an address rather than by a folder."""
    return "://" in place


def open_store(place: str, user: str = "", password: str = "", database: str | None = None, *, create: bool = False) -> BoltStore:
    """The store at a URL or in a folder; the caller closes it.

    Raises:
        UsageError: a URL of a scheme that the driver does not speak, or with a password in it.
        StoreUnreachable: nothing there (and `create` not asked for), no server, a refused password.
    """
    if is_url(place):
        scheme = place.split("://", maxsplit=1)[0]
        if scheme not in SCHEMES:
            raise UsageError(f"no store can be reached by {scheme}://", hint=f"use {'://, '.join(SCHEMES)}:// or a folder")
        if "@" in place:
            hint = "name the user with --user and set CASEGRAPH_PASSWORD"
            raise UsageError("an address holds no user and no password: commands are kept in histories", hint=hint)
        return _remote(place, user or "neo4j", password, database)
    from graph.stores.embedded.engine import is_store, open_embedded

    folder = Path(place).expanduser()
    if not create and not is_store(folder):
        raise StoreUnreachable(
            f"there is no store in {folder}",
            hint="`casegraph load FILES` makes one, `casegraph demo` shows one; --store names another",
        )
    return open_embedded(folder)


def _remote(url: str, user: str, password: str, database: str | None) -> BoltStore:
    from graph.stores.bolt import BoltStore

    store = BoltStore(url, (user, password), (user, password), database)
    try:
        _ = store.info
    except BaseException:
        store.close()
        raise
    return store
