"""A page of some entities beside a command's answer (--html)."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.output import writing
from graph.cli.profile import ProfileChoice, profile_options, public_place, tell_sources, tell_written
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.cli.options import F
    from graph.cli.walking import Walk
    from graph.export.view import GraphView
    from graph.stores import Store


@dataclass(frozen=True, slots=True)
class PageChoice:
    """Where the page goes, if one was asked for, and under which profile."""

    out: Path | None
    profile: ProfileChoice


def page_option(command: F) -> F:
    """Adds --html, --profile and --key; the command gets them as `page: PageChoice`."""

    @click.option(
        "--html",
        "out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="OUT",
        help="Also write an HTML page of the entities in the answer, with all relations among them.",
    )
    @profile_options
    @functools.wraps(command)
    def wrapped(out: Path | None, profile: ProfileChoice, **options: Any) -> Any:
        if out is None and profile.name != "internal":
            raise UsageError(
                "--profile is for the page: the answer itself shows the names on record", hint="add --html OUT, or leave it out"
            )
        return command(page=PageChoice(out, profile), **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def page_beside(store: Store, ids: Iterable[str], words: str, walk: Walk, page: PageChoice) -> None:
    """Writes the page of an answer's entities where one was asked for, and says what is in it; `words` say what they are."""
    if page.out is None:
        return
    from graph.export.formats.html import write_html

    publication = page.profile.publication(store)
    shown = _view(store, ids, f"{words}, {walk.snapshot.words()}" if walk.snapshot else words, walk)
    if publication:
        tell_sources(publication, shown)
        shown = publication.view(shown)
    place = public_place(page.out, publication)
    with writing(place, public=publication is not None):
        write_html(shown, place)
    tell_written(shown, place, publication)


def _view(store: Store, ids: Iterable[str], words: str, walk: Walk) -> GraphView:
    """Some entities as a page shows them today."""
    from graph.ask.view import view

    return view(store, ids, words, words, f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", walk.snapshot, denied=walk.denied)
