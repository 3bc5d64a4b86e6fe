"""CSV files for `neo4j-admin database import full` (Neo4j 2026): the same nodes and edges as a store, and its schema.

One file for every kind or relation type and every set of columns, so that each has its header and is written in one
go. Lists are split by the unit separator U+001F, which no name contains; an empty list is left out.
"""

from __future__ import annotations

import csv
import datetime as dt
from typing import IO, TYPE_CHECKING, Any

from graph.errors import ExportError
from graph.model import KINDS
from graph.stores.schema import NAMED, STANDING, neo4j_schema, neo4j_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.stores.base import BulkEdge, Row

UNIT = "\x1f"
_OPEN = 200  # files that are open at once
_DONE = """#!/bin/sh
# Fills an empty Neo4j 2026 with these files: stop the server, then run this where neo4j-admin is, in this folder. Then
# start the server and make constraints and indexes: `cypher-shell -f schema.cypher`, or any `casegraph load` into it.
exec neo4j-admin database import full "${{1:-neo4j}}" --overwrite-destination=true --id-type=string \\
    --array-delimiter=U+001F --path-pattern-style=none --multiline-fields={lines} \\
    {files}
"""


class ImportFiles:
    """A folder of files for the importer; use it in `with`. It is a `Sink`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines = False
        self._files: dict[tuple[str, ...], tuple[Path, str]] = {}
        self._writers: dict[tuple[str, ...], tuple[Any, IO[str]]] = {}

    def __enter__(self) -> ImportFiles:
        self.folder.mkdir(parents=True, exist_ok=True)
        if any(self.folder.iterdir()):
            raise ExportError(f"{self.folder} is not empty", hint="name a new folder")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for _, file in self._writers.values():
            file.close()
        if kind is None:
            self._finish()

    def nodes(self, kind: str, rows: Sequence[Row]) -> list[str]:
        """Writes nodes of a kind or family; the importer finds them by family and id."""
        labels = KINDS[kind].labels() if kind in KINDS else (kind,)
        what, key = ("nodes", ":".join(labels)), f"id:ID({labels[0]})"
        for row in rows:
            columns, cells = _typed(row)
            columns[columns.index("id:string")] = key
            self._write((*what, *columns), cells)
        return [f"{labels[0]} {row['id']}" for row in rows]

    def edges(self, type_name: str, edges: Sequence[BulkEdge]) -> None:
        """Writes edges between nodes as `nodes` calls them."""
        for start, end, properties in edges:
            (start_family, start_id), (end_family, end_id) = start.split(" ", 1), end.split(" ", 1)
            columns, cells = _typed(properties) if properties else ([], [])
            ends = (f":START_ID({start_family})", f":END_ID({end_family})")
            self._write(("edges", type_name, *ends, *columns), [start_id, end_id, *cells])

    def _write(self, key: tuple[str, ...], cells: list[str]) -> None:
        if not self.lines:
            text = "".join(cells)
            self.lines = "\n" in text or "\r" in text
        self._writer(key).writerow(cells)

    def _writer(self, key: tuple[str, ...]) -> Any:
        if key in self._writers:
            return self._writers[key][0]
        if len(self._writers) >= _OPEN:
            _, (_, file) = self._writers.popitem()
            file.close()
        what, name, *header = key
        fresh = key not in self._files
        if fresh:
            path = self.folder / f"{what}-{len(self._files) + 1:04d}-{name.split(':')[-1]}.csv"
            self._files[key] = (path, f"--{'nodes' if what == 'nodes' else 'relationships'}={name}={path.name}")
        file = self._files[key][0].open("a", encoding="utf-8", newline="")
        writer = csv.writer(file, lineterminator="\n")
        if fresh:
            writer.writerow(header)
        self._writers[key] = (writer, file)
        return writer

    def _finish(self) -> None:
        for _, file in self._writers.values():
            file.close()
        done = "".join(f"MERGE (:Migration {{id: '{name}'}});\n" for name in (*neo4j_steps(), STANDING, NAMED))
        (self.folder / "schema.cypher").write_text(neo4j_schema() + done, encoding="utf-8")
        files = " \\\n    ".join(option for _, option in self._files.values())
        script = self.folder / "import.sh"
        script.write_text(_DONE.format(lines=str(self.lines).lower(), files=files), encoding="utf-8")
        script.chmod(0o755)


def _typed(properties: Row) -> tuple[list[str], list[str]]:
    """The columns and cells of some properties; an empty list has none.

    Raises:
        ExportError: a text holds the character that splits lists.
    """
    columns, cells = [], []
    for name, value in properties.items():
        if type(value) is str:  # as most are
            columns.append(f"{name}:string")
            cells.append(value)
        elif value != []:
            kind, cell = _list(value) if isinstance(value, list) else _cell(value)
            columns.append(f"{name}:{kind}")
            cells.append(cell)
    return columns, cells


def _list(values: list[Any]) -> tuple[str, str]:
    """The importer's type for a list, and its cell."""
    kind = _cell(values[0])[0]
    cell = UNIT.join(values) if kind == "string" else UNIT.join(_cell(value)[1] for value in values)
    if cell.count(UNIT) != len(values) - 1:
        raise ExportError("a name holds the control character U+001F, which splits lists", hint="mend the record")
    return f"{kind}[]", cell


def _cell(value: Any) -> tuple[str, str]:
    """The importer's type for a value, and its cell."""
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int):
        return "long", str(value)
    if isinstance(value, float):
        return "double", str(value)
    return ("date", value.isoformat()) if isinstance(value, dt.date) else ("string", str(value))
