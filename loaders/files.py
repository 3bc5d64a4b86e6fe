"""Large files as lines or text: plain, gzip, zstd or stdin, in bounded memory whatever lies in them.

A line longer than `MAX_LINE` is given as too long and never held whole; a file that unpacks to far more than it should
is refused as a decompression bomb; folders, sockets, devices and archives are refused by name.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import stat
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.errors import Fault, RecordFaults, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

MAX_LINE = 16 * 2**20
MAX_RATIO = 250
FREE = 64 * 2**20  # what a file may unpack to whatever its ratio
BUFFER = 2**18
STDIN = "<stdin>"
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_REFUSED = {
    b"PK\x03\x04": "a zip archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ\x00": "an xz file",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite format 3": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"%PDF": "a PDF",
}


class TooLong:
    """What stands for a line beyond `MAX_LINE`."""


TOO_LONG = TooLong()


class _Counted(io.RawIOBase):
    """The bytes of a file as it lies on disk, counted."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner, self.count = inner, 0

    def close(self) -> None:
        if not self.closed and self._inner is not sys.stdin.buffer:
            self._inner.close()
        super().close()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._inner.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """What a compressed file holds, as long as it is not suspiciously much more than the file."""

    def __init__(self, inner: Any, packed: _Counted, name: str) -> None:
        self._inner, self._packed, self._name, self._given = inner, packed, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._inner.read(len(view))
        except EOFError:
            raise fault("the compressed file is cut off; fetch it again", self._name) from None
        except Exception as error:
            if not isinstance(error, (OSError, zlib.error)) and type(error).__name__ != "ZstdError":
                raise
            raise fault(f"cannot be unpacked: {error}", self._name) from None
        view[: len(data)] = data
        self._given += len(data)
        if self._given > FREE and self._given > MAX_RATIO * self._packed.count:
            message = f"unpacks to more than {MAX_RATIO} times its size, as a decompression bomb does"
            raise fault(message, self._name)
        return len(data)


@dataclass(slots=True)
class Opened:
    """A file that is open for reading: its bytes unpacked, its size on disk (None for a pipe), how much of it was read.

    The bytes of a workbook are as they are.
    """

    name: str
    content: io.BufferedReader[Any]
    size: int | None
    _packed: _Counted
    workbook: bool = False

    def offset(self) -> int:
        """Bytes of the file as it lies on disk that were read so far, those in the buffer included."""
        return self._packed.count

    def close(self) -> None:
        """Closes the file; stdin stays open."""
        self.content.close()
        self._packed.close()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a source says of a file: its name, the SHA-256 of its bytes, its length in code points of UTF-8."""

    document: str
    sha256: str
    length: int


def fingerprint(opened: Opened) -> Fingerprint:
    """That of an open file, which is read anew for it; not of a pipe."""
    path = Path(opened.name)
    digest, text, length = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")("replace"), 0
    with path.open("rb") as content:
        while block := content.read(BUFFER):
            digest.update(block)
            length += len(text.decode(block))
    return Fingerprint(path.name, digest.hexdigest(), length + len(text.decode(b"", final=True)))


def fault(message: str, file: str, line: int = 0) -> RecordFaults:
    """A fault of the whole file, to be raised."""
    return RecordFaults([Fault(message, file, line)], hint="the file cannot be read on from there")


def open_file(path: Path) -> Opened:
    """A file, or stdin for `-`, unpacked while it is read.

    Raises:
        UsageError: not there, a folder, a socket or a device.
        RecordFaults: not readable, or an archive or other file that no loader reads.
    """
    name, raw, size = _raw(path)
    packed = _Counted(raw)
    peeked = io.BufferedReader(packed, BUFFER)
    head = peeked.peek(16)[:16]
    try:
        workbook = _is_workbook(path, peeked.peek())
        if not workbook:
            _refuse(name, head)
    except BaseException:
        peeked.close()
        raise
    content: io.BufferedReader[Any] = peeked
    if head.startswith(GZIP):
        content = io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=peeked), packed, name), BUFFER)
    elif head.startswith(ZSTD):
        content = io.BufferedReader(_Unpacked(_zstd().ZstdFile(peeked), packed, name), BUFFER)
    return Opened(name, content, size, packed, workbook)


def _is_workbook(path: Path, head: bytes) -> bool:
    named = path.suffix.lower() in WORKBOOKS
    if head.startswith(b"PK\x03\x04"):
        return named or b"xl/" in head or b"opendocument.spreadsheet" in head
    return named and head.startswith(b"\xd0\xcf\x11\xe0")


def _refuse(name: str, head: bytes) -> None:
    """Looks by its first bytes whether a file is one that no loader reads.

    Raises:
        RecordFaults: it is an archive, or binary.
    """
    for magic, what in _REFUSED.items():
        if head.startswith(magic):
            raise fault(f"is {what}; unpack or save it as plain text first", name)


def workbook_unread(name: str, why: str) -> UsageError:
    """What to say of a workbook that cannot be read, or not here."""
    hint = "save the sheet as “CSV (UTF-8)”, then: casegraph map FILE.csv -o FILE.yml, casegraph load FILE.csv --mapping FILE.yml"
    whose = "a workbook of OpenDocument" if name.lower().endswith(".ods") else "an Excel workbook"
    return UsageError(f"{Path(name).name} is {whose} and cannot be read here: {why}", hint=hint)


def _raw(path: Path) -> tuple[str, BinaryIO, int | None]:
    if str(path) == "-":
        return STDIN, sys.stdin.buffer, None
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UsageError(f"{path} is a folder", hint="name the files in it")
        if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
            raise UsageError(f"{path} is no file but a socket or device", hint="name a file, or - for stdin")
        return str(path), path.open("rb", buffering=0), path.stat().st_size if stat.S_ISREG(mode) else None
    except FileNotFoundError:
        raise UsageError(f"{path} is not there", hint="check the name") from None
    except (OSError, ValueError) as error:
        raise fault(f"cannot be read: {getattr(error, 'strerror', None) or error}", str(path)) from None


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise UsageError(
            "a zstd file needs a library that is not installed", hint="pip install 'casegraph[ftm]', or unpack it with zstd -d"
        ) from None
    return zstd


def lines(opened: Opened) -> Iterator[tuple[int, bytes | TooLong]]:
    """Every line with its number, without its end; blank ones are left out. A byte order mark at the beginning is taken off.

    Raises:
        UsageError: a workbook.
        RecordFaults: UTF-16.
    """
    content, number = opened.content, 0
    if opened.workbook:
        raise workbook_unread(opened.name, "it holds tables, no lines")
    if content.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise fault("is UTF-16 text; save it as UTF-8", opened.name)
    while line := content.readline(MAX_LINE + 1):
        number += 1
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while (rest := content.readline(BUFFER)) and not rest.endswith(b"\n"):
                pass
            yield number, TOO_LONG
            continue
        if line := line.strip():
            yield number, line
