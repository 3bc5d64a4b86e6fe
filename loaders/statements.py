"""FollowTheMoney statements, as CSV or JSON lines: one claim a statement, with its own data set as the source.

A statement says one value of one property of one entity, who says it (its data set), and when that was seen first and
last. The entity is joined from all of them; the claims keep each one's provenance.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.errors import UsageError
from graph.model import Claim, Source
from graph.model import ftm as table
from graph.model.extra import extra_name
from graph.model.ftm import library
from graph.model.located import Placed
from loaders.ftm import parse
from loaders.ftm_joined import joined_entity
from loaders.ftm_model import Plan, plan
from loaders.ftm_records import Converter
from loaders.ftm_values import Unfit, dataset_source, edtf, our_id
from loaders.reading import TOO_LONG, lines
from loaders.spool import Spool
from loaders.stream import Census, Stream
from loaders.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Entity
    from loaders.reading import Opened
    from loaders.stream import Item, StreamInfo, StreamOptions

FORMAT = "statements"
NEEDED = ("entity_id", "schema", "prop", "value", "dataset")
PROVENANCE = ("id", "entity_id", "original_value", "origin", "first_seen", "last_seen", "external")
"""What a claim keeps of its statement, beside the value, the language and the data set."""
_NOTHING = Plan("", "")


def told_by(head: bytes) -> bool:
    """Whether a file of JSON lines holds statements, by its first line."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and all(f'"{name}"'.encode() in first for name in ("prop", "value", "dataset"))


def open_statements(opened: Opened, info: StreamInfo, options: StreamOptions) -> Stream:
    """The entities and claims of an open file of statements.

    Raises:
        UsageError: the file has other columns.
        RecordFaults: the file cannot be read.
    """
    library()
    head = opened.content.peek(1)[:1]
    rows = _json_rows(opened) if head in (b"{", b"[") else _csv_rows(opened)
    reader = _Statements(info, options.skip)

    def close() -> None:
        reader.spool.close()
        opened.close()

    return Stream(info, reader.groups(rows), reader.census, opened.offset).on_close(close)


def _csv_rows(opened: Opened) -> Iterator[tuple[int, Any]]:
    """Each row as a mapping, or what is wrong with it."""
    found = open_table(opened, "utf-8", "auto")
    if not set(NEEDED) <= set(found.headings):
        raise UsageError(
            f"{opened.name} holds no statements, so it needs a mapping that says what its columns are",
            hint="casegraph map FILE.csv > FILE.yml, edit it, then casegraph load FILE.csv --mapping FILE.yml",
        )
    for row in found.rows:
        yield row.line, row.fault or dict(zip(found.headings, row.cells, strict=True))


def _json_rows(opened: Opened) -> Iterator[tuple[int, Any]]:
    for number, line in lines(opened):
        try:
            yield number, "the line is too long" if line is TOO_LONG else parse(line)  # type: ignore[arg-type]  # text, when it is not TOO_LONG
        except ValueError as error:
            yield number, f"not JSON: {error}"


def _named(dataset: str) -> str:
    """A data set's name as our ids take it."""
    return our_id(dataset.lower())


def _day(text: object) -> str | None:
    return text[:10] if isinstance(text, str) and edtf(text[:10]) == text[:10] and len(text) >= len("2020-01-01") else None


def _read(prop: str, value: str) -> str:
    """A value as a field of ours takes it: dates without the time of day."""
    return (edtf(value) or value) if prop.endswith("Date") or prop == "date" else value


def _attribute(node: Entity, prop: str, value: str) -> str:
    """The field that holds a property; `x_` and its name where none does, or where the field does not take the value."""
    if prop in table.NAMES:
        return "name"
    for field, properties in {**table.FIELDS.get(node.kind, {}), "summary": ("summary",)}.items():
        if prop == properties[0] and (field not in node.date_fields() or edtf(value)):
            return field
    return "x_" + extra_name(prop)


def _of(claim: Claim, **change: Any) -> dict[str, Any]:
    """The form of a claim that the whole entity would make, for one of its statements."""
    keep = ("property", "about", "relation", "details", "since", "until", "text")
    shape = {name: getattr(claim, name) for name in keep} | change
    if claim.property == "mention":
        shape["source"] = claim.source
    return shape


def _part(claim: Claim, prop: str, value: str) -> dict[str, Any]:
    """The one date or property of a relation that a statement gives."""
    nothing: dict[str, Any] = {"since": None, "until": None, "details": {}}
    if prop == table.SINCE[0] and edtf(value):
        return {**nothing, "since": edtf(value)}
    if prop == table.UNTIL[0] and edtf(value):
        return {**nothing, "until": edtf(value)}
    field = next((name for name, text in claim.details.items() if text == value and name != "extra"), None)
    if field:
        return {**nothing, "details": {field: value}}
    since = edtf(value) if prop in table.SINCE and claim.since == edtf(value) else None
    return {**nothing, "since": since, "details": {"extra": {extra_name(prop): [value]}}}


