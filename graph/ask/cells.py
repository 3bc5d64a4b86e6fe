"""The cells that claims of a table point to, read in the user's own copy of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.files import open_file
from loaders.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.model import Claim

Cells = dict[str, str]
"""The cells of one row by heading, in the order of the table."""


def rows_of(path: Path, numbers: Iterable[int]) -> Iterator[tuple[int, Cells]]:
    """Some rows of a table with their numbers, as a spreadsheet counts them (the heading is row 1).

    Raises:
        RecordFaults: the file is no table.
    """
    wanted = set(numbers)
    opened = open_file(path)
    try:
        table = open_table(opened)
        for row in table.rows:
            if row.number in wanted:
                yield row.number, dict(zip(table.headings, map(str.strip, row.cells), strict=False))
    finally:
        opened.close()


def row_faults(path: Path, claims: Iterable[Claim]) -> dict[str, str]:
    """What is wrong with the rows and cells that some claims point to, by the claim's id."""
    by_row: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.row is not None:
            by_row.setdefault(claim.row, []).append(claim)
    faults = {claim.id: f"points to row {row}, which the table does not have" for row, at in by_row.items() for claim in at}
    for number, cells in rows_of(path, by_row):
        for claim in by_row[number]:
            if claim.column is not None and not cells.get(claim.column):
                faults[claim.id] = f"points to row {number}, column “{claim.column}”, where there is nothing"
            else:
                del faults[claim.id]
    return faults


def words_at(claim: Claim, cells: Cells) -> tuple[str, str, str]:
    """What stands before the cell of a claim, in it and after it in its row; the whole row where it names no column."""
    column = claim.column or ""
    if column not in cells:
        return "", " · ".join(filter(None, cells.values())), ""
    at = list(cells).index(column)
    texts = list(cells.values())
    before, after = (" · ".join(filter(None, part)) for part in (texts[:at], texts[at + 1 :]))
    return f"{before} · " if before else "", cells[column], f" · {after}" if after else ""
