"""A page of some entities beside a command's answer (--html), and what is said when a page is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.output import note, writing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.cli.options import F
    from graph.export.view import GraphView
    from graph.stores.base import Store
    from graph.times import Moment


def page_option(command: F) -> F:
    """Adds --html; the command gets it as `page: Path | None`."""
    return click.option(
        "--html",
        "page",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="OUT",
        help="Also write an HTML page of the entities in the answer, with all relations among them.",
    )(command)


def page_beside(store: Store, ids: Iterable[str], words: str, moment: Moment, page: Path | None) -> None:
    """Writes the page of an answer's entities where one was asked for."""
    if page is not None:
        write_page(page_view(store, ids, words, None, moment), page)


def page_view(store: Store, ids: Iterable[str], words: str, title: str | None, moment: Moment) -> GraphView:
    """Some entities as a page shows them today; `words` say what they are."""
    from graph import subgraph

    description = f"{words}, {moment.words()}" if moment else words
    return subgraph.view(store, ids, title or description, description, f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", moment)


def write_page(shown: GraphView, out: Path) -> None:
    """Writes a page to a file, and says what is in it."""
    from graph.export.html import write_html

    with writing(out):
        write_html(shown, out)
    note(f"{len(shown.nodes)} entities and {len(shown.edges)} relations in {out}")
    if protected := sum(node.protected for node in shown.nodes):
        note(f"protected persons on this page: {protected}; it shows their names, so do not publish it as it is")
