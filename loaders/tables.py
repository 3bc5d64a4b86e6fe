"""Tables, whether delimited text or a sheet of a workbook: their headings, wherever they stand, and the rows below.

Rows are numbered as a spreadsheet shows them, from 1 at the top; lines are those of the file, since a quoted cell may hold
line ends. What stands above the headings, such as a title, is no row of the table.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from loaders.delimited import Delimited
from loaders.encodings import UTF8
from loaders.files import fault
from loaders.rows import Row
from loaders.workbooks import sheets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from loaders.files import Opened

ABOVE = 50
"""Rows among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: encoding and delimiter of a text, "auto" to be told from it; the sheet of a workbook.

    `columns` are headings that it must have: the first row that has them all is that of the headings, else the first,
    unless `heading_row` says which.
    """

    encoding: str = "auto"
    delimiter: str = "auto"
    columns: Collection[str] = ()
    sheet: str | None = None
    heading_row: int | None = None


@dataclass(slots=True)
class Table:
    """An open table: how it is written, its headings and their row, and the rows below, to be iterated once."""

    encoding: str
    delimiter: str
    headings: list[str]
    rows: Iterator[Row] = field(repr=False)
    sheet: str = ""
    heading_row: int = 1
    other_sheets: tuple[str, ...] = ()


def open_table(opened: Opened, how: Reading | None = None, choose: Callable[[Sequence[Row]], Row | None] | None = None) -> Table:
    """The table in an open file; of a workbook the sheet that is asked for, or the first with the columns.

    `choose` finds the row of the headings among the first rows, in the place of looking for the columns.

    Raises:
        UsageError: an encoding or sheet that there is not.
        RecordFaults: no table, headings that stand twice, text that is not in the encoding.
    """
    how = how or Reading()
    choose = choose or (lambda rows: _wanted(rows, how))
    if opened.workbook:
        return _first_fitting([_sheet(opened, name, rows, choose) for name, rows in sheets_of(opened, how.sheet)], how.columns)
    text = Delimited(opened, how.encoding, how.delimiter)
    return _headed(Table(text.encoding, text.delimiter, [], text.rows()), opened.name, choose)


def open_sheets(opened: Opened, how: Reading) -> list[Table]:
    """Every table of a workbook that has the columns; the one of delimited text. Raises what `open_table` does."""
    if not opened.workbook:
        return [open_table(opened, how)]
    found = [_sheet(opened, name, rows, lambda rows: _wanted(rows, how)) for name, rows in sheets_of(opened, how.sheet)]
    return [table for table in found if set(how.columns) <= set(table.headings)] or found[:1]


def _first_fitting(found: list[Table], columns: Collection[str]) -> Table:
    first = next((table for table in found if set(columns) <= set(table.headings)), found[0])
    return replace(first, other_sheets=tuple(table.sheet for table in found if table is not first))


def _sheet(opened: Opened, name: str, rows: list[Row], choose: Callable[[Sequence[Row]], Row | None]) -> Table:
    return _headed(Table(UTF8, "", [], iter(rows), name), opened.name, choose)


def _wanted(rows: Sequence[Row], how: Reading) -> Row | None:
    """The row that is named, or the first of some that has a heading for each column, each once."""
    if how.heading_row is not None:
        return next((row for row in rows if row.number == how.heading_row), None)
    wanted = set(how.columns)
    fitting = (row for row in rows if wanted and wanted <= set(named := _named(row.cells)) and len(set(named)) == len(named))
    return next(fitting, None)


def _headed(table: Table, name: str, choose: Callable[[Sequence[Row]], Row | None]) -> Table:
    """The table with its headings found."""
    first = list(islice(table.rows, ABOVE))
    filled = [row for row in first if not row.blank()]
    if not filled:
        raise fault("holds no table: there is no row of headings", f"{name}, sheet {table.sheet}" if table.sheet else name,
                    first[-1].line if first else 0)  # fmt: skip
    heading = choose([row for row in filled if not row.fault]) or filled[0]
    if heading.fault:
        raise fault(heading.fault, name, heading.line)
    below = (row for row in chain((row for row in first if row.number > heading.number), table.rows) if not row.blank())
    headings = _headings(heading.cells, name, heading.line)
    return replace(table, headings=headings, rows=_fitted(below, len(headings)), heading_row=heading.number)


def _named(cells: list[str]) -> list[str]:
    return [" ".join(cell.split()) if "\n" in cell else cell.strip() or f"column {at}" for at, cell in enumerate(cells, 1)]


def _headings(cells: list[str], name: str, line: int) -> list[str]:
    found = _named(cells)
    twice = [heading for heading, count in Counter(found).items() if count > 1]
    if twice:
        raise fault(f"the heading “{twice[0][:80]}” stands twice; give each column its own", name, line)
    return found


def _fitted(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """Rows of as many cells as there are headings; blank cells beyond are left out."""
    for row in rows:
        cells = row.cells
        if len(cells) == width or row.fault:
            yield row
        elif not any(cell.strip() for cell in cells[width:]) and len(cells) > width:
            yield replace(row, cells=cells[:width])
        else:
            yield replace(row, fault=f"has {len(cells)} cells where the heading has {width}")
