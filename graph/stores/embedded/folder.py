"""The folder of an embedded store: whether there is one, which state its files are in, and how a whole one takes its place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores.embedded.manifest import NAME as MANIFEST
from graph.stores.embedded.manifest import read_manifest
from graph.stores.errors import damaged, gone

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE = "graph"
_SCHEMA, _SCHEMA_BEFORE = "schema.json", "schema.prev.json"


def is_store(folder: Path) -> bool:
    """Whether a folder holds an embedded store, whole or damaged."""
    files = folder / DATABASE
    return any((files / name).is_file() for name in (_SCHEMA, MANIFEST)) or any(files.glob("*.bucket"))


def check_whole(folder: Path, *, every_byte: bool = False) -> None:
    """Looks whether the files of a store are what they were when it was closed.

    Raises:
        StoreDamaged: some are lost or others.
    """
    files = folder / DATABASE
    if is_store(folder) and not (files / _SCHEMA).is_file():
        raise damaged(folder, [f"{_SCHEMA} is missing"])
    if any(log.stat().st_size for log in files.glob("*.wal")):
        return  # it was not closed: the engine makes good what its log holds
    manifest = read_manifest(files)
    if manifest and (faults := list(manifest.faults(files, whole=every_byte))):
        raise damaged(folder, faults)


def fingerprint(folder: Path) -> str:
    """What tells one state of a closed store's files from every other: their names, sizes and times of change.

    "" for a folder that is not there, or whose engine was not closed: what its log holds is not in the files.
    """
    if any(log.stat().st_size for log in folder.glob("*.wal")):
        return ""
    stats = [(file.name, file.stat()) for file in sorted(folder.glob("*.bucket"))]
    lines = "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return hashlib.sha256(lines.encode()).hexdigest() if lines else ""


def shut_out(folder: Path) -> Path | None:
    """What of an embedded store this user may not write to, if anything: the engine locks and mends all that it opens."""
    places = (folder, folder / DATABASE, *(folder / DATABASE).glob("*"))
    return next((place for place in places if place.exists() and not os.access(place, os.W_OK)), None)


def identity(folder: Path) -> tuple[int, int] | None:
    """What tells the files of a store from others that took their place later; None where there are none."""
    try:
        (folder / DATABASE / _SCHEMA).stat()
        there = (folder / DATABASE).stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def unmake(folder: Path, *, made: bool) -> None:
    """Takes away a store that came to nothing; the folder with it, if it was made for the store, and else what it put there."""
    for part in (folder / DATABASE, folder / "log"):
        shutil.rmtree(part, ignore_errors=True)
    (folder / ".instance.id").unlink(missing_ok=True)
    if made:
        shutil.rmtree(folder, ignore_errors=True)


def keep_private(folder: Path) -> None:
    """Takes from others what they may do in a store's folder of one's own, such as one of an earlier version."""
    with suppress(OSError):
        found = folder.stat()
        if os.name == "posix" and found.st_uid == os.getuid() and found.st_mode & 0o077:
            folder.chmod(0o700)


@contextmanager
def readable_copy(folder: Path) -> Iterator[Path]:
    """A copy of a store for the time of use, with the schema before the last where the last is lost, and no manifest."""
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.copy-", dir=folder.parent) as name:
        copy = Path(name) / "store"
        shutil.copytree(folder / DATABASE, copy / DATABASE)
        files = copy / DATABASE
        (files / MANIFEST).unlink(missing_ok=True)
        try:
            json.loads((files / _SCHEMA).read_bytes())
        except (OSError, ValueError):
            if (files / _SCHEMA_BEFORE).is_file():
                shutil.copyfile(files / _SCHEMA_BEFORE, files / _SCHEMA)
        yield copy


@contextmanager
def building(folder: Path, keep: Path | None = None) -> Iterator[Path]:
    """A new folder for a store that takes the place of the one in `folder` when all went well, and is removed otherwise.

    `keep` is where the files go that were there.

    Killed at any moment it leaves the store, or none, as it was, and a folder `.NAME.bulk-…` that the next one removes.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    built = Path(tempfile.mkdtemp(prefix=f".{folder.name}.bulk-{os.getpid()}-", dir=folder.parent))
    try:
        yield built
        _put_in_place(built, folder, keep or built / "aside")
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Removes what was being built by processes that are no longer there."""
    import psutil

    for left in folder.parent.glob(f".{folder.name}.bulk-*"):
        pid = left.name.rsplit("-", 2)[1]
        if not (pid.isdigit() and psutil.pid_exists(int(pid))):
            shutil.rmtree(left, ignore_errors=True)


def _put_in_place(built: Path, folder: Path, aside: Path) -> None:
    if hasattr(os, "sync"):  # Windows has none
        os.sync()
    if not is_store(built):
        raise gone(built)
    folder.mkdir(mode=0o700, exist_ok=True)
    if (folder / DATABASE).exists():
        (folder / DATABASE).rename(aside)
    (built / DATABASE).rename(folder / DATABASE)
