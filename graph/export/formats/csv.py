"""The view as tables for a spreadsheet or a script: nodes, edges, claims, sources, and the page about them.

Five files in a folder, or in one .zip. Columns are the fields of the view in their order; those of kinds and relations
follow by name. Cells are made harmless (graph/export/cells.py). UTF-8, commas, lines end with a line feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import Field

from graph.export.cells import cell, csv_text
from graph.export.format import Rendered, ViewFormat
from graph.export.plain import utf8
from graph.export.view import ViewClaim, ViewEdge, ViewNode, ViewSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from graph.export.view import GraphView

Table = Literal["nodes", "edges", "claims", "sources", "about"]
TABLES: tuple[Table, ...] = get_args(Table)
_BOM = "\ufeff"
_ABOUT = ("title", "description", "query", "as_of", "known_at", "profile", "generated", "version", "format")


class Csv(ViewFormat):
    """Write tables: nodes, edges, claims, sources and about, into a folder or, where OUT ends in .zip, into one file.

    Cells that a spreadsheet would take for a formula get an apostrophe in front; one apostrophe taken from the front of
    every cell that begins with one gives the text back.

    \b
    Example:
      casegraph export csv wagner --around "Wagner Group" --hops 1
      casegraph export csv wagner.zip --around "Wagner Group" --hops 1 --excel
      casegraph export csv - --table claims --around "Wagner Group" --hops 1
    """

    suffix = ".csv"
    readers = "spreadsheets, statistics"
    holds = "everything, in five tables"
    one_file = "--table"

    table: Table | None = Field(None, description="One table alone, into a file or to stdout.")
    excel: bool = Field(False, description="With the byte order mark that Excel needs to see UTF-8.")

    def render(self, view: GraphView) -> Rendered:
        """All tables, or the one that was asked for."""
        tables = {name: (_BOM if self.excel else "") + text for name, text in render_tables(view).items()}
        return Rendered(tables[self.table] if self.table else {f"{name}.csv": text for name, text in tables.items()})


def render_tables(view: GraphView) -> dict[str, str]:
    """Each table as text, by its name; the same view gives the same text."""
    return {
        "nodes": _table(ViewNode, view.nodes),
        "edges": _table(ViewEdge, view.edges),
        "claims": _table(ViewClaim, view.claims),
        "sources": _table(ViewSource, view.sources),
        "about": _text(("field", "value"), [(name, getattr(view, name)) for name in _ABOUT]),
    }


def _table(model: type[BaseModel], parts: Sequence[BaseModel]) -> str:
    """A row for each part; properties come after the fields, those with the name of a field as `property:name`."""
    rows = [part.model_dump() for part in parts]
    fields = [name for name in model.model_fields if name != "properties"]
    own = sorted({name for row in rows for name in row.get("properties", ())})
    columns = [*fields, *(name if name not in fields else f"property:{name}" for name in own)]
    cells = [[*(row[name] for name in fields), *(row.get("properties", {}).get(name) for name in own)] for row in rows]
    return _text(columns, cells)


def _text(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return csv_text([[utf8(name) for name in columns], *([utf8(cell(value)) for value in row] for row in rows)])
