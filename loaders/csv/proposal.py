"""A mapping proposed for a table, from its headings and cells: to be read, mended and used.

It never claims more than the table says: a table of people and cases proposes `PARTY_TO`, not that they are accused. Every
guess is told in a comment, with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from loaders.csv.columns import Columns, heading_row, sampled
from loaders.csv.edge_list import ends_of
from loaders.csv.headings import COMPANY_WORDS, KIND_WORDS, plain
from loaders.csv.ties import TIE_HEADINGS, role_field, tie_of
from loaders.encodings import UTF8
from loaders.files import open_file
from loaders.naming import id_part, name_from
from loaders.tables import Reading, open_table

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.tables import Table

Form = dict[str, object]
"""A part of a mapping file, to be written as YAML."""
PARTS_OF_NAME = ("surname", "given", "patronymic")
MOST_TIES = 30
_NO_COLUMN = ("kind", "type", "from", "to", "extra", "prefix", "format", "split", "where", "text")


def propose(path: Path, how: Reading) -> str:
    """The text of a mapping file for a table.

    Raises:
        UsageError: the file is not there, or no file.
        RecordFaults: it cannot be read as a table.
    """
    opened = open_file(path)
    try:
        table = open_table(opened, how, heading_row)
        rows = sampled(table.rows)
    finally:
        opened.close()
    return _Proposal(table, rows, path).text(how)


class _Proposal:
    """What the columns of one table seem to be."""

    def __init__(self, table: Table, rows: list[list[str]], path: Path) -> None:
        self.table, self.rows, self.path = table, rows, path
        self.columns = Columns(table.headings, rows)
        self.roles, self.notes = self.columns.roles, self.columns.notes
        self.entities: dict[str, Form] = {}
        self.relations: list[Form] = []

    def text(self, how: Reading) -> str:
        """The file."""
        if not self.rows:
            self.notes.append("There is no row below the headings: this comes of the headings alone.")
        if others := self.table.other_sheets:
            self.notes.append(f"This is for the sheet {self.table.sheet}; --sheet proposes one for {', '.join(others)}.")
        ends = ends_of(self.table.headings, self.columns.looks)
        self._ties_between(*ends) if ends else self._decide()
        head: Form = {"title": "stdin" if str(self.path) == "-" else self.path.stem}
        if self.table.encoding != UTF8:
            head["encoding"] = self.table.encoding
        if (how.sheet or self.table.other_sheets) and self.table.sheet:
            head["sheet"] = self.table.sheet
        if self.table.heading_row > 1:
            head["heading_row"] = self.table.heading_row
        if self.columns.empty:
            head["empty"] = self.columns.empty
        body = {**head, "entities": self.entities, **({"relations": self.relations} if self.relations else {})}
        dumped = yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
        lines = ("".join(sign if sign.isprintable() else " " for sign in line) for line in self._comments())
        return "\n".join(f"# {line}" for line in lines) + "\n" + dumped

    def _comments(self) -> list[str]:
        read = self._read()
        rest = [heading for heading in self.table.headings if heading not in read]
        name, sheet = self.path.name, f", sheet {self.table.sheet}" if self.table.sheet else ""
        above = f" The headings are in row {self.table.heading_row}." if self.table.heading_row > 1 else ""
        return [
            f"Proposed by `casegraph map` from the headings and {len(self.rows)} rows of {name}{sheet}.{above}",
            "Read it, mend it, then:",
            f"  casegraph load {name} --mapping {self.path.stem}.yml",
            *(f"“{heading}”: {why}" for heading, why in self.columns.why.items() if heading in read),
            *self.notes,
            *([f"Kept as they are (`extra: rest`): {', '.join(rest)[:300]}"] if rest else []),
        ]

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
            elif isinstance(part, str) and name not in _NO_COLUMN:
                found.add(part)

        walk(self.entities)
        walk(self.relations)
        return found

    def _ties_between(self, one: str, other: str) -> None:
        prefix = id_part(name_from("" if str(self.path) == "-" else self.path.name.split(".")[0]))
        for name, heading in (("source", one), ("target", other)):
            kind = {"person": "Person", "company": "Company", "party": "LegalEntity"}.get(
                self.columns.looks[heading].kind, "Thing"
            )
            self.entities[name] = {"kind": kind, "key": heading, "prefix": prefix, "name": heading}
        if {self.entities[name]["kind"] for name in self.entities} == {"Person", "Company"}:
            for form in self.entities.values():
                form["kind"] = "LegalEntity"
        self.notes.append(f"Each row is a tie between “{one}” and “{other}”: this looks like a list of edges.")
        self.notes.append(
            f"Both ends have the prefix {prefix}, so that the same is one; give a table of the nodes that prefix, too."
        )
        role = next((heading for heading in self._ties_headings() if heading not in (one, other)), "")
        shape: Form = {"type": "LINKED_TO", "from": "source", "to": "target", **self._dates()}
        if role:
            shape["with"] = {"role": role}
            self.columns.why[role] = "what ties the two, kept as the role"
        taken = {one, other, role, *(self.roles[name] for name in ("since", "until") if name in self.roles)}
        if rest := [heading for heading in self.table.headings if heading not in taken]:
            shape["extra"] = rest
        self.relations.append(shape)

    def _ties_headings(self) -> list[str]:
        """Columns that may say what ties the ends, the one that says most first."""
        by_name = {plain(heading): heading for heading in reversed(self.table.headings) if self._says_more(heading)}
        return [by_name[name] for name in TIE_HEADINGS if name in by_name]

    def _says_more(self, heading: str) -> bool:
        """Whether a column tells more than that ties have a direction, as Gephi's column Type does."""
        return not {cell.casefold() for cell in self.columns.cells[heading]} <= {"directed", "undirected", "mutual"}

    def _decide(self) -> None:
        has, columns = self.roles, self.columns
        if split := self._kinds():
            self._of_kinds(*split)
            return
        people = any(role in has for role in (*PARTS_OF_NAME, "birth date", "age", "citizenship", "person key"))
        if "name" not in has and "thing name" in has:
            has["name" if people else "company"] = has.pop("thing name")
        if "name" in has and not people and columns.looks[has["name"]].kind in ("company", "party"):
            has.setdefault("company", has.pop("name"))
        if not any(role in has for role in PARTS_OF_NAME):
            columns.by_cells("person", "name")
        columns.by_cells("company", "company")
        columns.by_cells("court", "court")
        if "case" in has or "court" in has:
            columns.by_cells("case", "case")
        self._main()

    def _main(self) -> None:
        has = self.roles
        if "name" in has or any(role in has for role in PARTS_OF_NAME):
            self._person()
            main = "person"
        elif "company" in has:
            main = "company"
        elif "case" in has:
            main = "case"
        else:
            self._thing()
            main = "thing"
        if "company" in has:
            self._company(main)
        self._links(main)
        self.notes.insert(0, f"Each row is about a {main}.")
        self.entities[main]["extra"] = "rest"

    def _kinds(self) -> tuple[str, dict[str, list[str]]] | None:
        """A column that says of what kind each row is, and its texts by kind; None where there is none."""
        for heading in self.table.headings:
            texts = dict.fromkeys(self.columns.cells[heading])
            known: dict[str, list[str]] = {}
            for text in texts:
                if kind := KIND_WORDS.get(plain(text)):
                    known.setdefault(kind, []).append(text)
            if len(known) > 1 or (len(known) == 1 and plain(heading) in ("schema", "kind", "entity type")):
                if odd := [text for text in texts if plain(text) not in KIND_WORDS]:
                    known.setdefault("Thing", []).extend(odd)
                return heading, known
        return None

    def _of_kinds(self, column: str, known: dict[str, list[str]]) -> None:
        """An entity for each kind of row, all with one prefix, so that an id stays whatever the kind."""
        self.columns.why[column] = f"says what each row is: {', '.join(known)}"
        self.notes.append(f"The rows are of several kinds ({', '.join(known)}): “{column}” tells which.")
        has = self.roles
        name = has.get("name") or has.get("thing name") or has.get("company")
        prefix = id_part(name_from("" if str(self.path) == "-" else self.path.name.split(".")[0]))
        key = self._telling("key", "person key", "company key", "number") or name or self.table.headings[0]
        for kind, texts in known.items():
            form: Form = {"kind": kind, "where": {column: texts}, "key": key, "prefix": prefix, "name": name or key}
            if "alias" in has:
                form["names"] = self._several(has["alias"])
            if kind == "Person" and "birth date" in has:
                form["fields"] = {"birth_date": self.columns.date(has["birth date"])}
            elif kind == "Company" and (dates := self._founded()):
                form["fields"] = dates
            if kind == "Thing":
                form["fields"] = {"type": column}
            self.entities[kind.lower()] = {**form, "extra": "rest"}

    def _founded(self) -> Form:
        return {name: self.columns.date(self.roles[name]) for name in ("founded", "dissolved") if name in self.roles}

    def _telling(self, *roles: str) -> str | None:
        """The first column of some roles that tells entities apart: no cell is empty, and a bare number is never repeated."""
        for role in roles:
            heading = self.roles.get(role)
            if not heading or not self.columns.filled(heading):
                continue
            cells = self.columns.cells[heading]
            if role in ("person key", "company key") or len(set(cells)) == len(cells):
                return heading
        return None

    def _person(self) -> None:
        has = self.roles
        if "person key" in has and "company" in has and self._is_the_companys(has["person key"]):
            has.setdefault("company key", has.pop("person key"))
        named = [has["name"]] if "name" in has else [has[role] for role in PARTS_OF_NAME if role in has]
        key = self._telling("key", "person key")
        keys = [key] if key else self._key_of_names(named)
        person: Form = {
            "kind": "Person",
            "key": keys[0] if len(keys) == 1 else keys,
            "name": named[0] if len(named) == 1 else named,
        }
        if not key and len(named) == 1 and (sign := self._people_in_a_cell(named[0])):
            person |= {"split": sign, "key": named[0]}
        if "alias" in has:
            person["names"] = self._several(has["alias"])
        if fields := self._person_fields():
            person["fields"] = fields
        self.entities["person"] = person

    def _is_the_companys(self, heading: str) -> bool:
        """Whether a tax number is that of bodies: ten digits in Russia, where people have twelve."""
        cells = self.columns.cells[heading]
        return bool(cells) and all(cell.isdigit() and len(cell) == 10 for cell in cells)  # noqa: PLR2004  digits

    def _key_of_names(self, named: list[str]) -> list[str]:
        """Name and birth date where all have one; else the name alone, so that nobody becomes two for want of a date."""
        self.notes.append("No column tells every person from the others: people with the same name are taken for one.")
        born = self.roles.get("birth date")
        if born is None:
            return named
        if self.columns.filled(born):
            return [*named, born]
        self.notes.append(f"“{born}” is empty in some rows, so it is no part of the key: somebody would be two people.")
        return named

    def _people_in_a_cell(self, heading: str) -> str:
        """The sign between several people in a cell, where most of the parts look like names."""
        cells = self.columns.cells[heading]
        for sign in (";", "|", " / ", ","):
            parts = [part for cell in cells if sign in cell for part in cell.split(sign)]
            if parts and all(len(part.split("(")[0].split()) > 1 for part in parts if part.strip()):
                self.notes.append(f"A cell of “{heading}” may hold several people; a word in brackets is the role of one.")
                return sign
        return ""

    def _person_fields(self) -> Form:
        has, fields = self.roles, Form()
        if "birth date" in has:
            fields["birth_date"] = self.columns.date(has["birth date"])
        if "age" in has and all(cell.isdigit() for cell in self.columns.cells[has["age"]]):
            fields["age"] = has["age"]
        if occupation := has.get("occupation") or has.get("role"):
            fields["occupation"] = occupation
        if "summary" in has:
            fields["summary"] = has["summary"]
        return fields

    def _company(self, main: str) -> None:
        has = self.roles
        registered = has.get("company key")
        if main == "company":
            key = self._telling("key", "company key", "person key") or registered
        else:
            key = registered if registered and self._whenever(registered, has["company"]) else None
        company: Form = {"kind": "Company", "key": key or has["company"], "name": has["company"]}
        fields = self._founded()
        if main == "company" and "summary" in has:
            fields["summary"] = has["summary"]
        if fields:
            company["fields"] = fields
        if main == "company" and "alias" in has:
            company["names"] = self._several(has["alias"])
        own = [
            heading
            for heading in self.table.headings
            if self._about_the_company(heading) and heading not in (key, has["company"])
        ]
        if main != "company" and own:
            company["extra"] = own
        self.entities["company"] = company
        if main == "person":
            self._ties("person", "company")

    def _whenever(self, one: str, other: str) -> bool:
        """Whether one column is filled in every row where another is."""
        nothing = {"", *self.columns.empty}
        pairs = zip(self.columns.all[one], self.columns.all[other], strict=True)
        return all(first not in nothing for first, second in pairs if second not in nothing)

    def _about_the_company(self, heading: str) -> bool:
        role = next((role for role, name in self.roles.items() if name == heading), "")
        return role in ("company key", "") and bool(COMPANY_WORDS.search(plain(heading)))

    def _ties(self, source: str, target: str) -> None:
        """The relation of a person to a company: of the type that each text in a column of relations stands for."""
        kinds = str(self.entities[source]["kind"]), str(self.entities[target]["kind"])
        column = next((heading for heading in self._ties_headings() if heading != self.roles.get("role")), "")
        texts = list(dict.fromkeys(self.columns.cells.get(column, ())))
        shape: Form = {"from": source, "to": target, **self._dates()}
        if not column:
            self.relations.append({"type": "EMPLOYED_BY", **shape, **self._role()})
            self.notes.append("EMPLOYED_BY is a guess from the headings; MEMBER_OF, DIRECTOR_OF and OWNS are others.")
            return
        if len(texts) > MOST_TIES:
            self.relations.append({"type": "LINKED_TO", **shape, "with": {"role": column}})
            self.notes.append(f"“{column}” says too much to tell relation types from: LINKED_TO, with the text as the role.")
            return
        by_type: dict[str, list[str]] = {}
        for text in texts:
            by_type.setdefault(tie_of(text, *kinds), []).append(text)
        for name, meant in by_type.items():
            field = role_field(name)
            self.relations.append(
                {"type": name, "where": {column: meant}, **shape, **({"with": {field: column}} if field else {})}
            )
        self.columns.why[column] = "the relation, its type by what each cell says; LINKED_TO where that is not certain"
        self.notes.append(f"A text in “{column}” that is not listed makes no relation: add it, or a relation without `where`.")

    def _thing(self) -> None:
        headings = self.table.headings
        key = self._telling("key", "company key", "number") or headings[0]
        texts = [one for one in headings if one != key and self.columns.looks[one].kind in ("text", "party", "country")]
        distinct = [one for one in texts if len(set(self.columns.cells[one])) * 2 > len(self.columns.cells[one])]
        name = self.roles.get("thing name") or next(iter(distinct), key)
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
            self._owners_and_directors()

    def _owners_and_directors(self) -> None:
        has = self.roles
        for role, type_name, shape in (("director", "DIRECTOR_OF", {}), ("owner", "OWNS", self._share())):
            if role in has:
                self._other(role, "LegalEntity" if role == "owner" else "Person", has[role])
                if sign := self._people_in_a_cell(has[role]):
                    self.entities[role]["split"] = sign
                self.relations.append({"type": type_name, "from": role, "to": "company", **shape})

    def _other(self, name: str, kind: str, heading: str, prefix: str = "") -> None:
        self.entities[name] = {"kind": kind, "key": heading, **({"prefix": prefix} if prefix else {}), "name": heading}

    def _share(self) -> Form:
        return {"with": {"percentage": self.roles["share"]}} if "share" in self.roles else {}

    def _role(self) -> Form:
        return {"with": {"role": self.roles["role"]}} if "role" in self.roles else {}

    def _dates(self) -> Form:
        return {name: self.columns.date(self.roles[name]) for name in ("since", "until") if name in self.roles}

    def _several(self, heading: str) -> Any:
        """A column of names, with the sign that parts them where there is one."""
        sign = self.columns.several(heading)
        return {"column": heading, "split": sign} if sign else heading
