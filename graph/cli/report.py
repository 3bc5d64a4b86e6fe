"""`report`: all that the graph holds on one entity, as a dated and footnoted text to hand over."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, store_option, whole_day
from graph.cli.output import note, writing
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.export.report_view import Report

FORMATS = {"md": "md", "markdown": "md", "html": "html", "htm": "html"}
"""Endings of a file, and the format that each means."""


@click.command()
@click.argument("name", metavar="ENTITY|CASE")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The file to write, .md or .html; - for stdout, with --format.",
)  # fmt: skip
@click.option(
    "--format", "fmt", type=click.Choice(("md", "html")), help="Markdown or HTML, where the file's ending does not say."
)
@click.option(
    "--known-at",
    callback=whole_day,
    metavar="DATE",
    help="Only what was known on that day, by publication or else by our recording.",
)
@store_option
def report(name: str, out: Path, fmt: str | None, known_at: dt.date | None, store: StoreChoice) -> None:
    """Write a report on a person, case, law or anything else: every sentence ends in its sources, grade and place.

    Conflicts, hypotheses and the open questions come at the end. The text is made from fields alone.

    \b
    Example:
      casegraph report "Askar Kubanychbek" -o kubanychbek.html
      casegraph report kubanychbek-case -o - --format md
    """
    from graph.report import report as compose
    from graph.search import resolve

    chosen = fmt or _by_ending(out)
    with store.open() as opened:
        made = compose(opened, resolve(opened, name)["id"], dt.datetime.now(dt.UTC).date(), known_at)
    text = _rendered(made, chosen)
    if str(out) == "-":
        sys.stdout.write(text)
    else:
        _write(out, text)
        for line in (f"{out}: {made.title}", *made.summary):
            note(line)


def _by_ending(out: Path) -> str:
    """The format that a file's ending means.

    Raises:
        UsageError: it means none.
    """
    found = FORMATS.get(out.suffix.removeprefix(".").lower())
    if found is None:
        raise UsageError(
            "say the format of what goes to stdout" if str(out) == "-" else f"{out} does not end in .md or .html",
            hint="add --format md or --format html",
        )
    return found


def _rendered(made: Report, fmt: str) -> str:
    if fmt == "html":
        from graph.export.report_html import render_report

        return render_report(made)
    from graph.export.markdown import render_markdown

    return render_markdown(made)


def _write(out: Path, text: str) -> None:
    from graph.export.atomic import write_whole

    with writing(out):
        write_whole(out, text)
