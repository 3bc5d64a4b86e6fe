"""`export`: a part of the graph as a file that can be handed on, in the format that its reader needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, store_option
from graph.cli.output import note, put, writing
from graph.cli.profile import public_place, tell_written
from graph.cli.selection import Selection, chosen_view, selection_options
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.export.view import GraphView
    from graph.publish import Publication

OUT = click.argument("out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
FOLDER = click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
FORCE = click.option("--force", is_flag=True, help="Draw it also when it is too large to be read.")
TABLES = ("nodes", "edges", "claims", "sources", "about")


@click.group()
def export() -> None:
    """Write a part of the graph to a file.

    Say which part by one of --around, --path, --component, --query and --all. With the chosen entities come all relations
    among them and, where the format can hold them, the claims and their sources. - writes to stdout. Under --profile public
    every protected person leaves under one pseudonym.

    \b
    Example:
      casegraph export html case.html --around "Askar Kubanychbek" --hops 2
      casegraph export gexf all.gexf --all --profile public
      casegraph export ftm case.ftm.json --around "Askar Kubanychbek" --hops 2
    """


@export.command("html")
@OUT
@FORCE
@selection_options
def html(out: Path, selection: Selection, force: bool) -> None:
    """Write one HTML file that opens from disk and asks nothing of any network; - writes it to stdout.

    \b
    Example:
      casegraph export html wagner.html --around "Wagner Group" --hops 1
      casegraph export html how.html --path "Askar Kubanychbek" "Russian Foreign Ministry"
      casegraph export html then.html --around "Wagner Group" --as-of 2023-06-01 --known-at 2025-07-10
      casegraph export html public.html --all --profile public
    """
    from graph.export.html import render_html

    _written(out, *selection.view(_most(force)), lambda view: render_html(view).encode())


@export.command("json")
@OUT
@selection_options
def json_(out: Path, selection: Selection) -> None:
    """Write everything as one JSON document: nodes, edges, claims, sources and conflicts, by a schema.

    \b
    Example:
      casegraph export json wagner.json --around "Wagner Group" --hops 1
    """
    from graph.export.json import render_json

    _written(out, *selection.view(), lambda view: render_json(view).encode())


@export.command("csv")
@FOLDER
@click.option("--table", type=click.Choice(TABLES), help="One table alone, into a file or to stdout.")
@click.option("--excel", is_flag=True, help="With the byte order mark that Excel needs to see UTF-8.")
@selection_options
def csv_(out: Path, selection: Selection, table: str | None, excel: bool) -> None:
    """Write tables: nodes, edges, claims, sources and about, into a folder or, where OUT ends in .zip, into one file.

    Cells that a spreadsheet would take for a formula get an apostrophe in front; one apostrophe taken from the front of
    every cell that begins with one gives the text back.

    \b
    Example:
      casegraph export csv wagner --around "Wagner Group" --hops 1
      casegraph export csv wagner.zip --around "Wagner Group" --hops 1 --excel
      casegraph export csv - --table claims --around "Wagner Group" --hops 1
    """
    from graph.export.csv import render_tables, write_tables

    if str(out) == "-" and table is None:
        raise UsageError("several tables cannot go to stdout", hint="name one with --table, or a folder or .zip instead of -")
    view, publication = selection.view()
    if table is not None:
        _written(out, view, publication, lambda shown: (("\ufeff" if excel else "") + render_tables(shown)[table]).encode())
        return
    place = public_place(out, publication)
    with writing(place):
        write_tables(view, place, excel=excel)
    tell_written(view, place, publication)


@export.command("gexf")
@OUT
@selection_options
def gexf(out: Path, selection: Selection) -> None:
    """Write GEXF 1.3 for Gephi, with dates as spells and dynamic attributes. Claims and sources do not fit into it.

    \b
    Example:
      casegraph export gexf all.gexf --all
    """
    from graph.export.gexf import render_gexf

    _written(out, *selection.view(), lambda view: render_gexf(view).encode())


@export.command("graphml")
@OUT
@selection_options
def graphml(out: Path, selection: Selection) -> None:
    """Write GraphML for yEd, Cytoscape, igraph or networkx. Claims and sources do not fit into it.

    \b
    Example:
      casegraph export graphml all.graphml --all
    """
    from graph.export.graphml import render_graphml

    _written(out, *selection.view(), lambda view: render_graphml(view).encode())


@export.command("dot")
@OUT
@selection_options
def dot(out: Path, selection: Selection) -> None:
    """Write DOT, the source of a drawing by Graphviz.

    \b
    Example:
      casegraph export dot wagner.dot --around "Wagner Group" --hops 1
    """
    from graph.export.dot import render_dot

    _written(out, *selection.view(), lambda view: render_dot(view).encode())


@export.command("mermaid")
@OUT
@selection_options
def mermaid(out: Path, selection: Selection) -> None:
    """Write a Mermaid flowchart, for wikis and forges that draw it.

    \b
    Example:
      casegraph export mermaid how.mmd --path "Askar Kubanychbek" "Russian Foreign Ministry"
    """
    from graph.export.mermaid import MOST_EDGES, render_mermaid

    view, publication = selection.view()
    _written(out, view, publication, lambda shown: render_mermaid(shown).encode())
    if len(view.edges) > MOST_EDGES:
        note(f"Mermaid draws {MOST_EDGES} lines unless it is told otherwise (maxEdges); this has {len(view.edges)}")


@export.command("svg")
@OUT
@FORCE
@selection_options
def svg(out: Path, selection: Selection, force: bool) -> None:
    """Write a picture whose text stays text: SVG with title, legend and footer, without script or links.

    \b
    Example:
      casegraph export svg wagner.svg --around "Wagner Group" --hops 1
    """
    from graph.export.svg import render_svg

    _written(out, *selection.view(_most(force)), lambda view: render_svg(view).encode())


@export.command("png")
@OUT
@FORCE
@selection_options
def png(out: Path, selection: Selection, force: bool) -> None:
    """Write the same picture as PNG, drawn with the fonts of this machine.

    \b
    Example:
      casegraph export png wagner.png --around "Wagner Group" --hops 1
    """
    from graph.export.png import render_png

    _written(out, *selection.view(_most(force)), render_png)


@export.command("ftm")
@OUT
@selection_options
def ftm(out: Path, selection: Selection) -> None:
    """Write FollowTheMoney entities as JSON lines, checked with its library; what it has no word for is listed at the end.

    They are in the claims' own words, for which there is no public profile.

    \b
    Example:
      casegraph export ftm wagner.ftm.json --around "Wagner Group" --hops 1
      casegraph export ftm - --all
    """
    from graph.cli.export_ftm import write_ftm

    if selection.profile.name == "public":
        raise UsageError(
            "FollowTheMoney entities carry the claims' own words: there is no public profile for them",
            hint="hand on another format with --profile public, such as json or graphml",
        )
    with selection.store.open() as opened:
        write_ftm(opened, chosen_view(opened, selection.title, **selection.choice), out)


@export.command("neo4j-import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@store_option
def neo4j_import(folder: Path, store: StoreChoice) -> None:
    """Write the whole store as files for `neo4j-admin database import full`, with the script that calls it.

    \b
    Example:
      casegraph export neo4j-import handover/ --store casegraph.db
    """
    from graph.ingest.neo4j_import import write_import

    with store.open() as opened, writing(folder):
        counts = write_import(opened, folder)
    nodes = sum(counts.values()) - counts["edges"]
    note(f"{nodes} nodes and {counts['edges']} relationships in {folder}; stop the server and run import.sh there")


def _most(force: bool) -> int | None:
    from graph.export.size import LARGE

    return None if force else LARGE


def _written(out: Path, view: GraphView, publication: Publication | None, render: Callable[[GraphView], bytes]) -> None:
    """Writes one file, whole or not at all, or to stdout."""
    from graph.export.atomic import write_bytes

    place = public_place(out, publication)
    content = render(view)
    if str(out) == "-":
        put(content)
        return
    with writing(place):
        write_bytes(place, content)
    tell_written(view, place, publication)
