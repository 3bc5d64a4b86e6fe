"""One row of a CSV file by a mapping: fragments of entities, which other rows may add to, and claims of relations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from re import compile as pattern
from typing import TYPE_CHECKING

from graph.model import KINDS, RELATIONS, Claim, relation_id, relation_sentence
from graph.model.dates import bounds
from graph.model.extra import extra_name, joined
from loaders.csv.ids import made_id
from loaders.csv.mapping import is_date
from loaders.naming import id_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.csv.mapping import EntityForm, Mapping, RelationForm, Value
    from loaders.tables import Table

_ASIDE = pattern(r"(.*\S)\s*\(([^()]*)\)")
"""A name with a role in brackets."""
_PLAIN_DATE = pattern(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_EDTF_SIGNS = pattern(r"(?:[-\dXxuUYyEeSpP~?%/,\[\]{}()TZ:+ ]|\.\.|open|unknown)*")
_EDTF_BEGIN = pattern(r"[\[{(]?[-?~%]*(?:[\dXxuU]{4}|[Yy]|\.\.|unknown|open|$)")
_DIRECTIVE = pattern(r"(?<!%)(?:%%)*%-?([A-Za-z])")


class RowFault(Exception):
    """A cell that cannot mean what the mapping takes it for."""

    def __init__(self, message: str, column: str = "", value: str = "") -> None:
        super().__init__(message)
        self.column, self.value = column, value


@dataclass(slots=True)
class Fragment:
    """What one row says of one entity."""

    entity: str
    id: str
    line: int
    name: str = ""
    names: list[str] = field(default_factory=list)
    original: str = ""
    role: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)


class RowReader:
    """Reads rows by a mapping, for one data set and source."""

    def __init__(self, mapping: Mapping, table: Table, dataset: str, source: str) -> None:
        self.mapping, self.sheet, self.dataset, self.source = mapping, table.sheet, dataset, source
        headings = self.headings = table.headings
        self.empty = {"", *mapping.empty}
        used = set(mapping.columns())
        self.rest = [heading for heading in headings if heading not in used]
        self.names = _own_names(headings)

    def row(self, cells: list[str]) -> dict[str, str]:
        """The cells that say something, by heading."""
        stripped = zip(self.headings, map(str.strip, cells), strict=True)
        return {heading: cell for heading, cell in stripped if cell not in self.empty}

    def read(self, row: dict[str, str], line: int) -> list[Fragment]:
        """The entities of a row; none of those whose key is empty.

        Raises:
            RowFault: a cell that cannot mean what it should; a row without any entity.
        """
        found = [one for name, form in self.mapping.entities.items() for one in self._entities(name, form, row, line)]
        if not found:
            first = next(iter(self.mapping.entities.values()))
            if first.where:
                column = next(iter(first.where))
                raise RowFault("no entity of the mapping is for such a row", column, row.get(column, ""))
            raise RowFault("the key is empty, so the row speaks of nobody", ", ".join(first.key))
        return found

    def gaps(self, row: dict[str, str], fragments: list[Fragment]) -> Iterator[tuple[str, str]]:
        """Each entity of a row whose key lacks a part, with the column that is empty."""
        for fragment in fragments:
            for column in self.mapping.entities[fragment.entity].key:
                if column not in row:
                    yield fragment.entity, column

    def claims(self, row: dict[str, str], fragments: list[Fragment], number: int) -> list[Claim]:
        """The claims of a row for the relations whose ends are there."""
        by_entity: dict[str, list[Fragment]] = {}
        for fragment in fragments:
            by_entity.setdefault(fragment.entity, []).append(fragment)
        return [
            self._claim(form, (one, other), row, number, at)
            for at, form in enumerate(self.mapping.relations)
            if (form.when is None or form.when in row) and _fits(form.where, row)
            for one in by_entity.get(form.from_, ())
            for other in by_entity.get(form.to, ())
            if one.id != other.id
        ]

    def _details(self, form: RelationForm, row: dict[str, str], role: str | None) -> dict[str, object]:
        """What a row says of a relation beyond its ends and dates; `role` is what the cell calls one of the ends."""
        details: dict[str, object] = {name: text for name, value in form.with_.items() if (text := _text(value, row)) is not None}
        if role and "role" in RELATIONS[form.type].own_fields():
            details.setdefault("role", role)
        if extra := {self.names[column]: [row[column]] for column in form.extra if column in row}:
            details["extra"] = extra
        return details

    def _claim(self, form: RelationForm, pair: tuple[Fragment, Fragment], row: dict[str, str], number: int, at: int) -> Claim:
        ends = pair[0].id, pair[1].id
        details = self._details(form, row, pair[0].role or pair[1].role)
        RELATIONS[form.type].model_validate({"id": "", "source": ends[0], "target": ends[1], **details})
        content = "\n".join((self.dataset, *filter(None, [self.sheet]), str(number), str(at), form.type, *ends))
        return Claim.model_validate(
            {
                "id": "c-" + sha256(content.encode()).hexdigest()[:20],
                "text": form.says or relation_sentence(form.type).now.format(a=ends[0], b=ends[1]),
                "property": form.type,
                "source": self.source,
                "about": ends,
                "relation": relation_id(ends[0], form.type, ends[1]),
                "since": _date(form.since, row),
                "until": _date(form.until, row),
                "details": details,
                "status": form.status,
                "credibility": form.credibility,
                "language": self.mapping.language,
                "sheet": self.sheet or None,
                "row": number,
                "column": form.when or self.mapping.entities[form.to].key[0],
                "datasets": (self.dataset,),
            }
        )

    def _entities(self, name: str, form: EntityForm, row: dict[str, str], line: int) -> list[Fragment]:
        """What a row says of an entity of the mapping; of each of several in one cell."""
        if not any(column in row for column in form.key) or not _fits(form.where, row):
            return []
        if form.split is None:
            return [self._entity(name, form, row, line)]
        parts = [part.strip() for part in row[form.key[0]].split(form.split)]
        found = []
        for part in filter(None, parts):
            aside = _ASIDE.fullmatch(part)
            called, role = (aside[1], aside[2].strip()) if aside else (part, "")
            one = self._entity(name, form, {**row, form.key[0]: called}, line)
            one.role = role
            found.append(one)
        return found

    def _entity(self, name: str, form: EntityForm, row: dict[str, str], line: int) -> Fragment:
        prefix = f"{id_part(self.dataset)}-{name}" if form.prefix is None else form.prefix
        made = made_id(prefix, [row.get(column, "") for column in form.key])
        names = [text for value in form.names for text in _texts(value, row)]
        called = " ".join(row[column] for column in form.name if column in row)
        found = Fragment(name, made.id, line, called, names, made.original)
        found.extra = self._extra(form, row)
        for field_name, value in form.fields.items():
            text = _date(value, row) if is_date(form.kind, field_name) else _text(value, row)
            if text is not None:
                found.fields[field_name] = text
            if len(several := _texts(value, row)) > 1:  # the field takes the first; none is lost
                found.extra = joined(found.extra, {field_name: several})
        return found

    def _extra(self, form: EntityForm, row: dict[str, str]) -> dict[str, tuple[str, ...]]:
        if isinstance(form.extra, dict):
            parts = ({extra_name(name): tuple(_texts(value, row))} for name, value in form.extra.items())
            return {name: texts for name, texts in joined(*parts).items() if texts}
        columns = self.rest if form.extra == "rest" else () if form.extra == "none" else form.extra
        return {self.names[column]: (row[column],) for column in columns if column in row}


def _fits(where: dict[str, tuple[str, ...]], row: dict[str, str]) -> bool:
    """Whether in each column stands one of the texts that must, in capitals or not."""
    return all(row.get(column, "").casefold() in map(str.casefold, texts) for column, texts in where.items())


def _texts(value: Value, row: dict[str, str]) -> list[str]:
    """The texts that a value has in a row."""
    if value.text is not None:
        return [value.text]
    cell = row.get(value.column or "")
    if cell is None:
        return []
    parts = [part.strip() for part in cell.split(value.split)] if value.split else [cell]
    return [value.words.get(part, part) for part in parts if part]


def _text(value: Value, row: dict[str, str]) -> str | None:
    texts = _texts(value, row)
    return texts[0] if texts else None


def _date(value: Value | None, row: dict[str, str]) -> str | None:
    """A cell as EDTF.

    Raises:
        RowFault: it is no date in any of the formats, nor in EDTF.
    """
    text = _text(value, row) if value else None
    if text is None or value is None:
        return None
    found = read_date(text, value.format)
    if found is None:
        column = value.column or "text"
        formats = f"in the format {' or '.join(value.format)}" if value.format else "in EDTF; give its `format`, such as %d.%m.%Y"
        raise RowFault(f"no date {formats}", column, text)
    return found


def in_formats(text: str, formats: tuple[str, ...]) -> str | None:
    """A date in the first format that fits as EDTF, no more precise than that; None where none fits."""
    for one in formats:
        try:
            day = dt.datetime.strptime(text, one)
        except ValueError:
            continue
        whole = day.date().isoformat()
        letters = set(_DIRECTIVE.findall(one))
        return whole if letters & set("djxcDF") else whole[:7] if letters & set("mbB") else whole[:4]
    return None


@lru_cache(maxsize=65536)
def read_date(text: str, formats: tuple[str, ...]) -> str | None:
    """A date as EDTF, no more precise than the format is; None for what is none."""
    if (found := in_formats(text, formats)) is not None:
        return found
    if not _EDTF_SIGNS.fullmatch(text) or not all(map(_EDTF_BEGIN.match, text.split("/"))):
        return None  # the grammar takes long to say so
    if _PLAIN_DATE.fullmatch(text) and not text.startswith("0000"):
        return text if len(text) < len("2000-01-01") or _is_day(text) else None
    try:
        bounds(text)
    except ValueError:
        return None
    return text


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def kind_of(fragments: list[Fragment], mapping: Mapping) -> str | None:
    """The kind of an entity that several of a mapping may speak of: the most special of theirs, None where none is that."""
    kinds = dict.fromkeys(mapping.entities[one.entity].kind for one in fragments)
    return next((kind for kind in kinds if set(kinds) <= set(KINDS[kind].labels())), None)


def merged(fragments: list[Fragment], kind: str, dataset: str) -> tuple[dict[str, object], list[str]]:
    """The values of one entity from all rows that speak of it, and the fields that they do not agree on.

    The first row that has a field decides it; what others have there is kept in `extra` under the field's name.
    """
    first = fragments[0]
    names = list(dict.fromkeys(name for one in fragments for name in (one.name, *one.names) if name))
    fields: dict[str, str] = {}
    differing: dict[str, list[str]] = {}
    for one in fragments:
        for name, text in one.fields.items():
            if fields.setdefault(name, text) != text:
                differing.setdefault(name, [fields[name]]).append(text)
    originals = {"id": [one.original for one in fragments if one.original]}
    extra = joined(*([originals] if originals["id"] else []), *(one.extra for one in fragments), differing)
    values: dict[str, object] = {"id": first.id, "name": first.id, "datasets": (dataset,), **fields, "extra": extra}
    if names:
        values |= {"name": names[0], "names": tuple(names)}
    if kind == "Person":
        values.setdefault("identification", "named" if names else "unnamed")
    return values, sorted(differing)


def _own_names(headings: list[str]) -> dict[str, str]:
    """A name for each column under which its texts are kept, no two the same."""
    found: dict[str, str] = {}
    for heading in headings:
        name, at = extra_name(heading), 2
        while name in found.values():
            name, at = f"{extra_name(heading)[:90]}_{at}", at + 1
        found[heading] = name
    return found
