"""A mapping proposed for a CSV file, from its headings and first rows: to be read, mended and used.

It never claims more than the headings say: a table of people and cases proposes `PARTY_TO`, not that they are accused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from loaders.csv.headings import BODIES, role_of
from loaders.csv.rows import read_date
from loaders.files import open_file
from loaders.tables import Reading, open_table

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.tables import Table

Form = dict[str, object]
"""A part of a mapping file, to be written as YAML."""
SAMPLE = 500
MOST_FORMATS = 3
FORMATS = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%Y%m%d", "%d.%m.%y", "%m.%Y", "%m/%Y", "%d %B %Y", "%B %d, %Y",
    "%d %b %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M",
)  # fmt: skip
NOTHING = ("-", "--", "—", "–", "n/a", "N/A", "NA", "null", "NULL", "None", "none", "нет", "н/д", "нет данных", "не указано", "?")
SPLITS = (";", "|", " / ", ",")
PARTS_OF_NAME = ("surname", "given", "patronymic")


def propose(path: Path, how: Reading) -> str:
    """The text of a mapping file for a CSV file.

    Raises:
        UsageError: the file is not there, or no file.
        RecordFaults: it cannot be read as a table.
    """
    opened = open_file(path)
    try:
        table = open_table(opened, how)
        rows = []
        for row in table.rows:
            if not row.fault:
                rows.append([cell.strip() for cell in row.cells])
            if len(rows) == SAMPLE:
                break
    finally:
        opened.close()
    return _Proposal(table, rows).text(path)


class _Proposal:
    """What the columns of one table seem to be."""

    def __init__(self, table: Table, rows: list[list[str]]) -> None:
        self.table, self.rows = table, rows
        self.columns: dict[str, list[str]] = {heading: [row[at] for row in rows] for at, heading in enumerate(table.headings)}
        self.empty = [word for word in NOTHING if any(word in cells for cells in self.columns.values())]
        self.roles: dict[str, str] = {}
        for heading in table.headings:
            if (role := role_of(heading)) and role not in self.roles:
                self.roles[role] = heading
        self.notes: list[str] = []
        self.entities: dict[str, Form] = {}
        self.relations: list[Form] = []

    def text(self, path: Path) -> str:
        """The file."""
        self._decide()
        head: Form = {"title": "stdin" if str(path) == "-" else path.stem}
        if self.table.encoding != "utf-8-sig":
            head["encoding"] = self.table.encoding
        if self.empty:
            head["empty"] = self.empty
        body = {**head, "entities": self.entities, **({"relations": self.relations} if self.relations else {})}
        rest = [heading for heading in self.table.headings if heading not in self._read()]
        lines = [
            f"# Proposed by `casegraph map` from the headings and the first {len(self.rows)} rows of {path.name}.",
            "# Read it, mend it, then:",
            f"#   casegraph load {path.name} --mapping {path.stem}.yml",
            *(f"# {note}" for note in self.notes),
            *([f"# Kept as they are (`extra: rest`): {', '.join(rest)[:300]}"] if rest else []),
        ]
        dumped = yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
        return "\n".join("".join(sign if sign.isprintable() else " " for sign in line) for line in lines) + "\n" + dumped

    def _read(self) -> set[str]:
        """The columns that the proposal reads, wherever they stand in it."""
        found: set[str] = set()

        def walk(part: Any, name: str = "") -> None:
            if isinstance(part, dict):
                for key, value in part.items():
                    walk(value, key)
            elif isinstance(part, list):
                for value in part:
                    walk(value, name)
            elif isinstance(part, str) and name not in ("kind", "type", "from", "to", "extra", "prefix", "format", "split"):
                found.add(part)

        walk(self.entities)
        walk(self.relations)
        return found

    def _decide(self) -> None:
        has = self.roles
        people = any(role in has for role in (*PARTS_OF_NAME, "birth date", "age", "citizenship", "person key"))
        if "name" not in has and "thing name" in has:
            has["name" if people else "company"] = has.pop("thing name")
        if "name" in has and not people and self._bodies(has["name"]):
            has.setdefault("company", has.pop("name"))
        if "name" in has or any(role in has for role in PARTS_OF_NAME):
            self._person()
            main = "person"
        elif "company" in has:
            main = "company"
        else:
            self._thing()
            main = "thing"
        if "company" in has:
            self._company(main)
        self._links(main)
        self.entities[main]["extra"] = "rest"

    def _bodies(self, heading: str) -> bool:
        cells = [cell for cell in self.columns[heading] if cell]
        return bool(cells) and sum(bool(BODIES.search(cell)) for cell in cells) * 3 >= len(cells)

    def _telling(self, *roles: str) -> str | None:
        """The first column of some roles that tells entities apart: no cell is empty, and a bare number is never repeated."""
        for role in roles:
            heading = self.roles.get(role)
            cells = self.columns[heading] if heading else []
            if not heading or not all(cells) or set(cells) & set(self.empty):
                continue
            if role in ("person key", "company key") or len(set(cells)) == len(cells):
                return heading
        return None

    def _person(self) -> None:
        has = self.roles
        named = [has["name"]] if "name" in has else [has[role] for role in PARTS_OF_NAME if role in has]
        key = self._telling("key", "person key")
        keys = [key] if key else named + ([has["birth date"]] if "birth date" in has else [])
        if not key:
            self.notes.append("No column tells every person from the others: people with the same name are taken for one.")
        person: Form = {"kind": "Person", "key": keys[0] if len(keys) == 1 else keys, "name": _one(named)}
        if "alias" in has:
            person["names"] = self._several(has["alias"])
        fields: Form = {}
        if "birth date" in has:
            fields["birth_date"] = self._date(has["birth date"])
        if "age" in has and all(cell.isdigit() for cell in self._cells(has["age"])):
            fields["age"] = has["age"]
        if occupation := has.get("occupation") or has.get("role"):
            fields["occupation"] = occupation
        if "summary" in has:
            fields["summary"] = has["summary"]
        if fields:
            person["fields"] = fields
        self.entities["person"] = person

    def _company(self, main: str) -> None:
        has = self.roles
        key = (self._telling("key", "company key", "person key") if main == "company" else None) or has.get("company key")
        company: Form = {"kind": "Company", "key": key or has["company"], "name": has["company"]}
        fields: Form = {}
        if main == "company":
            fields = {str(name): self._date(has[name]) for name in ("founded", "dissolved") if name in has}
        if main == "company" and "summary" in has:
            fields["summary"] = has["summary"]
        if fields:
            company["fields"] = fields
        self.entities["company"] = company
        if main == "person":
            self.relations.append({"type": "EMPLOYED_BY", "from": "person", "to": "company", **self._dates(), **self._role()})
            self.notes.append("EMPLOYED_BY is a guess from the headings; MEMBER_OF, DIRECTOR_OF and OWNS are others.")

    def _thing(self) -> None:
        key = self._telling("key", "company key", "number") or self.table.headings[0]
        name = self.roles.get("thing name") or next((heading for heading in self.table.headings if heading != key), key)
        self.entities["thing"] = {"kind": "Thing", "key": key, "name": name}
        self.notes.append("No heading says what the rows are about: choose a kind (`casegraph schema` lists them).")

    def _links(self, main: str) -> None:
        has = self.roles
        if main == "person" and "citizenship" in has:
            self._other("country", "Country", has["citizenship"], prefix="country")
            self.relations.append({"type": "CITIZEN_OF", "from": "person", "to": "country"})
        if "case" in has:
            self._other("case", "LegalCase", has["case"])
            self.entities["case"]["fields"] = {"reference": has["case"]}
            if main in ("person", "company"):
                self.relations.append({"type": "PARTY_TO", "from": main, "to": "case"})
                self.notes.append("PARTY_TO says no more than that; make it DEFENDANT_IN only where the table says so.")
            if "court" in has:
                self._other("court", "Court", has["court"])
                self.relations.append({"type": "HEARD_BY", "from": "case", "to": "court"})
        if main == "company":
            for role, type_name, shape in (("director", "DIRECTOR_OF", {}), ("owner", "OWNS", self._share())):
                if role in has:
                    kind = "LegalEntity" if role == "owner" else "Person"
                    self._other(role, kind, has[role])
                    self.relations.append({"type": type_name, "from": role, "to": "company", **shape})

    def _other(self, name: str, kind: str, heading: str, prefix: str = "") -> None:
        self.entities[name] = {"kind": kind, "key": heading, **({"prefix": prefix} if prefix else {}), "name": heading}

    def _share(self) -> Form:
        return {"with": {"percentage": self.roles["share"]}} if "share" in self.roles else {}

    def _role(self) -> Form:
        return {"with": {"role": self.roles["role"]}} if "role" in self.roles else {}

    def _dates(self) -> Form:
        return {name: self._date(self.roles[name]) for name in ("since", "until") if name in self.roles}

    def _cells(self, heading: str) -> list[str]:
        return [cell for cell in self.columns[heading] if cell and cell not in self.empty]

    def _several(self, heading: str) -> Any:
        """A column of names, with the sign that parts them where there is one."""
        for sign in SPLITS:
            if any(sign in cell for cell in self._cells(heading)):
                return {"column": heading, "split": sign}
        return heading

    def _date(self, heading: str) -> Any:
        """A column of dates, with the format that reads most of its cells."""
        cells = self._cells(heading)
        if not cells or all(read_date(cell, ()) for cell in cells):
            return heading
        formats, left = self._formats(heading, cells)
        if left and formats:
            odd = f"Some dates of “{heading}” are in none of the formats found, such as {left[0][:40]}"
            self.notes.append(f"{odd}: those rows would be refused.")
        elif left:
            self.notes.append(
                f"The dates of “{heading}” are in no usual format: give it a `format`, or take it out to keep it as text."
            )
        return {"column": heading, "format": formats[0] if len(formats) == 1 else formats or "%d.%m.%Y"}

    def _formats(self, heading: str, cells: list[str]) -> tuple[list[str], list[str]]:
        """The fewest formats that read most cells, and the cells that none of them reads."""
        formats: list[str] = []
        left = [cell for cell in cells if read_date(cell, ()) is None]
        while left and len(formats) < MOST_FORMATS:
            scored = {one: sum(read_date(cell, (one,)) is not None for cell in left) for one in FORMATS}
            best = max(FORMATS, key=lambda one: scored[one])
            if not scored[best]:
                break
            if best == "%d/%m/%Y" and scored["%m/%d/%Y"] == scored[best]:
                self.notes.append(f"The dates of “{heading}” may have day or month first; taken as day/month/year.")
            formats.append(best)
            left = [cell for cell in left if read_date(cell, (best,)) is None]
        return formats, left


def _one(headings: list[str]) -> Any:
    return headings[0] if len(headings) == 1 else headings
