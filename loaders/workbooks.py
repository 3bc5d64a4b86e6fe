"""Workbooks of Excel and OpenDocument: each sheet as rows of text, dates as dates, formulas as their values.

A cell that is merged downwards says the same in each of its rows. What is read is what the file holds, so a formula that no
program has worked out yet is empty.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.text import did_you_mean
from loaders.files import FREE, MAX_RATIO, fault, workbook_unread
from loaders.rows import Row

if TYPE_CHECKING:
    from loaders.files import Opened


def sheets_of(opened: Opened, wanted: str | None = None) -> list[tuple[str, list[Row]]]:
    """The sheets of a workbook that hold anything, with their rows; only the one that is wanted.

    Raises:
        UsageError: there is no such sheet, or it cannot be read.
        RecordFaults: it unpacks to far more than its size, or holds nothing.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    book = _book(opened)
    about = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    names = _wanted([one.name for one in about if one.visible == SheetVisibleEnum.Visible or one.name == wanted], wanted, opened)
    try:
        found = [(name, _rows(book.get_sheet_by_name(name))) for name in names]
    except Exception as error:  # the library has an error for each format
        raise workbook_unread(opened.name, str(error)) from error
    filled = [(name, rows) for name, rows in found if any(not row.blank() for row in rows)]
    if not filled:
        raise fault("holds no table: every sheet is empty", opened.name)
    return filled


def check_workbook(opened: Opened) -> None:
    """Looks whether a workbook can be opened, without reading its sheets. Raises what `sheets_of` does."""
    _book(opened)


def _book(opened: Opened) -> Any:
    from python_calamine import CalamineWorkbook

    content = opened.content.read()
    _is_no_bomb(content, opened.name)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except Exception as error:  # the library has an error for each format
        raise workbook_unread(opened.name, str(error)) from error


def _wanted(names: list[str], wanted: str | None, opened: Opened) -> list[str]:
    if wanted is None:
        return names
    if wanted not in names:
        raise UsageError(f"{opened.name} has no sheet “{wanted}”", hint=did_you_mean(wanted, names, f"it has {', '.join(names)}"))
    return [wanted]


def _rows(sheet: Any) -> list[Row]:
    """The rows of a sheet from its first, all as wide as the widest."""
    cells = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for at in range(top + 1, min(bottom + 1, len(cells))):
            cells[at][left] = cells[top][left]
    width = max((at for row in cells for at, cell in enumerate(row, 1) if cell.strip()), default=0)
    return [Row(number, number, (row + [""] * width)[:width]) for number, row in enumerate(cells, 1)]


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601, the time of day only where there is one."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)


def _is_no_bomb(content: bytes, name: str) -> None:
    """Looks how much a workbook would unpack to.

    Raises:
        RecordFaults: far more than its size.
    """
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise workbook_unread(name, str(error)) from error
    if size > FREE and size > MAX_RATIO * len(content):
        raise fault(f"unpacks to more than {MAX_RATIO} times its size, as a decompression bomb does", name)
