"""A URL or a folder turned into a store."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreUnreachable, UsageError
from graph.stores.embedded.folder import is_store, readable_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.stores.base import Store
    from graph.stores.embedded.share import Share

DEFAULT_STORE = "casegraph.db"
SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")


def is_url(place: str) -> bool:
    """Whether a store is named by an address rather than by a folder."""
    return "://" in place


def open_store(
    place: str, user: str = "", password: str = "", database: str | None = None, *, create: bool = False, fast: bool = False
) -> Store:
    """The store at a URL or in a folder; the caller closes it.

    With `fast` an embedded store acknowledges commits before they are on disk, and puts all there when it is closed.

    Raises:
        UsageError: a URL of a scheme that the driver does not speak, or with a password in it.
        StoreDamaged: the files of the store are not what was written.
        StoreUnreachable: nothing there (and `create` not asked for), no server, a refused password.
    """
    if is_url(place) and fast:
        raise UsageError("--fast is for a folder; a server keeps its commits as it was set up", hint="leave out --fast")
    if is_url(place):
        scheme = place.split("://", maxsplit=1)[0]
        if scheme not in SCHEMES:
            raise UsageError(f"no store can be reached by {scheme}://", hint=f"use {'://, '.join(SCHEMES)}:// or a folder")
        if "@" in place:
            hint = "name the user with --user and set CASEGRAPH_PASSWORD"
            raise UsageError("an address holds no user and no password: commands are kept in histories", hint=hint)
        return _remote(place, user or "neo4j", password, database)
    folder = Path(place).expanduser()
    if not create and not is_store(folder):
        raise StoreUnreachable(
            f"there is no store in {folder}",
            hint="`casegraph load FILES` makes one, `casegraph demo` shows one; --store names another",
        )
    return _open_folder(folder, fast=fast)


def _open_folder(folder: Path, *, fast: bool) -> Store:
    """A store on a folder, with the engine in this process; the driver is imported while the engine starts."""
    from concurrent.futures import ThreadPoolExecutor

    from graph.stores.embedded.engine import EmbeddedEngine

    engine = EmbeddedEngine(folder, fast=fast)
    with ThreadPoolExecutor(1) as pool, _numpy_left_out():
        starting = pool.submit(engine.start)
        from graph.stores.embedded.store import EmbeddedStore

        starting.result()
    return EmbeddedStore(engine)


@contextlib.contextmanager
def mended_copy(folder: Path) -> Iterator[Store]:
    """A copy of an embedded store, of which its engine has taken out what cannot be read and made the indexes anew.

    Raises:
        StoreDamaged: not even that can be opened.
    """
    with readable_copy(folder) as copy, open_store(str(copy)) as store:
        store.check(mend=True)
        yield store


@contextlib.contextmanager
def _numpy_left_out() -> Iterator[None]:
    """Keeps numpy from being imported meanwhile: the engine's package and the driver load it whenever it is installed,
    for arrays that nobody here sends, and it takes longer to import than both together.
    """
    if "numpy" in sys.modules:
        yield
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        yield
    finally:
        del sys.modules["numpy"]


def _remote(url: str, user: str, password: str, database: str | None) -> Store:
    from graph.stores.bolt import BoltStore

    store = BoltStore(url, (user, password), (user, password), database)
    try:
        _ = store.info
    except BaseException:
        store.close()
        raise
    return store


def share(folder: Path, port: int, *, write: bool) -> Share:
    """The store in a folder for several programs at once, over Bolt on loopback; `write` says for which account."""
    from graph.stores.embedded.share import Share

    return Share(folder, port, write=write)
