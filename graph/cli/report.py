"""`report`: all that the graph holds on one entity, as a dated and footnoted text to hand over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, known_at_option, store_option
from graph.cli.output import note, put, writing
from graph.cli.profile import ProfileChoice, profile_options, public_place, tell_singled, tell_sources
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.export.report_view import Report
    from graph.publish import Publication
    from graph.stores import Store

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
@known_at_option("Only what was known on that day, by publication or else by our recording.")
@profile_options
@store_option
def report(name: str, out: Path, fmt: str | None, known_at: dt.date | None, profile: ProfileChoice, store: StoreChoice) -> None:
    """Write a report on a person, case, law or anything else: every sentence ends in its sources, grade and place.

    Conflicts, hypotheses and the open questions come at the end. The text is made from fields alone. Under --profile public
    every protected person is in it under one pseudonym, and nothing tells the places of words on them.

    \b
    Example:
      casegraph report "Askar Kubanychbek" -o kubanychbek.html
      casegraph report kubanychbek-case -o - --format md
      casegraph report kubanychbek-case -o public.md --profile public
    """
    chosen = fmt or _by_ending(out)
    with store.open() as opened:
        publication = _publication(profile, opened)
        made = _made(opened, name, known_at, publication)
    text = _rendered(made, chosen)
    if str(out) == "-":
        put(text.encode())
        return
    place = public_place(out, publication)
    _write(place, text, public=publication is not None)
    for line in (f"{place}: {made.title}", *made.summary):
        note(line)


def _publication(profile: ProfileChoice, store: Store) -> Publication | None:
    if profile.k > 1:
        raise UsageError("a report is made of sentences, which --k does not make coarse", hint="use --k with `export`")
    return profile.publication(store)


def _made(store: Store, name: str, known_at: dt.date | None, publication: Publication | None) -> Report:
    from graph.ask.search import resolve
    from graph.ask.view import view
    from graph.report import gather, report

    key, today = resolve(store, name).id, dt.datetime.now(dt.UTC).date()
    if publication is not None:
        gathered = gather(store, key, known_at)
        shown = view(store, gathered.entities, "", "", f"{today}")
        tell_sources(publication, shown)
        tell_singled(publication.view(shown))
        return publication.report(gathered, today, known_at)
    return report(store, key, today, known_at)


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


def _write(out: Path, text: str, *, public: bool) -> None:
    from graph.export.atomic import write_whole

    with writing(out, public=public):
        write_whole(out, text)
