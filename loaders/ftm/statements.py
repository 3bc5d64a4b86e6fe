"""FollowTheMoney statements, as CSV or JSON lines: one claim a statement, with its own data set as the source.

A statement says one value of one property of one entity, who says it (its data set), and when that was seen first and
last. The entity is joined from all of them; the claims keep each one's provenance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.model import Claim, Source
from graph.model.ftm import library
from graph.model.located import Located
from loaders.files import TOO_LONG, lines
from loaders.ftm.entities import parse
from loaders.ftm.joined import joined_entity
from loaders.ftm.records import Converter
from loaders.ftm.statement import NEEDED, claim_of, own_name, said_of, statement
from loaders.ftm.values import Unfit
from loaders.naming import dataset_source
from loaders.sorting import Spool
from loaders.stream import Census, Stream
from loaders.tables import Reading, open_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.files import Opened
    from loaders.ftm.statement import Statement
    from loaders.stream import Item, StreamInfo, StreamOptions


def are_statements(head: bytes, options: StreamOptions) -> bool:
    """Whether a file holds statements, by its first line: of JSON lines or of headings."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    named = (f'"{name}"' for name in NEEDED[2:]) if first.startswith(b"{") else NEEDED
    return options.mapping is None and all(name.encode() in first for name in named)


def open_statements(opened: Opened, info: StreamInfo, _: StreamOptions) -> Stream:
    """The entities and claims of an open file of statements.

    Raises:
        UsageError: the file has other columns.
        RecordFaults: the file cannot be read.
    """
    library()
    head = opened.content.peek(1)[:1]
    rows = _json_rows(opened) if head in (b"{", b"[") else _csv_rows(opened)
    reader = _Statements(info)

    def close() -> None:
        reader.spool.close()
        opened.close()

    return Stream(info, reader.groups(rows), reader.census, opened.offset).on_close(close)


def _csv_rows(opened: Opened) -> Iterator[tuple[int, Any]]:
    """Each row as a mapping, or what is wrong with it."""
    found = open_table(opened, Reading("utf-8"))
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


class _Statements:
    """Statements into pieces by entity, then each entity with the claims of its statements."""

    def __init__(self, info: StreamInfo) -> None:
        self.info = info
        self.census, self.spool = Census(), Spool()
        self.converter = Converter(info.file, info.dataset, self.census)
        self.told: set[str] = {info.dataset}

    def groups(self, rows: Iterator[tuple[int, Any]]) -> Iterator[list[Item]]:
        """Nothing but rejections for each statement, then the records of each entity."""
        for line, row in rows:
            yield self._take(line, row)
        for key, statements in self.spool.groups():
            yield self._entity(key, statements)

    def _take(self, line: int, row: Any) -> list[Item]:
        try:
            one = statement(row, line)
        except Unfit as error:
            return [self.converter.rejected({"schema": "statement"}, line, error)]
        self.spool.add(one.key, one)
        return []

    def _entity(self, key: str, statements: list[Statement]) -> list[Item]:
        said = [one for one in statements if one.prop != "id"]
        pieces = [(one.schema, {one.prop: [one.value]}, one.line) for one in said]
        pieces = pieces or [(one.schema, {}, one.line) for one in statements]
        try:
            data, line = joined_entity(key, pieces)
        except Unfit as error:
            return [self.converter.rejected({"id": key, "schema": pieces[0][0]}, pieces[0][2], error)]
        names = sorted({one.dataset for one in statements})
        found = [*self._sources(names, line)]
        items = self.converter.items(data, line, tuple(dataset_source(own_name(name)) for name in names))
        if not items or not isinstance(items[0], Located):
            return items
        return [*found, *self._with_claims(items, said, data["schema"])]

    def _sources(self, names: list[str], line: int) -> Iterator[Item]:
        """A source for each data set that speaks for the first time."""
        for name in map(own_name, names):
            if name not in self.told:
                self.told.add(name)
                source = Source(id=dataset_source(name), title=name, datasets=(self.info.dataset,))
                yield Located(source, self.info.file, line)

    def _with_claims(self, items: list[Item], said: list[Statement], schema: str) -> Iterator[Item]:
        """The entity, and a claim for each statement in place of the claims that the data set as a whole would make."""
        located = [one for one in items if isinstance(one, Located)]
        first = located[0].record
        if isinstance(first, Source):
            where = f"{self.info.file}:{located[0].line}"
            self.census.note("statements about documents, kept on the source without claims", where)
            yield from items
            return
        node = None if isinstance(first, Claim) else first
        if node is not None:
            yield located[0]
        claims = [one.record for one in located if isinstance(one.record, Claim)]
        for one in said:
            for at, shape in enumerate(said_of(node, one, claims, schema)):
                self.census.count("statement", "claim")
                yield Located(claim_of(shape, one, at, self.info.dataset), self.info.file, one.line)
