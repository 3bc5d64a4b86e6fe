"""Tables by a mapping: claims row by row, then the entities, each joined from its rows."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from graph.errors import Fault, UsageError
from graph.model import KINDS
from graph.model.located import Located, RejectedRecord
from loaders.csv.mapping import read_mapping
from loaders.csv.rows import RowFault, RowReader, kind_of, merged
from loaders.encodings import UTF8
from loaders.files import fault, fingerprint
from loaders.naming import named_source
from loaders.sorting import Spool
from loaders.stream import Census, Stream
from loaders.tables import Reading, open_sheets
from loaders.workbooks import sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.csv.mapping import Mapping
    from loaders.csv.rows import Fragment
    from loaders.files import Opened
    from loaders.rows import Row
    from loaders.stream import Item, StreamInfo, StreamOptions
    from loaders.tables import Table


def open_csv(opened: Opened, info: StreamInfo, options: StreamOptions) -> Stream:
    """The records of an open CSV file by the mapping that the options name.

    Raises:
        UsageError: no mapping, or a workbook that cannot be read.
        RecordFaults: a mapping at fault, or a table that does not fit it.
    """
    if options.mapping is None:
        if opened.workbook:
            sheets_of(opened)
        raise UsageError(
            f"{opened.name} needs a mapping that says what its columns are",
            hint="casegraph map FILE.csv -o FILE.yml, edit it, then casegraph load FILE.csv --mapping FILE.yml",
        )
    return open_by(read_mapping(options.mapping), opened, info, options)


def open_by(mapping: Mapping, opened: Opened, info: StreamInfo, options: StreamOptions) -> Stream:
    """The records of an open table by a mapping, of a user's or of a format that is known. Raises what `open_csv` does."""
    encoding = options.encoding or mapping.encoding
    how = Reading(encoding, mapping.delimiter, set(mapping.columns()), options.sheet or mapping.sheet, mapping.heading_row)
    tables = open_sheets(opened, how)
    _check_columns(mapping, tables[0], options.mapping or Path(opened.name))
    return _Rows(mapping, tables, _described(opened, info, mapping, options)).stream(opened)


def _described(opened: Opened, info: StreamInfo, mapping: Mapping, options: StreamOptions) -> StreamInfo:
    """What is known of the file, with what the mapping says of its data set as a source."""
    dataset = options.dataset or mapping.dataset or info.dataset
    source = named_source(dataset, mapping.title)
    said: dict[str, object] = mapping.model_dump(include={"url", "language", "published", "retrieved", "reliability"})
    said |= asdict(fingerprint(opened)) if opened.size is not None else {}
    named = {"encoding": options.encoding or mapping.encoding, "delimiter": mapping.delimiter}
    said["extra"] = {name: (text,) for name, text in named.items() if text != "auto" and not opened.workbook}
    return replace(info, dataset=dataset, source=type(source).model_validate({**source.model_dump(), **said}))


def _check_columns(mapping: Mapping, table: Table, path: Path) -> None:
    known = set(table.headings)
    if missing := [column for column in dict.fromkeys(mapping.columns()) if column not in known]:
        headings = ", ".join(table.headings[:30])
        raise fault(f"the table has no column “{missing[0]}”; it has {headings}", str(path))


