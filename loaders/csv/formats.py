"""In which formats the dates of a column are written: the fewest that read most of its cells."""

from __future__ import annotations

from typing import NamedTuple

from loaders.csv.rows import in_formats, read_date

MOST = 3
FORMATS = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%Y%m%d", "%d.%m.%y", "%m.%Y", "%m/%Y", "%d %B %Y", "%B %d, %Y",
    "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y", "%b %d, %Y", "%Y.%m.%d", "%d/%m/%y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M",
)  # fmt: skip


class Found(NamedTuple):
    """The formats, the cells that none of them reads, and whether day or month may come first."""

    formats: list[str]
    left: list[str]
    either: bool = False


def formats_of(cells: list[str]) -> Found:
    """The formats of some cells beside EDTF, which needs none."""
    formats: list[str] = []
    left = [cell for cell in dict.fromkeys(cells) if read_date(cell, ()) is None]
    either = False
    while left and len(formats) < MOST:
        scored = {one: sum(in_formats(cell, (one,)) is not None for cell in left) for one in FORMATS}
        best = max(FORMATS, key=lambda one: scored[one])
        if not scored[best]:
            break
        either = either or (best == "%d/%m/%Y" and scored["%m/%d/%Y"] == scored[best])
        formats.append(best)
        left = [cell for cell in left if in_formats(cell, (best,)) is None]
    return Found(formats, left, either)
