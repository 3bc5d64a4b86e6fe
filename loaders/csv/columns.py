"""The columns of a table as `map` sees them: what each is by its heading, what by its cells, and what was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.csv.formats import FORMATS, formats_of
from loaders.csv.headings import role_of
from loaders.csv.looks import look
from loaders.csv.rows import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.csv.looks import Look
    from loaders.rows import Row

SAMPLE = 500
EACH = 100
FURTHER = 50_000
SPLITS = (";", "|", " / ", ",")
NOTHING = ("-", "--", "—", "–", "n/a", "N/A", "NA", "null", "NULL", "None", "none", "нет", "н/д", "нет данных", "не указано", "?")
_DATED = ("birth date", "founded", "dissolved", "since", "until")
_UNLIKE = {
    "name": ("date", "money", "email", "phone", "percent"),
    "company": ("date", "money", "email", "phone", "percent"),
    "case": ("date", "money", "email", "phone"),
    "owner": ("date", "money", "email", "phone", "percent", "number"),
    "director": ("date", "money", "email", "phone", "percent", "number"),
}
"""What cells of a role cannot look like."""


class Columns:
    """Columns by heading: their filled cells, their looks, and which has which role."""

    def __init__(self, headings: list[str], rows: list[list[str]]) -> None:
        self.headings = headings
        every = {heading: [row[at] for row in rows] for at, heading in enumerate(headings)}
        self.empty = [word for word in NOTHING if any(word in cells for cells in every.values())]
        self.all = every
        self.cells = {name: [cell for cell in cells if cell and cell not in self.empty] for name, cells in every.items()}
        self.looks: dict[str, Look] = {name: look(cells[:SAMPLE]) for name, cells in self.cells.items()}
        self.roles: dict[str, str] = {}
        self.why: dict[str, str] = {}
        self.notes: list[str] = []
        for heading in headings:
            self._by_heading(heading)

    def _by_heading(self, heading: str) -> None:
        role, kind = role_of(heading), self.looks[heading].kind
        if not role or role in self.roles or kind in _UNLIKE.get(role, ()):
            return
        if role in ("since", "until") and kind not in ("date", "", "number") and not self._some_dates(heading):
            return
        self.roles[role] = heading
        told = kind and kind not in ("text", "")
        self.why[heading] = f"{role}, by its heading" + (f"; its cells look like {_WORDS.get(kind, kind)}" if told else "")

    def _some_dates(self, heading: str) -> bool:
        return any(read_date(cell, FORMATS) for cell in self.cells[heading][:20])

    def by_cells(self, kind: str, role: str) -> None:
        """Gives a role to the first column without one whose cells look like a kind."""
        if role in self.roles:
            return
        for heading in self.headings:
            if heading not in self.why and self.looks[heading].kind == kind:
                self.roles[role] = heading
                self.why[heading] = f"{role}, because {self.looks[heading].share:.0%} of its cells look like {_WORDS[kind]}"
                return

    def filled(self, heading: str) -> bool:
        """Whether every row has something there."""
        cells = self.all[heading]
        return bool(cells) and len(self.cells[heading]) == len(cells)

    def several(self, heading: str) -> str:
        """The sign between several values in a cell; "" where there is one."""
        cells = self.cells[heading]
        return next((sign for sign in SPLITS if any(sign in cell for cell in cells)), "")

    def date(self, heading: str) -> object:
        """A column of dates as a value of a mapping: with the formats that read most of its cells, and a sign that parts them."""
        cells = self.cells[heading]
        sign = next((one for one in (";", "|", " / ") if any(one in cell for cell in cells)), "")
        if sign:
            cells = [part.strip() for cell in cells for part in cell.split(sign) if part.strip()]
        found = formats_of(cells)
        shape: dict[str, object] = {"column": heading}
        if sign:
            shape["split"] = sign
        if found.either:
            self.notes.append(f"The dates of “{heading}” may have day or month first; taken as day/month/year.")
        if found.left and found.formats:
            odd = f"Some dates of “{heading}” are in none of the formats found, such as {found.left[0][:40]}"
            self.notes.append(f"{odd}: those rows would be refused.")
        elif found.left:
            message = f"The dates of “{heading}” are in no usual format: give it a `format`, or take it out to keep it as text."
            self.notes.append(message)
        formats: list[str] = found.formats or (["%d.%m.%Y"] if found.left and len(found.left) == len(set(cells)) else [])
        if formats:
            shape["format"] = formats[0] if len(formats) == 1 else formats
        return heading if len(shape) == 1 else shape


_WORDS = {
    "person": "names of people", "company": "names of companies", "party": "names of people and companies", "court": "courts",
    "country": "countries", "date": "dates", "money": "money", "percent": "shares", "email": "e-mail addresses",
    "phone": "telephone numbers", "number": "numbers", "case": "numbers of cases", "id": "ids", "address": "web addresses",
}  # fmt: skip


def heading_row(rows: Sequence[Row]) -> Row | None:
    """The row that the headings stand in: the first as wide as most rows, of different texts, above cells that look otherwise."""
    filled = [(row, [cell.strip() for cell in row.cells if cell.strip()]) for row in rows]
    widths = sorted(len(cells) for _, cells in filled)
    usual = widths[len(widths) // 2] if widths else 0
    best: tuple[float, Row] | None = None
    for row, cells in filled[:20]:
        if len(cells) < max(usual * 0.6, 1) or len(set(cells)) < len(cells):
            continue
        known = sum(bool(role_of(cell)) for cell in cells)
        plain = sum(look([cell]).kind not in ("date", "number", "money", "id", "email", "phone", "case") for cell in cells)
        score = known * 2 + plain / len(cells)
        if best is None or score > best[0] + 0.5:
            best = score, row
    return best[1] if best else None


def sampled(rows: Iterable[Row]) -> list[list[str]]:
    """The first rows that fit, and every so many of those further down."""
    found: list[list[str]] = []
    for at, row in enumerate(rows):
        if (at < SAMPLE or at % EACH == 0) and not row.fault:
            found.append([cell.strip() for cell in row.cells])
        if at >= FURTHER:
            break
    return found
