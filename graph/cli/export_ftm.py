"""What `export ftm` writes and tells: the entities, and the table of what was lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from graph.cli.output import note, writing

if TYPE_CHECKING:
    from pathlib import Path

    from graph.export.view import GraphView
    from graph.stores.base import Store


def write_ftm(store: Store, view: GraphView, out: Path) -> None:
    """Writes the view; `-` is stdout. Losses go to stderr, one line for each sort.

    Raises:
        ExportError: the file cannot be written.
        UsageError: the followthemoney library is not installed.
    """
    from graph.ask.edge_claims import edge_claims
    from graph.export.atomic import write_whole
    from graph.export.ftm import LOSSES, Part, ftm_entities

    said = edge_claims(store, (claim.id for claim in view.claims if claim.relation))
    parts = {key: Part("asserted", one.since, one.until, one.details, one.extra) for key, one in said.items()}
    written = ftm_entities(view, parts)
    if str(out) == "-":
        sys.stdout.writelines(written.lines())
    else:
        with writing(out):
            write_whole(out, "".join(written.lines()))
        note(f"{len(written.entities)} entities in {out}")
    for what, count in sorted(written.losses.items()):
        note(f"{count} × {LOSSES[what]}")
    if protected := sum(node.protected for node in view.nodes):
        note(f"protected persons in this file: {protected}; it holds their names, so do not publish it as it is")
