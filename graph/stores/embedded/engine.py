"""The embedded store: the ArcadeDB engine in this process, reached over Bolt on a loopback port.

The store is a folder; the engine's users, groups and listeners live in a temporary folder of this process, with
passwords made for it alone, so that nothing secret is left beside the data. Two accounts: one reads, and the engine
itself refuses it every write, schema change and file; one writes.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
import shutil
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreInUse, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from graph.stores.bolt import BoltStore

DATABASE = "graph"
LOOPBACK = "127.0.0.1"
_BOLT_PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_ROUNDS = 2048  # the password is random and lives as long as the process: PBKDF2 need not slow a guesser down
_RECORD = ("createRecord", "readRecord", "updateRecord", "deleteRecord")
_GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "admin": (("updateSecurity", "updateSchema", "updateDatabaseSettings"), _RECORD),
    "writer": (("updateSchema",), _RECORD),
    "reader": ((), ("readRecord",)),
    "*": ((), ()),
}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The users of one running engine, each a (name, password) pair."""

    reader: tuple[str, str]
    writer: tuple[str, str]

    @classmethod
    def fresh(cls) -> Accounts:
        """Accounts with random passwords."""
        return cls(("reader", secrets.token_urlsafe(18)), ("writer", secrets.token_urlsafe(18)))


class EmbeddedEngine:
    """A running engine on a store's folder; `url` is its Bolt address. Start it with `start()`, or use `with`."""

    def __init__(self, folder: Path, accounts: Accounts | None = None, port: int = 0) -> None:
        self.folder = folder.absolute()
        self.accounts = accounts or Accounts.fresh()
        self.port = port or free_port()
        self.state = ""
        self._home: Path | None = None
        self._server: Any = None
        self._database: Any = None

    @property
    def url(self) -> str:
        """The Bolt address, on loopback."""
        return f"bolt://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Opens the folder, making it if it is not there, and listens.

        Raises:
            StoreInUse: another process has it open.
            StoreUnreachable: the folder cannot be made, read or understood.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "log").mkdir(exist_ok=True)
            self._home = Path(tempfile.mkdtemp(prefix="casegraph-"))
            _write_config(self._home / "config", self.accounts)
        except OSError as error:
            raise StoreUnreachable(
                f"the store {self.folder} cannot be made: {error.strerror or error}",
                hint="choose a folder that you may write to, with --store",
            ) from error
        self.state = fingerprint(self.folder / DATABASE)
        arcadedb = _engine_module(self.folder / "log")
        self._server = arcadedb.create_server(str(self._home), secrets.token_urlsafe(18), self._settings())
        try:
            self._server.start()
            self._database = self._server.create_database(DATABASE)
        except arcadedb.ArcadeDBError as error:
            self.stop()
            raise _open_fault(str(error), self.folder) from error

    def _settings(self) -> dict[str, Any]:
        return {
            "host": LOOPBACK,
            "http_port": free_port(),
            "mode": "development",
            "server_plugins": _BOLT_PLUGIN,
            "bolt_port": self.port,
            "server_databaseDirectory": str(self.folder),
            "server_defaultDatabases": "",
        }

    def sql(self, statement: str) -> None:
        """Runs one statement of the engine's own language, for what its Cypher cannot say; for migrations."""
        self._database.command("sql", statement)

    def rows(self, statement: str) -> Iterator[dict[str, Any]]:
        """The rows of a reading statement of the engine's own language, without the way over Bolt; for all of a large type."""
        yield from self._database.query("sql", statement).iter_dicts()

    def count(self, name: str) -> int:
        """How many records of a type there are; the engine keeps count."""
        return int(self._database.count_type(name))

    def batch(self) -> Any:
        """The engine's bulk path, as a context manager; without a log, so only for a folder that may be thrown away."""
        return self._database.graph_batch(use_wal=False)

    def stop(self) -> None:
        """Lets go of the folder and removes the temporary home."""
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(Exception):  # a server that never started has nothing to stop
                server.stop()
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


def open_embedded(folder: Path) -> BoltStore:
    """A store on a folder, with the engine in this process; the driver is imported while the engine starts."""
    from concurrent.futures import ThreadPoolExecutor

    engine = EmbeddedEngine(folder)
    with ThreadPoolExecutor(1) as pool, _numpy_left_out():
        starting = pool.submit(engine.start)
        from graph.stores.embedded.store import EmbeddedStore

        starting.result()
    return EmbeddedStore(engine)


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


def is_store(folder: Path) -> bool:
    """Whether a folder holds an embedded store."""
    return (folder / DATABASE / "schema.json").is_file()


def fingerprint(folder: Path) -> str:
    """What tells one state of a closed store's files from every other: their names, sizes and times of change.

    "" for a folder that is not there, or whose engine was not closed: what its log holds is not in the files.
    """
    if any(log.stat().st_size for log in folder.glob("*.wal")):
        return ""
    stats = [(file.name, file.stat()) for file in sorted(folder.glob("*.bucket"))]
    lines = "\n".join(f"{name} {found.st_size} {found.st_mtime_ns}" for name, found in stats)
    return hashlib.sha256(lines.encode()).hexdigest() if lines else ""


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _engine_module(log: Path) -> Any:
    """The engine, told before its first call to log into the store's folder and never to the terminal."""
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    import arcadedb

    return arcadedb


def _open_fault(message: str, folder: Path) -> StoreUnreachable:
    if "locked by another process" in message or "LockException" in message:
        return StoreInUse(
            f"another process has the store {folder} open",
            hint=f"run `casegraph serve --store {folder}` once and use the bolt:// address that it prints",
        )
    if "Address already in use" in message or "BindException" in message:
        return StoreUnreachable("the port is taken by another program", hint="choose another with --port")
    return StoreUnreachable(f"the store {folder} cannot be opened: {message}", hint=f"the engine's log is in {folder / 'log'}")


def _write_config(config: Path, accounts: Accounts) -> None:
    """The engine's users and groups, readable by this user alone."""
    config.mkdir(mode=0o700)
    users = [(*accounts.reader, "reader"), (*accounts.writer, "writer")]
    lines = [
        json.dumps({"name": name, "databases": {"*": [group]}, "password": _encoded(password)})
        for name, password, group in [*users, ("root", secrets.token_urlsafe(18), "admin")]
    ]
    (config / "server-users.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    groups = {
        name: {"resultSetLimit": -1, "readTimeout": -1, "access": list(access), "types": {"*": {"access": list(record)}}}
        for name, (access, record) in _GROUPS.items()
    }
    whole = {"databases": {"*": {"groups": groups}}, "version": 2}
    (config / "server-groups.json").write_text(json.dumps(whole), encoding="utf-8")


def _encoded(password: str) -> str:
    """A password as the engine keeps it: `algorithm$rounds$salt$hash`, the salt used as the text that it is."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${_ROUNDS}${salt}${base64.b64encode(digest).decode()}"
