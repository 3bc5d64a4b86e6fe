"""Writing a file whole or not at all: a draft beside it takes its name once everything is in it."""

from __future__ import annotations

import errno
import io
import os
import secrets
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import FileIO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a .zip can hold: the same content gives the same bytes


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes bytes, or text as UTF-8; raises OSError when the folder cannot be written to, and leaves what was there.

    A link stays, and what it leads to is written. A device or a pipe is written into, and stays what it is.
    """
    written = content.encode() if isinstance(content, str) else content
    if _is_written_into(path):
        with path.open("wb", buffering=0) as file:
            _write_all(file, written)
        return
    place = Path(os.path.realpath(path))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    draft = place.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(written)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _is_written_into(path: Path) -> bool:
    """Whether a path leads to what is no regular file, or to one that the system only lends a name, such as /dev/stdout."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or path.absolute().parts[1:2] in (("dev",), ("proc",))


def _write_all(file: FileIO, content: bytes) -> None:
    """Writes everything, however little a pipe takes at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def write_content(path: Path, content: str | bytes | Mapping[str, str]) -> None:
    """Writes a file, or files by name into a folder, made if need be, or into one .zip; each whole. Raises OSError."""
    if isinstance(content, str | bytes):
        write_whole(path, content)
    elif path.suffix.lower() == ".zip":
        write_whole(path, _zip(content))
    else:
        path.mkdir(parents=False, exist_ok=True)
        for name, text in content.items():
            write_whole(path / name, text)


def _zip(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
