"""Which stream loader reads a file, and under which name its data set goes."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.model import Source
from loaders import csv_file, ftm, statements
from loaders.ftm_values import dataset_source
from loaders.reading import GZIP, STDIN, ZSTD, open_file
from loaders.stream import Stream, StreamInfo, StreamOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.reading import Opened

HEAD = 2**13
PACKED = (".gz", ".zst", ".zstd")
TABLES = (".csv", ".tsv")
_DATASET = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
OPENERS: dict[str, Callable[[Opened, StreamInfo, StreamOptions], Stream]] = {
    "ftm": ftm.open_ftm,
    "csv": csv_file.open_csv,
    "statements": statements.open_statements,
    "ids": ftm.open_ids,
}


def streams(path: Path) -> bool:
    """Whether a stream loader reads this file, by its ending; for `-`, by the first bytes of stdin."""
    if str(path) == "-":
        return _stdin_head().lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", GZIP[:1], ZSTD[:1])
    return _suffix(path) in (*ftm.SUFFIXES, *TABLES)


def _stdin_head() -> bytes:
    """The first bytes of stdin, which stay there to be read."""
    stdin = sys.stdin.buffer
    if hasattr(stdin, "peek"):
        return bytes(stdin.peek(16)[:16])
    if not stdin.seekable():
        return b""
    at = stdin.tell()
    head = stdin.read(16)
    stdin.seek(at)
    return head


def _suffix(path: Path) -> str:
    name = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return name.suffix.lower()


def open_stream(path: Path, options: StreamOptions | None = None) -> Stream:
    """The records of a large file, as a stream; close it, or use it in `with`.

    Raises:
        UsageError: the file is not there, no file, or of no format that is known; a library is not installed.
        RecordFaults: the file cannot be read, or its mapping cannot.
    """
    options = options or StreamOptions()
    name = options.format or _format(path, options)
    if name not in OPENERS:
        raise UsageError(f"no such format: {name}", hint=f"formats: {', '.join(OPENERS)}")
    opened = open_file(path)
    try:
        if name == ftm.FORMAT and statements.told_by(opened.content.peek(HEAD)[:HEAD]):
            name = statements.FORMAT
        return OPENERS[name](opened, _info(opened, path, name, options), options)
    except BaseException:
        opened.close()
        raise


def _format(path: Path, options: StreamOptions) -> str:
    if options.mapping is not None:
        return csv_file.FORMAT
    if str(path) == "-":
        return ftm.FORMAT
    suffix = _suffix(path)
    if suffix in ftm.SUFFIXES:
        return ftm.FORMAT
    if suffix in TABLES:
        return statements.FORMAT
    known = ", ".join((*ftm.SUFFIXES, *TABLES))
    raise UsageError(f"no loader knows {path.name}", hint=f"known endings: {known}, each also with {' or '.join(PACKED)}")


def _info(opened: Opened, path: Path, name: str, options: StreamOptions) -> StreamInfo:
    dataset = options.dataset or _named(path)
    return StreamInfo(opened.name, name, dataset, named_source(dataset, options.title), opened.size)


def named_source(dataset: str, title: str | None = None) -> Source:
    """The source that stands for a data set.

    Raises:
        UsageError: the name is none.
    """
    if not _DATASET.fullmatch(dataset):
        raise UsageError(
            f"“{dataset}” is no name of a data set",
            hint="lower-case letters, digits, dots, - and _, such as --dataset us_ofac_sdn",
        )
    return Source(id=dataset_source(dataset), title=title or dataset, datasets=(dataset,))


def _named(path: Path) -> str:
    """A data set's name from the file's: `Entities.ftm.json.gz` is `entities`."""
    if str(path) == "-":
        return STDIN.strip("<>")
    stem = path.name.split(".")[0].lower() or "data"
    return re.sub(r"[^a-z0-9._-]+", "-", stem).strip("-._")[:100] or "data"
