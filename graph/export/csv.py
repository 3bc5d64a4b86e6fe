"""The view as tables for a spreadsheet or a script: nodes, edges, claims, sources, and the page about them.

Five files in a folder, or in one .zip. Columns are the fields of the view in their order; those of kinds and relations
follow by name. Cells are made harmless (graph/export/cells.py). UTF-8, commas, lines end with a line feed.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from graph.export.atomic import write_bytes
from graph.export.cells import cell, csv_text
from graph.export.plain import utf8
from graph.export.view import ViewClaim, ViewEdge, ViewNode, ViewSource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic import BaseModel

    from graph.export.view import GraphView

TABLES = ("nodes", "edges", "claims", "sources", "about")
_BOM = "\ufeff"
_ABOUT = ("title", "description", "query", "as_of", "known_at", "profile", "generated", "version", "format")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a .zip can tell: the same view gives the same bytes


def render_tables(view: GraphView) -> dict[str, str]:
    """Each table as text, by its name; the same view gives the same text."""
    return {
        "nodes": _table(ViewNode, view.nodes),
        "edges": _table(ViewEdge, view.edges),
        "claims": _table(ViewClaim, view.claims),
        "sources": _table(ViewSource, view.sources),
        "about": _text(("field", "value"), [(name, getattr(view, name)) for name in _ABOUT]),
    }


def write_tables(view: GraphView, out: Path, *, excel: bool = False) -> None:
    """Writes the tables into a folder, made if need be, or into one .zip; each file whole or not at all.

    `excel` puts a byte order mark before each, without which Excel reads UTF-8 as another encoding. Raises OSError.
    """
    files = {f"{name}.csv": ((_BOM if excel else "") + text).encode() for name, text in render_tables(view).items()}
    if out.suffix.lower() == ".zip":
        write_bytes(out, _zip(files))
        return
    out.mkdir(parents=False, exist_ok=True)
    for name, content in files.items():
        write_bytes(out / name, content)


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _table(model: type[BaseModel], parts: Sequence[Any]) -> str:
    """A row for each part; properties come after the fields, those with the name of a field as `property:name`."""
    rows = [part.model_dump() for part in parts]
    fields = [name for name in model.model_fields if name != "properties"]
    own = sorted({name for row in rows for name in row.get("properties", ())})
    heads = [*fields, *(name if name not in fields else f"property:{name}" for name in own)]
    cells = [[*(row[name] for name in fields), *(row.get("properties", {}).get(name) for name in own)] for row in rows]
    return _text(heads, cells)


def _text(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return csv_text([[utf8(head) for head in heads], *([utf8(cell(value)) for value in row] for row in rows)])
