"""The embedded store: the ArcadeDB engine in this process, reached over Bolt on a loopback port.

The store is a folder; the engine's accounts and listeners live in a temporary folder of this process, so that nothing
secret is left beside the data.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreUnreachable
from graph.stores.embedded.accounts import Accounts, write_accounts
from graph.stores.embedded.folder import DATABASE, check_whole, fingerprint, identity, keep_private, shut_out
from graph.stores.embedded.manifest import forget_manifest, write_manifest
from graph.stores.errors import folder_fault, mapped, not_writable, port_taken
from graph.stores.temporary import scratch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from graph.stores.base import Row

LOOPBACK = "127.0.0.1"
_TRIES = 5
_SYNC, _SYNCED = "arcadedb.txWalFlush", 1
"""The engine's setting of how a commit reaches the disk: by fdatasync of its log; 0 would leave it to the system."""
_BOLT_PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"


class EmbeddedEngine:
    """A running engine on a store's folder; `url` is its Bolt address. Start it with `start()`, or use `with`."""

    def __init__(self, folder: Path, accounts: Accounts | None = None, *, fast: bool = False) -> None:
        """With `fast` commits are acknowledged before they are on disk: for what can be done again after a power cut."""
        self.folder, self.fast = folder.absolute(), fast
        self.synced = False
        self.accounts = accounts or Accounts.fresh()
        self.port = 0
        self.state = ""
        self._home: Path | None = None
        self._server: Any = None
        self._database: Any = None
        self._identity: tuple[int, int] | None = None

    @property
    def url(self) -> str:
        """The Bolt address, on loopback, once it listens."""
        return f"bolt://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Opens the folder, making it if it is not there, and listens on free ports, which no other program took meanwhile.

        Raises:
            StoreInUse: another process has it open.
            StoreDamaged: its files are not what was written.
            StoreUnreachable: the folder cannot be made, read or understood.
        """
        check_whole(self.folder)
        for left in reversed(range(_TRIES)):
            self.port = free_port()
            self._home = self._prepared()
            self.state = fingerprint(self.folder / DATABASE)
            arcadedb = _engine_module(self.folder / "log")
            settings = self._settings()
            self._server = arcadedb.create_server(str(self._home), secrets.token_urlsafe(18), settings)
            try:
                self._server.start()
                close_listener(settings["http_port"])
                self._database = self._server.create_database(DATABASE)
                self._keep_to_disk(arcadedb)
            except arcadedb.ArcadeDBError as error:
                self.stop()
                if not (left and port_taken(error)):
                    raise folder_fault(error, self.folder) from error
            else:
                self._identity = identity(self.folder)
                return

    def _keep_to_disk(self, arcadedb: Any) -> None:
        """Sets whether a commit is on disk before it is acknowledged: before anybody connects, since connections remember it.

        Where the disk has no room for the setting there is none for a commit either: what asks `synced` refuses to write.
        """
        wanted = 0 if self.fast else _SYNCED
        try:
            if self.setting(_SYNC) != wanted:
                self._database.command("sql", f"ALTER DATABASE `{_SYNC}` {wanted}")
            self.synced = self.setting(_SYNC) == _SYNCED
        except arcadedb.ArcadeDBError:
            self.synced = False

    def setting(self, key: str) -> object:
        """What the engine says that one of its settings is."""
        [row] = self._database.query("sql", "SELECT settings FROM schema:database").iter_dicts()
        return next((one["value"] for one in row["settings"] if one["key"] == key), None)

    def is_in_place(self) -> bool:
        """Whether the files that were opened are still those of the store."""
        return self._identity is not None and self._identity == identity(self.folder)

    def _prepared(self) -> Path:
        """Makes the folder, and the temporary one with the accounts."""
        if shut := shut_out(self.folder):
            raise not_writable(self.folder, shut)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep_private(self.folder)
            (self.folder / "log").mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreUnreachable(
                f"the store {self.folder} cannot be made: {error.strerror or error}",
                hint="choose a folder that you may write to, with --store",
            ) from error
        return self._home_made()

    def _home_made(self) -> Path:
        """The temporary folder with the accounts."""
        home = None
        try:
            home = scratch("engine")
            write_accounts(home / "config", self.accounts)
        except OSError as error:
            if home is not None:
                shutil.rmtree(home, ignore_errors=True)
            raise StoreUnreachable(
                f"nothing can be written to the temporary folder {tempfile.gettempdir()}: {error.strerror or error}",
                hint="make room there, or set TMPDIR to a folder with room",
            ) from error
        return home

    def _settings(self) -> Row:
        return {
            "host": LOOPBACK,
            "http_port": free_port(),
            "mode": "development",  # in production the engine does not say what is wrong with a query
            "studio_enabled": False,
            "server_plugins": _BOLT_PLUGIN,
            "bolt_port": self.port,
            "server_databaseDirectory": str(self.folder),
            "server_defaultDatabases": "",
        }

    def sql(self, statement: str) -> None:
        """Runs one statement of the engine's own language, for what its Cypher cannot say; for migrations."""
        with self._mapped():
            self._database.command("sql", statement)

    def check(self, *, mend: bool = False) -> Row:
        """What the engine's own check of every record, link and index found, and mended if that was asked."""
        with self._mapped():
            [found] = self._database.command("sql", "CHECK DATABASE FIX" if mend else "CHECK DATABASE").iter_dicts()
            return dict(found)

    def rows(self, statement: str) -> Iterator[Row]:
        """The rows of a reading statement of the engine's own language, without the way over Bolt; for all of a large type."""
        with self._mapped():
            yield from self._database.query("sql", statement).iter_dicts()

    def count(self, name: str) -> int:
        """How many records of a type there are; the engine keeps count."""
        with self._mapped():
            return int(self._database.count_type(name))

    @contextlib.contextmanager
    def _mapped(self) -> Iterator[None]:
        """The engine's errors as ours."""
        import arcadedb

        try:
            yield
        except arcadedb.ArcadeDBError as error:
            raise mapped(error, str(self.folder)) from error

    def batch(self) -> Any:
        """The engine's bulk path, as a context manager; without a log, so only for a folder that may be thrown away."""
        return self._database.graph_batch(use_wal=False)

    def changing(self) -> None:
        """Says that the files will no longer be what they were when the folder was opened."""
        self.state = ""
        forget_manifest(self.folder / DATABASE)

    def stop(self) -> None:
        """Lets go of the folder, writes down what its files are, and removes the temporary home."""
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(Exception):  # a server that never started has nothing to stop
                server.stop()
                if self.is_in_place() and not any((self.folder / DATABASE).glob("*.lck")):
                    write_manifest(self.folder / DATABASE)
        self.abandon()

    def abandon(self) -> None:
        """Removes the temporary home and leaves a busy engine to the end of the process."""
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)
            self._home = None

    def __enter__(self) -> EmbeddedEngine:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def close_listener(port: int) -> None:
    """Ends the listening of this process on a port: the engine insists on HTTP, which nobody here speaks.

    Where the system does not say which socket that is, as on Windows, it stays, with the passwords of this run.
    """
    import psutil

    for one in psutil.Process().net_connections("tcp"):
        if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.fd >= 0:
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(one.fd)) as listener:
                listener.shutdown(socket.SHUT_RDWR)


def _engine_module(log: Path) -> Any:
    """The engine, told before its first call to log into the store's folder and never to the terminal."""
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    import arcadedb

    return arcadedb
