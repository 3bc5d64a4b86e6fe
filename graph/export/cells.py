"""Cells of a CSV file that a spreadsheet shows instead of running, and the way back from them.

A cell that begins with one of `= + - @`, their full-width forms, a tab, a line end or an apostrophe, and is no number, gets
an apostrophe in front. The way back: take one apostrophe from the front of every cell that begins with one. A list is one
cell: its items are joined by `; `, and a semicolon or backslash in an item has a backslash in front.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "'")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_ITEM = re.compile(r"(?:[^\\;]|\\.)+|;", re.DOTALL)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV with harmless cells; a cell with any line end in it stands in quotation marks."""
    lines = []
    for row in rows:
        buffer = io.StringIO()
        # the writer quotes what has a sign of its own line end in it: a lone carriage return would begin a row in Excel
        csv.writer(buffer, lineterminator="\r\n").writerow([harmless(text) for text in row])
        lines.append(buffer.getvalue().removesuffix("\r\n") + "\n")
    return "".join(lines)


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS) and not _NUMBER.fullmatch(text) else text


def bare(cell: str) -> str:
    """The text that `harmless` made a cell of."""
    return cell.removeprefix("'")


def listed(items: list[str]) -> str:
    """Some texts as one."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", item) for item in items)


def unlisted(text: str) -> list[str]:
    """The texts that `listed` made one of; none of them is empty or begins with a blank."""
    return [re.sub(r"\\(.)", r"\1", part.removeprefix(" "), flags=re.DOTALL) for part in _ITEM.findall(text) if part != ";"]


def cell(value: Any) -> str:
    """A value as text: nothing for None, true and false, lists by `; `, mappings as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return listed(list(value))
    if isinstance(value, dict | list | tuple):
        from graph.export.formats.json import compact

        return compact(value)
    return str(value)