class _Rows:
    """Rows into claims and, when all were read, entities."""

    def __init__(self, mapping: Mapping, tables: list[Table], info: StreamInfo) -> None:
        self.mapping, self.tables, self.info = mapping, tables, info
        self.census, self.spool = Census(), Spool()
        self._take(tables[0])

    def _take(self, table: Table) -> None:
        """Goes on with a table, and notes how it is read."""
        self.table, self.file = table, f"{self.info.file}, sheet {table.sheet}" if table.sheet else self.info.file
        self.reader = RowReader(self.mapping, table, self.info.dataset, self.info.source.id)
        if table.encoding != UTF8:
            self.census.note(f"read as {table.encoding}", self.file)
        if table.sheet:
            self.census.note("sheet that is read", self.file)
        if table.heading_row > 1:
            self.census.note(f"headings in row {table.heading_row}; what stands above is left out", self.file)
        if not any(entity.extra == "rest" for entity in self.mapping.entities.values()):
            for column in self.reader.rest:
                self.census.note(f"column that the mapping leaves out: {column[:80]}", self.file)

    def stream(self, opened: Opened) -> Stream:
        """The rows and entities as a stream."""

        def close() -> None:
            self.spool.close()
            opened.close()

        return Stream(self.info, self._groups(), self.census, opened.offset).on_close(close)

    def _groups(self) -> Iterator[list[Item]]:
        for table in self.tables:
            if table is not self.table:
                self._take(table)
            for row in table.rows:
                yield self._row(row)
        for _, fragments in self.spool.groups():
            yield [self._entity(fragments)]

    def _row(self, row: Row) -> list[Item]:
        if row.fault:
            return [self._rejected(row, row.fault, "", "")]
        try:
            cells = self.reader.row(row.cells)
            fragments = self.reader.read(cells, row.line)
            claims = self.reader.claims(cells, fragments, row.number)
        except RowFault as error:
            return [self._rejected(row, str(error), error.column, error.value)]
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in first["loc"])
            return [self._rejected(row, first["msg"].removeprefix("Value error, "), where, str(first["input"])[:80])]
        for name, column in self.reader.gaps(cells, fragments):
            message = f"{name} whose key has no {column[:80]}: the same as another only where that is empty, too"
            self.census.note(message, f"{self.file}:{row.line}")
        for fragment in fragments:
            if not self.mapping.entities[fragment.entity].only_named:
                self._keep(fragment)
        for claim in claims:
            self.census.count("row", claim.property)
        return [Located(claim, self.file, row.line) for claim in claims]

    def _keep(self, fragment: Fragment) -> None:
        try:
            self.spool.add(fragment.id, fragment)
        except OSError as error:
            raise fault(f"no room for temporary files: {error.strerror}", self.info.file) from None

    def _rejected(self, row: Row, message: str, column: str, value: str) -> RejectedRecord:
        self.census.count("row", "(rejected)")
        one = Fault(message, self.file, row.line, f"row {row.number}{f', {column}' if column else ''}", value[:80])
        return RejectedRecord((one,), self.file, row.line, "", row.cells)

    def _two_kinds(self, fragments: list[Fragment]) -> RejectedRecord:
        first = fragments[0]
        names = dict.fromkeys(one.entity for one in fragments)
        kinds = " and ".join(f"{name} ({self.mapping.entities[name].kind})" for name in names)
        message = f"{kinds} have one id; give them a different `prefix` in the mapping"
        self.census.count(first.entity, "(rejected)")
        one = Fault(message, self.info.file, fragments[-1].line, first.entity, first.original or first.id, first.id)
        return RejectedRecord((one,), self.info.file, first.line, first.id, first.names)

    def _entity(self, fragments: list[Fragment]) -> Item:
        first = fragments[0]
        kind = kind_of(fragments, self.mapping)
        if kind is None:
            return self._two_kinds(fragments)
        values, differing = merged(fragments, kind, self.info.dataset)
        for name in differing:
            message = f"rows that do not agree on the {name} of a {kind}: the first holds, the others are kept as text"
            self.census.note(message, f"{self.info.file}:{first.line}")
        try:
            record = KINDS[kind].model_validate(values)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in detail["loc"])
            self.census.count(first.entity, "(rejected)")
            message = detail["msg"].removeprefix("Value error, ")
            one = Fault(message, self.info.file, first.line, f"{first.entity}.{where}", str(detail["input"])[:80], first.id)
            return RejectedRecord((one,), self.info.file, first.line, first.id, values)
        self.census.count(first.entity, kind)
        return Located(record, self.info.file, first.line, reported_by=(self.info.source.id,))
