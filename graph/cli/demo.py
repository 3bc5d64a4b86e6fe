"""`demo`: from nothing to answers, a path and a page, in one command."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.demo_case import CASES, DEFAULT, DemoCase
from graph.cli.output import emit_rows, head, note, say, writing
from graph.errors import UsageError
from graph.text import counted

if TYPE_CHECKING:
    from graph.stores import Store


@click.command()
@click.option("--case", type=click.Choice(tuple(CASES)), default=DEFAULT, show_default=True, help="Which case that comes along.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("casegraph-demo"),
    show_default=True,
    help="Where the store and the page go.",
)
def demo(case: str, folder: Path) -> None:
    """Load a case that comes along into an embedded store, ask it three questions, find a path, draw the page.

    \b
    Example:
      casegraph demo
      casegraph demo --case made-up-harbour
    """
    from graph.stores import open_store

    _make(folder)
    shown = CASES[case]
    place = folder / shown.store
    with open_store(str(place), create=True) as store:
        _load(store, shown, place)
        _answer(store, shown)
        _path(store, shown)
        _page(store, shown, folder / shown.page)
    note(f"next: {shown.next} --store {place}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror or error}", hint="choose another with --folder") from error


def _load(store: Store, case: DemoCase, place: Path) -> None:
    from graph.ask.overview import counts
    from graph.ingest.seeds import load_seeds

    summary = load_seeds(store, case.name)
    head(f"Loaded the dossier {case.name} into {place}: {summary.new} new records, {summary.same} as before")
    found = counts(store)
    say(", ".join(counted(count, family.lower()) for family, count in found.families.items()))
    emit_rows(found.as_json()["kinds"], "table")


def _answer(store: Store, case: DemoCase) -> None:
    from graph.cli.query import run_canned
    from graph.query import load_one
    from graph.stores import Limits

    for question in case.questions:
        say()
        head(question.words)
        one = load_one(question.query)
        result = run_canned(store, one, one.values(question.given), Limits(rows=12))
        emit_rows(result.rows, "table", question.columns or result.columns)
        words = " ".join(f'-p {key}="{value}"' for key, value in question.given.items())
        say(f"(casegraph query run {question.query} {words})".replace(" )", ")"))


def _path(store: Store, case: DemoCase) -> None:
    from graph.ask.search import resolve
    from graph.cli.hops import named_in
    from graph.cli.path import print_path
    from graph.paths import PathQuestion, find_paths
    from graph.stores import Limits

    say()
    start, end = (resolve(store, name) for name in case.path)
    head(f"How are {start.name} and {end.name} connected?")
    for one in find_paths(store, PathQuestion(start, end), Limits()).paths:
        print_path(one, named_in(store, one.nodes, one.hops))


def _page(store: Store, case: DemoCase, out: Path) -> None:
    from graph.ask.select import everything
    from graph.ask.view import view
    from graph.export.formats.html import write_html

    today = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d")
    shown = view(store, everything(store), case.title, case.description, today)
    with writing(out):
        write_html(shown, out)
    say()
    say(f"The page: {out} ({len(shown.nodes)} entities, {len(shown.edges)} relations, {out.stat().st_size // 1024} KiB)")
