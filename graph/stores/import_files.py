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
from graph.stores.migrations import neo4j_schema, neo4j_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
    """A folder of files for the importer; use it in `with`. It is a `Sink` of `graph.streaming.bulk`."""

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

    def nodes(self, kind: str, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Writes nodes of a kind or family; the importer finds them by family and id."""
        labels = KINDS[kind].labels() if kind in KINDS else (kind,)
        for row in rows:
            columns = {name: f"{name}:{_type(value)}" for name, value in row.items() if value != []}
            columns["id"] = f"id:ID({labels[0]})"
            self._write(("nodes", ":".join(labels), *columns.values()), [row[name] for name in columns])
        return [f"{labels[0]} {row['id']}" for row in rows]

    def edges(self, type_name: str, edges: Sequence[tuple[str, str, dict[str, Any] | None]]) -> None:
        """Writes edges between nodes as `nodes` calls them."""
        for start, end, properties in edges:
            (start_family, start_id), (end_family, end_id) = start.split(" ", 1), end.split(" ", 1)
            given = {name: value for name, value in (properties or {}).items() if value != []}
            columns = [f"{name}:{_type(value)}" for name, value in given.items()]
            ends = (f":START_ID({start_family})", f":END_ID({end_family})")
            self._write(("edges", type_name, *ends, *columns), [start_id, end_id, *given.values()])

    def _write(self, key: tuple[str, ...], values: list[Any]) -> None:
        writer = self._writer(key)
        cells = [self._cell(value) for value in values]
        writer.writerow(cells)

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

    def _cell(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list):
            texts = [self._cell(item) for item in value]
            if any(UNIT in text for text in texts):
                raise ExportError("a name holds the control character U+001F, which splits lists", hint="mend the record")
            return UNIT.join(texts)
        text = value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
        self.lines = self.lines or "\n" in text or "\r" in text
        return text

    def _finish(self) -> None:
        for _, file in self._writers.values():
            file.close()
        done = "".join(f"MERGE (:Migration {{id: '{name}'}});\n" for name in neo4j_steps())
        (self.folder / "schema.cypher").write_text(neo4j_schema() + done, encoding="utf-8")
        files = " \\\n    ".join(option for _, option in self._files.values())
        script = self.folder / "import.sh"
        script.write_text(_DONE.format(lines=str(self.lines).lower(), files=files), encoding="utf-8")
        script.chmod(0o755)


def _type(value: Any) -> str:
    """The importer's type for a value."""
    if isinstance(value, list):
        return f"{_type(value[0])}[]"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    if isinstance(value, float):
        return "double"
    return "date" if isinstance(value, dt.date) else "string"
