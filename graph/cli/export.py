"""`export`: a part of the graph as a file that can be handed on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, moment_options, store_option
from graph.cli.output import note, writing
from graph.cli.page import page_view, write_page
from graph.cli.query import PARAMETERS, QUERIES, pairs, run_canned
from graph.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from graph.export.view import GraphView
    from graph.stores.base import Store
    from graph.times import Moment


@click.group()
def export() -> None:
    """Write a part of the graph to a file.

    \b
    Example:
      casegraph export html case.html --around "Askar Kubanychbek" --hops 2
      casegraph export ftm case.ftm.json --around "Askar Kubanychbek" --hops 2
    """


@export.command("html")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--around", metavar="NAME", help="An entity and what lies within --hops of it.")
@click.option("--hops", type=click.IntRange(0, 6), default=2, show_default=True, help="How far around.")
@click.option("--path", "ends", nargs=2, metavar="FROM TO", help="All shortest paths between two entities.")
@click.option("--query", "name", help="The entities that a canned question names; with -p for its parameters.")
@PARAMETERS
@QUERIES
@click.option("--all", "every", is_flag=True, help="Everything in the store.")
@click.option("--title", help="Heading of the page.")
@moment_options
@store_option
def html(out: Path, store: StoreChoice, title: str | None, **choice: Any) -> None:
    """Write one HTML file that opens from disk and asks nothing of any network; - writes it to stdout.

    \b
    Example:
      casegraph export html wagner.html --around "Wagner Group" --hops 1
      casegraph export html how.html --path "Askar Kubanychbek" "Russian Foreign Ministry"
      casegraph export html then.html --around "Wagner Group" --as-of 2023-06-01 --known-at 2025-07-10
    """
    from graph.export.html import render_html

    with store.open() as opened:
        shown = chosen_view(opened, title, **choice)
    if str(out) == "-":
        sys.stdout.write(render_html(shown))
        return
    write_page(shown, out)


@export.command("ftm")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--around", metavar="NAME", help="An entity and what lies within --hops of it.")
@click.option("--hops", type=click.IntRange(0, 6), default=2, show_default=True, help="How far around.")
@click.option("--path", "ends", nargs=2, metavar="FROM TO", help="All shortest paths between two entities.")
@click.option("--query", "name", help="The entities that a canned question names; with -p for its parameters.")
@PARAMETERS
@QUERIES
@click.option("--all", "every", is_flag=True, help="Everything in the store.")
@moment_options
@store_option
def ftm(out: Path, store: StoreChoice, **choice: Any) -> None:
    """Write FollowTheMoney entities as JSON lines, checked with its library; what it has no word for is listed at the end.

    \b
    Example:
      casegraph export ftm wagner.ftm.json --around "Wagner Group" --hops 1
      casegraph export ftm - --all
    """
    from graph.cli.export_ftm import write_ftm

    with store.open() as opened:
        write_ftm(opened, chosen_view(opened, None, **choice), out)


def chosen_view(store: Store, title: str | None, **choice: Any) -> GraphView:
    """The view that the options choose: exactly one of around, path, query and all.

    Raises:
        UsageError: none or several of them.
        NothingFound: the choice is empty.
    """
    asked = [key for key in ("around", "ends", "name", "every") if choice.get(key)]
    if len(asked) != 1:
        raise UsageError(
            "say what to show: one of --around NAME, --path FROM TO, --query NAME or --all",
            hint='for example: --around "Wagner Group" --hops 1',
        )
    ids, description = _CHOICES[asked[0]](store, choice)
    if not ids:
        raise NothingFound("there is nothing to show", hint="`casegraph status` says what is in the store")
    moment: Moment = choice["moment"]
    shown = page_view(store, ids, description, title, moment)
    if not shown.nodes:
        raise NothingFound(f"there is nothing to show {moment.words()}", hint="ask for a later day, or leave the days out")
    return shown


def _around(store: Store, choice: dict[str, Any]) -> tuple[set[str], str]:
    from graph import subgraph
    from graph.search import resolve

    entity = resolve(store, choice["around"])
    hops = choice["hops"]
    return subgraph.around(
        store, entity["id"], hops, choice["moment"]
    ), f"{entity['name']} and what lies within {hops} {'hop' if hops == 1 else 'hops'}"


def _path(store: Store, choice: dict[str, Any]) -> tuple[set[str], str]:
    from graph.paths import PathQuestion, find_paths
    from graph.search import resolve
    from graph.stores.base import Limits

    start, end = (resolve(store, name) for name in choice["ends"])
    found = find_paths(store, PathQuestion(start, end, every=True), Limits())
    return {node["id"] for one in found["paths"] for node in one["nodes"]}, f"From {start['name']} to {end['name']}"


def _query(store: Store, choice: dict[str, Any]) -> tuple[set[str], str]:
    from graph import subgraph
    from graph.query import load_one
    from graph.stores.base import DEFAULT_LIMIT, Limits

    one = load_one(choice["name"], choice.get("queries"))
    given = pairs(choice.get("given", ()))
    takes = {parameter.name for parameter in one.parameters}
    given |= {key: day for key, day in choice["moment"].asked().items() if key in takes and key not in given}
    values = one.values(given)
    result = run_canned(store, one, values, Limits(rows=DEFAULT_LIMIT))
    asked = {key: value for key, value in values.items() if value is not None}
    return subgraph.mentioned(store, [*result.rows, asked]), one.summary


def _all(store: Store, choice: dict[str, Any]) -> tuple[set[str], str]:  # noqa: ARG001  one signature for all choices
    from graph import subgraph

    return subgraph.everything(store), "Everything in the store"


_CHOICES = {"around": _around, "ends": _path, "name": _query, "every": _all}


@export.command("neo4j-import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@store_option
def neo4j_import(folder: Path, store: StoreChoice) -> None:
    """Write the whole store as files for `neo4j-admin database import full`, with the script that calls it.

    \b
    Example:
      casegraph export neo4j-import handover/ --store casegraph.db
    """
    from graph.streaming.handover import write_import

    with store.open() as opened, writing(folder):
        counts = write_import(opened, folder)
    nodes = sum(counts.values()) - counts["edges"]
    note(f"{nodes} nodes and {counts['edges']} relationships in {folder}; stop the server and run import.sh there")
