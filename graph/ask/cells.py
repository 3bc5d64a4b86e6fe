"""The cells that claims of a table point to, read in the user's own copy of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.files import open_file
from loaders.tables import Reading, open_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.model import Claim, Source

Cells = dict[str, str]
"""The cells of one row by heading, in the order of the table."""
At = tuple[str | None, int | None]
"""A row: the sheet, where the file is a workbook, and its number as a spreadsheet counts it."""


def cells_of(path: Path, source: Source, claims: Iterable[Claim]) -> dict[At, Cells]:
    """The rows of a table that claims point to, read as they were when it was loaded.

    Raises:
        RecordFaults: the file is no table.
        UsageError: it has no such sheet.
    """
    by_sheet: dict[str | None, list[Claim]] = {}
    for claim in claims:
        by_sheet.setdefault(claim.sheet, []).append(claim)
    found: dict[At, Cells] = {}
    for sheet, at in by_sheet.items():
        wanted, columns = {claim.row for claim in at}, {claim.column for claim in at if claim.column}
        opened = open_file(path)
        try:
            table = open_table(opened, Reading(_as_loaded(source, "encoding"), _as_loaded(source, "delimiter"), columns, sheet))
            for row in table.rows:
                if row.number in wanted:
                    found[sheet, row.number] = dict(zip(table.headings, map(str.strip, row.cells), strict=False))
        finally:
            opened.close()
    return found


def _as_loaded(source: Source, what: str) -> str:
    return next(iter(source.extra.get(what, ())), "auto")


def row_faults(path: Path, source: Source, claims: Iterable[Claim]) -> dict[str, str]:
    """What is wrong with the rows and cells that some claims point to, by the claim's id."""
    claims = [claim for claim in claims if claim.row is not None]
    rows, faults = cells_of(path, source, claims), {}
    for claim in claims:
        cells = rows.get((claim.sheet, claim.row))
        if cells is None:
            faults[claim.id] = f"points to row {claim.row}, which the table does not have"
        elif claim.column is not None and not cells.get(claim.column):
            faults[claim.id] = f"points to row {claim.row}, column “{claim.column}”, where there is nothing"
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
