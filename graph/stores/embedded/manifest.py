"""What the files of a closed store are, kept beside them, so that a file that was cut, changed or lost is told at once.

Written when the engine has closed, taken away before anything is changed: where there is none, as after a power cut, the
engine's own log says what is good. Each opening, for reading as well, counts up a number in the schema, which is not compared:
whoever opened it may have been killed. At opening sizes, times and the first bytes are compared, and the whole of a file
only when its time is another, as after copying; `whole` compares every byte.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "manifest.json"
_SCHEMA, _COUNT = "schema.json", "schemaVersion"
_NOT_HELD = (NAME, "statistics.json", "schema.prev.json")
_HEAD, _PART = 4096, 2**20


class _File(BaseModel):
    """One file: bytes, time of change in ns, digests of its first bytes and of all of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    changed: int
    head: str
    whole: str


class Manifest(BaseModel):
    """The files of a closed store, by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: dict[str, _File]

    def faults(self, folder: Path, *, whole: bool = False) -> Iterator[str]:
        """What is not as it was when the store was closed, one sentence each; with `whole` every byte is looked at."""
        for name, kept in self.files.items():
            path = folder / name
            if not path.is_file():
                yield f"{name} is missing"
            elif name == _SCHEMA:
                if _digest_of_schema(path) != kept.whole:
                    yield f"{name} is not what it was"
            elif (size := path.stat().st_size) != kept.size:
                yield f"{name} has {size} bytes instead of {kept.size}"
            elif _is_other(path, kept, whole=whole):
                yield f"{name} is not what it was"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder of files; None where there is none that can be read."""
    try:
        return Manifest.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def write_manifest(folder: Path) -> None:
    """Writes the manifest of a folder's files; what is as it was is not read again."""
    before = read_manifest(folder)
    known = before.files if before else {}
    found = Manifest(
        files={path.name: _described(path, known.get(path.name)) for path in sorted(folder.iterdir()) if _lasts(path)}
    )
    if found != before:  # in one step: on a full disk the one before stays
        part = folder / f"{NAME}.tmp"
        try:
            part.write_text(found.model_dump_json(), encoding="utf-8")
            part.replace(folder / NAME)
        finally:
            part.unlink(missing_ok=True)


def forget_manifest(folder: Path) -> None:
    """Takes the manifest away: the files are about to change."""
    (folder / NAME).unlink(missing_ok=True)


def _lasts(path: Path) -> bool:
    """Whether a file holds the store; a log is empty when the engine has closed, statistics and an earlier schema are spare."""
    return path.is_file() and path.suffix not in (".wal", ".lck", ".tmp") and path.name not in _NOT_HELD


def _described(path: Path, known: _File | None) -> _File:
    stat = path.stat()
    if known and (known.size, known.changed) == (stat.st_size, stat.st_mtime_ns):
        return known
    whole = _digest_of_schema(path) if path.name == _SCHEMA else _digest(path)
    return _File(size=stat.st_size, changed=stat.st_mtime_ns, head=_digest(path, _HEAD), whole=whole)


def _digest_of_schema(path: Path) -> str:
    """The digest of what a schema says, without the count of its openings; of its bytes where it cannot be read."""
    content = path.read_bytes()
    with suppress(ValueError, AttributeError):
        schema = json.loads(content)
        schema.pop(_COUNT, None)
        content = json.dumps(schema, sort_keys=True).encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _is_other(path: Path, kept: _File, *, whole: bool) -> bool:
    """Whether a file of the right size has other bytes, as far as is looked."""
    if _digest(path, _HEAD) != kept.head:
        return True
    return (whole or path.stat().st_mtime_ns != kept.changed) and _digest(path) != kept.whole


def _digest(path: Path, most: int | None = None) -> str:
    found = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        if most is not None:
            found.update(file.read(most))
        else:
            while part := file.read(_PART):
                found.update(part)
    return found.hexdigest()
