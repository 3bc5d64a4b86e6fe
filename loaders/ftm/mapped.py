"""CSV files by a mapping in the form of FollowTheMoney (`queries:` with `schema`, `key` and `properties`).

The library reads the mapping and makes entities of each row. Rows come from the file that the user names; a `csv_url` or
`database` of the mapping is never opened.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from graph.model.ftm import library
from loaders.files import fault
from loaders.ftm.joined import joined_entity
from loaders.ftm.records import Converter
from loaders.ftm.values import Unfit
from loaders.sorting import Spool
from loaders.stream import Census, Stream
from loaders.tables import Reading, open_table
from loaders.yaml_lines import YamlFault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.files import Opened
    from loaders.stream import Item, StreamInfo, StreamOptions
    from loaders.tables import Table


Query = dict[str, object]
"""One query of a mapping, as the library takes it."""


def is_mapping(_: bytes, options: StreamOptions) -> bool:
    """Whether the options name a mapping in this form."""
    return options.mapping is not None and bool(_queries(options.mapping))


def _queries(path: Path) -> list[Query]:
    """The queries of a mapping file: at the top, or under the name of a data set; none where it cannot be read."""
    try:
        value = read_yaml(path).value
    except YamlFault:
        return []
    if not isinstance(value, dict):
        return []
    entities = value.get("entities")
    if isinstance(entities, dict) and any(isinstance(one, dict) and "schema" in one for one in entities.values()):
        return [value]
    parts = [value, *(part for part in value.values() if isinstance(part, dict))]
    return [query for part in parts for query in part.get("queries") or () if isinstance(query, dict)]


def open_mapped(opened: Opened, info: StreamInfo, options: StreamOptions) -> Stream:
    """The entities that the library makes of the rows, each joined from all rows that speak of it.

    Raises:
        RecordFaults: the library does not take the mapping.
    """
    library()
    warnings.filterwarnings("ignore", message="Install 'pyicu'")  # 3.8.2 works without it, and says so each time
    found = [_query(query, str(options.mapping)) for query in _queries(cast("Path", options.mapping))]
    reader = _Mapped(found, open_table(opened, Reading(options.encoding or "auto", sheet=options.sheet)), info)

    log = logging.getLogger("followthemoney.mapping")
    dropped = _Dropped(reader)
    log.addHandler(dropped)
    log.propagate = False

    def close() -> None:
        log.removeHandler(dropped)
        reader.spool.close()
        opened.close()

    return Stream(replace(info, format="csv"), reader.groups(), reader.census, opened.offset).on_close(close)


def _query(query: Query, file: str) -> Any:
    data = {key: value for key, value in query.items() if key not in ("csv_urls", "database", "table", "tables", "joins")}
    try:
        return library().make_mapping({**data, "csv_url": "file:///dev/null"})
    except Exception as error:  # whatever the library finds wrong with it
        raise fault(f"followthemoney does not take the mapping: {error}", file) from error


class _Dropped(logging.Handler):
    """What the library says it leaves out, such as a country that it does not know, as notes."""

    def __init__(self, reader: _Mapped) -> None:
        super().__init__(logging.WARNING)
        self._reader = reader

    def emit(self, record: logging.LogRecord) -> None:
        """Counts a message, which names a value and its property."""
        where = f"{self._reader.info.file}:{self._reader.line}"
        self._reader.census.note(f"followthemoney: {record.getMessage()}", where)


class _Mapped:
    """Rows into pieces of entities, then entities."""

    def __init__(self, found: list[Any], table: Table, info: StreamInfo) -> None:
        self.queries, self.table, self.info = found, table, info
        self.census, self.spool, self.line = Census(), Spool(), 0
        self.converter = Converter(info.file, info.dataset, self.census)

    def groups(self) -> Iterator[list[Item]]:
        """Nothing but rejections for each row, then the records of each entity."""
        for row in self.table.rows:
            if row.fault:
                yield [self.converter.rejected({"schema": "row"}, row.line, Unfit(row.fault, f"row {row.number}"))]
            else:
                self._pieces(row.cells, row.line)
                yield []
        for key, pieces in self.spool.groups():
            yield self._entity(key, pieces)

    def _pieces(self, cells: list[str], line: int) -> None:
        self.line = line
        record = {heading: cell for heading, cell in zip(self.table.headings, map(str.strip, cells), strict=True) if cell}
        for query in self.queries:
            if query.source.check_filters(record):
                keys = {one.name: sorted(record[column] for column in one.keys if column in record) for one in query.entities}
                for name, proxy in query.map(record).items():
                    data = proxy.to_dict()
                    self.spool.add(data["id"], (data["schema"], data["properties"], line, keys[name]))

    def _entity(self, key: str, pieces: list[Any]) -> list[Item]:
        try:
            _same_key(pieces)
            data, line = joined_entity(key, [piece[:3] for piece in pieces])
        except Unfit as error:
            return [self.converter.rejected({"id": key, "schema": pieces[0][0]}, pieces[0][2], error)]
        return self.converter.items(data, line)


def _same_key(pieces: list[Any]) -> None:
    """Looks whether pieces under one id have one key.

    Raises:
        Unfit: the library made one id of two keys, because it joins their cells without a sign between them.
    """
    first = pieces[0][3]
    for *_, key in pieces:
        if key != first:
            one, other = (", ".join(part) for part in (first, key))
            message = f"followthemoney makes one id of two keys ({one} and {other}): give it an `id_column` or other `keys`"
            raise Unfit(message, "keys", other)
