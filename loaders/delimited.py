"""Rows of delimited text: CSV as it comes, in any encoding that can be told or is named, with any usual delimiter."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from loaders import files
from loaders.encodings import HINT, is_wide, named_encoding, told_encoding
from loaders.files import fault
from loaders.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from _typeshed import WriteableBuffer

    from loaders.files import Opened

DELIMITERS = ",;\t|"
HEAD = 2**17
FIELD_LIMIT = 2**20
_FOR_EXCEL = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
"""The line before the headings in which some programs tell Excel the delimiter."""


class Delimited:
    """An open file of delimited text; `encoding` and `delimiter` are what was told or named."""

    def __init__(self, opened: Opened, encoding: str = "auto", delimiter: str = "auto") -> None:
        head = opened.content.peek(HEAD)[:HEAD]
        self.encoding = told_encoding(head, opened.name) if encoding == "auto" else named_encoding(encoding)
        self._opened = opened
        text = codecs.getincrementaldecoder(self.encoding)("replace").decode(head)
        self._for_excel = _FOR_EXCEL.fullmatch(text.split("\n", 1)[0])
        self.delimiter = self._sign(text, delimiter)

    def _sign(self, text: str, delimiter: str) -> str:
        if delimiter != "auto":
            return "\t" if delimiter == "tab" else delimiter
        return self._for_excel[1] if self._for_excel else guess_delimiter(text)

    def rows(self) -> Iterator[Row]:
        """Every row, numbered from 1; a line for Excel is none.

        Raises:
            RecordFaults: text that is not in the encoding, a quotation mark that is never closed.
        """
        csv.field_size_limit(FIELD_LIMIT)
        text = _Text(self._opened, self.encoding)
        lines = iter(text)
        if self._for_excel:
            next(lines, None)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            line = text.line + 1
            cells = _next(reader, line, self._opened.name)
            if cells is None:
                return
            number += 1
            yield Row(number, line, [], cells) if isinstance(cells, str) else Row(number, line, cells)


def guess_delimiter(text: str) -> str:
    """The sign that cuts the first lines into the same number of cells most often; a comma where none does."""
    sample = text.splitlines()[:50]
    if len(sample) > 1:
        sample = sample[:-1] if len(text) >= HEAD else sample
    best = (0.0, ",")
    for sign in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(sample, delimiter=sign) if row)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
        if width > 1:
            best = max(best, (count / max(sum(widths.values()), 1) + width / 1000, sign))
    return best[1]


class _Recoded(io.RawIOBase):
    """The bytes of a text in UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, opened: Opened, encoding: str) -> None:
        self._opened, self._held = opened, b""
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while not self._held:
            block = self._opened.content.read(files.BUFFER)
            try:
                self._held = self._decoder.decode(block, final=not block).encode()
            except (UnicodeDecodeError, UnicodeEncodeError):
                raise fault(f"is not the encoding that it begins with; {HINT}", self._opened.name) from None
            if not block:
                break
        part, self._held = self._held[: len(view)], self._held[len(view) :]
        view[: len(part)] = part
        return len(part)


class _Text:
    """The lines of a file as text, for the CSV reader; `line` is the number of the last one given."""

    def __init__(self, opened: Opened, encoding: str) -> None:
        self._name, self.line = opened.name, 0
        wide = is_wide(encoding)
        self._content: io.BufferedReader[Any] = io.BufferedReader(_Recoded(opened, encoding)) if wide else opened.content
        self._encoding = "utf-8-sig" if wide else encoding
        self._later = "utf-8" if self._encoding == "utf-8-sig" else encoding

    def __iter__(self) -> Iterator[str]:
        while raw := self._content.readline(files.MAX_LINE + 1):
            self.line += 1
            if len(raw) > files.MAX_LINE:
                raise fault(f"the line is longer than {files.MAX_LINE // 2**20} MiB", self._name, self.line)
            try:
                yield raw.decode(self._encoding if self.line == 1 else self._later)
            except UnicodeDecodeError:
                raise fault(f"is not {self._later} text; {HINT}", self._name, self.line) from None


def _next(reader: Iterator[list[str]], begun: int, name: str) -> list[str] | str | None:
    """The next cells, None at the end, or what is wrong with a row after which the file can be read on."""
    try:
        return next(reader, None)
    except csv.Error as error:
        words = str(error)
        if "field limit" in words or "unexpected end" in words:
            raise fault("a quotation mark that is opened there is never closed (or a cell is huge)", name, begun) from None
        return f"is not read as CSV: {words}; a quotation mark inside a quoted cell is written twice"