class _Statements:
    """Statements into pieces by entity, then each entity with the claims of its statements."""

    def __init__(self, info: StreamInfo, skip: int) -> None:
        self.info, self.skip = info, skip
        self.census, self.spool = Census(), Spool()
        self.converter = Converter(info.file, info.dataset, self.census)
        self.told: set[str] = {info.dataset}

    def groups(self, rows: Iterator[tuple[int, Any]]) -> Iterator[list[Item]]:
        """Nothing but rejections for each statement, then the records of each entity."""
        count = 0
        for line, row in rows:
            count += 1
            items = self._take(line, row)
            yield items if count > self.skip else []
        for key, statements in self.spool.groups():
            count += 1
            items = self._entity(key, statements)
            yield items if count > self.skip else []

    def _take(self, line: int, row: Any) -> list[Item]:
        if isinstance(row, dict):
            row = {name: value for name, value in row.items() if value not in (None, "")}
            missing = [name for name in NEEDED if not isinstance(row.get(name), str)]
            if "entity_id" in missing and isinstance(row.get("canonical_id"), str):
                missing.remove("entity_id")
            if not missing:
                self.spool.add(row.get("canonical_id") or row["entity_id"], (line, row))
                return []
            row = f"the statement has no {missing[0]}"
        elif not isinstance(row, str):
            row = "a line holds one statement"
        return [self.converter.rejected({"schema": "statement"}, line, Unfit(row))]

    def _entity(self, key: str, statements: list[tuple[int, dict[str, Any]]]) -> list[Item]:
        said = [(line, row) for line, row in statements if row["prop"] != "id"]
        pieces = [(row["schema"], {row["prop"]: [row["value"]]}, line) for line, row in said]
        pieces = pieces or [(row["schema"], {}, line) for line, row in statements]
        try:
            data, line = joined_entity(key, pieces)
        except Unfit as error:
            return [self.converter.rejected({"id": key, "schema": pieces[0][0]}, pieces[0][2], error)]
        sources = sorted({row["dataset"] for _, row in statements})
        found = [*self._sources(sources, line)]
        items = self.converter.items(data, line, tuple(dataset_source(_named(name)) for name in sources))
        if not items or not isinstance(items[0], Placed):
            return items
        return [*found, *self._with_claims(items, data, said)]

    def _sources(self, names: list[str], line: int) -> Iterator[Item]:
        """A source for each data set that speaks for the first time."""
        for name in map(_named, names):
            if name not in self.told:
                self.told.add(name)
                source = Source(id=dataset_source(name), title=name, datasets=(self.info.dataset,))
                yield Placed(source, self.info.file, line)

    def _with_claims(self, items: list[Item], data: dict[str, Any], said: list[tuple[int, dict[str, Any]]]) -> Iterator[Item]:
        """The entity, and a claim for each statement in place of the claims that the data set as a whole would make."""
        first = items[0]
        if isinstance(first, Placed) and isinstance(first.record, Source):
            self.census.note("statements about documents, kept on the source without claims", f"{self.info.file}:{first.line}")
            yield from items
            return
        claims = [one.record for one in items if isinstance(one, Placed) and isinstance(one.record, Claim)]
        if not isinstance(first, Placed) or isinstance(first.record, Claim):
            node = None
        else:
            node = first.record
            yield first
        for line, row in said:
            for at, shape in enumerate(self._shapes(node, data, row, claims)):
                yield self._claim(shape, row, line, at)

    def _shapes(self, node: Any, data: dict[str, Any], row: dict[str, Any], claims: list[Claim]) -> Iterator[dict[str, Any]]:
        """What a statement claims: an attribute of a node, or the relation that carries it."""
        prop, value = row["prop"], row["value"]
        if node is not None:
            pointed = [claim for claim in claims if our_id(value) in (*claim.about, claim.source)]
            own = [claim for claim in pointed if claim.details.get("role", prop) == prop]
            if own and prop in (plan(data["schema"]) or _NOTHING).pointing():
                yield _of(own[0])
            else:
                yield {"property": _attribute(node, prop, value), "value": _read(prop, value), "about": (node.id,)}
            return
        edge = (plan(data["schema"]) or _NOTHING).edge
        for claim in claims:
            if edge and prop in (edge.source, edge.target):
                if our_id(value) in (*claim.about, claim.source):
                    yield _of(claim, details={}, since=None, until=None)
            else:
                yield _of(claim, **_part(claim, prop, value))

    def _claim(self, shape: dict[str, Any], row: dict[str, Any], line: int, at: int) -> Placed:
        said = json.dumps([row.get("dataset"), row.get("id") or [row[name] for name in NEEDED], at], ensure_ascii=False)
        values = {
            "id": "c-" + sha256(said.encode()).hexdigest()[:20],
            "text": shape.pop("text", None) or f"{row['prop']} of {shape['about'][0]}: {row['value'][:500]}",
            "source": dataset_source(_named(row["dataset"])),
            "status": "inferred" if str(row.get("external", "")).lower() in ("1", "true", "t", "yes") else "asserted",
            "language": row.get("lang"),
            "recorded_at": _day(row.get("first_seen")),
            "row": line,
            "datasets": (self.info.dataset,),
            "extra": {name: [str(row[name])] for name in PROVENANCE if name in row} | {"prop": [row["prop"]]},
            **shape,
        }
        try:
            record = Claim.model_validate(values)
        except ValidationError:
            record = Claim.model_validate({**values, "recorded_at": None, "language": None})
        self.census.count("statement", "claim")
        return Placed(record, self.info.file, line)
