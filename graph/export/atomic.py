"""Writing a file whole or not at all: a draft beside it takes its name once everything is in it."""

from __future__ import annotations

import io
import secrets
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a .zip can hold: the same content gives the same bytes


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes bytes, or text as UTF-8; raises OSError when the folder cannot be written to, and leaves what was there."""
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


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
