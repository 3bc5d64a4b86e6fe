"""CSV as it comes: with or without a byte order mark, in UTF-8 or an old Cyrillic code page, with any usual delimiter.

Rows are numbered as a spreadsheet shows them (the heading is row 1); lines are those of the file, since a quoted cell
may hold line ends.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import UsageError
from loaders import files
from loaders.files import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.files import Opened

DELIMITERS = ",;\t|"
HEAD = 2**17
FIELD_LIMIT = 2**20
_RUNS = re.compile(rb"[\xc0-\xff]{3,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the spreadsheet, its first line in the file, its cells; `fault` where it does not fit."""

    number: int
    line: int
    cells: list[str]
    fault: str = ""


@dataclass(slots=True)
class Table:
    """An open CSV file: how it is written, its headings, and its rows, to be iterated once."""

    encoding: str
    delimiter: str
    headings: list[str]
    rows: Iterator[Row] = field(repr=False)


def open_table(opened: Opened, encoding: str = "auto", delimiter: str = "auto") -> Table:
    """The table in an open file.

    Raises:
        UsageError: an encoding that there is not.
        RecordFaults: no table, headings that stand twice, text that is not in the encoding.
    """
    head = opened.content.peek(HEAD)[:HEAD]
    encoding = guess_encoding(head, opened.name) if encoding == "auto" else _codec(encoding)
    if delimiter == "auto":
        delimiter = guess_delimiter(head.decode(encoding, "replace"))
    elif delimiter == "tab":
        delimiter = "\t"
    csv.field_size_limit(FIELD_LIMIT)
    text = _Text(opened, encoding)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    first = _next(reader, text, opened.name)
    while isinstance(first, list) and not any(cell.strip() for cell in first):
        first = _next(reader, text, opened.name)
    if not isinstance(first, list):
        raise fault(first or "holds no table: there is no row of headings", opened.name, text.line)
    headings = _headings(first, opened.name, text.line)
    return Table(encoding, delimiter, headings, _rows(reader, text, headings, opened.name))


def guess_encoding(head: bytes, name: str) -> str:
    """UTF-8 wherever it can be; else the Cyrillic code page whose letters make words, else that of Western Europe."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        runs = b"".join(_RUNS.findall(head))
        if not runs:
            return "cp1252" if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", head) else _odd(name)
        lower = sum(byte >= 0xE0 for byte in runs)  # noqa: PLR2004  small letters in cp1251, capitals in koi8-r
        return "cp1251" if lower * 2 >= len(runs) else "koi8-r"
    return "utf-8-sig"


def _odd(name: str) -> str:
    raise fault("is not UTF-8 text, nor in a code page that can be told; name its encoding in the mapping", name)


def _codec(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)
    except (LookupError, ValueError, UnicodeError, TypeError):
        raise UsageError(f"there is no encoding {encoding}", hint="for example utf-8, cp1251, koi8-r, cp1252") from None
    if "a\n".encode(name) != b"a\n" and name != "utf-8-sig":
        raise UsageError(f"{encoding} is not read", hint="save the file as UTF-8")
    return "utf-8-sig" if name == "utf-8" else name


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
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        if width > 1:
            best = max(best, (count / max(sum(widths.values()), 1) + width / 1000, sign))
    return best[1]


class _Text:
    """The lines of a file as text, for the CSV reader; `line` is the number of the last one given."""

    def __init__(self, opened: Opened, encoding: str) -> None:
        self._opened, self.line = opened, 0
        self._encoding, self._later = encoding, "utf-8" if encoding == "utf-8-sig" else encoding

    def __iter__(self) -> Iterator[str]:
        while raw := self._opened.content.readline(files.MAX_LINE + 1):
            self.line += 1
            if len(raw) > files.MAX_LINE:
                raise fault(f"the line is longer than {files.MAX_LINE // 2**20} MiB", self._opened.name, self.line)
            try:
                yield raw.decode(self._encoding if self.line == 1 else self._later)
            except UnicodeDecodeError:
                message = f"is not {self._later} text; name the file's encoding in the mapping, or save it as UTF-8"
                raise fault(message, self._opened.name, self.line) from None


def _next(reader: Iterator[list[str]], text: _Text, name: str) -> list[str] | str | None:
    """The next cells, None at the end, or what is wrong with a row after which the file can be read on."""
    begun = text.line + 1
    try:
        return next(reader, None)
    except csv.Error as error:
        words = str(error)
        if "field limit" in words or "unexpected end" in words:
            raise fault("a quotation mark that is opened there is never closed (or a cell is huge)", name, begun) from None
        return f"is not read as CSV: {words}; a quotation mark inside a quoted cell is written twice"


def _headings(cells: list[str], name: str, line: int) -> list[str]:
    found = [cell.strip() or f"column {at}" for at, cell in enumerate(cells, 1)]
    twice = [heading for heading, count in Counter(found).items() if count > 1]
    if twice:
        raise fault(f"the heading “{twice[0][:80]}” stands twice; give each column its own", name, line)
    return found


def _rows(reader: Iterator[list[str]], text: _Text, headings: list[str], name: str) -> Iterator[Row]:
    number, width = 1, len(headings)
    while True:
        line = text.line + 1
        cells = _next(reader, text, name)
        if cells is None:
            return
        number += 1
        if isinstance(cells, str):
            yield Row(number, line, [], cells)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        message = "" if len(cells) == width else f"has {len(cells)} cells where the heading has {width}"
        yield Row(number, line, cells, message)
