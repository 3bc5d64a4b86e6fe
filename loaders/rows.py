"""One row of a table, whatever the table is written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the spreadsheet, its first line in the file, its cells; `fault` where it does not fit."""

    number: int
    line: int
    cells: list[str]
    fault: str = ""

    def blank(self) -> bool:
        """Whether it says nothing."""
        return not self.fault and not any(cell.strip() for cell in self.cells)
