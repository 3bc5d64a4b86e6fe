"""`law`: the versions of an article, with their periods and penalties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, day_option, format_option, store_option
from graph.cli.output import emit_rows, used_columns
from graph.ledger.certainty import Certainty

if TYPE_CHECKING:
    import datetime as dt

    from graph.ask.laws import LawVersion
    from graph.cli.output import Row

NOT_STATED = str(Certainty.NOT_STATED)
_SHOWN = ("law", "law_id", "code", "article", "part", "country", "in_force_from", "in_force_until", "penalty", "certainty",
          "grade", "sources", "origins")  # fmt: skip


@click.command()
@click.argument("article")
@click.option("--in", "country", required=True, metavar="COUNTRY", help="The country whose law it is, by id, name or alias.")
@day_option("--on", "Only versions that were or may have been in force on that day, and how sure.")
@format_option
@store_option
def law(article: str, country: str, on: dt.date | None, fmt: str, store: StoreChoice) -> None:
    """The versions of an article in one country: in force from and until, what it threatens, on whose word.

    With --on each has its certainty: `definitely`, `possibly` (an imprecise or open end) or `not stated`. The same number in
    another country is another law and is never shown.

    \b
    Example:
      casegraph law 172 --in Kazakhstan
      casegraph law "Article 172" --in Kazakhstan --on 2025-06-30
    """
    from graph.ask.laws import COLUMNS, versions

    with store.open() as opened:
        found = versions(opened, article, country, on)
    if fmt == "table":
        rows = [_line(version) for version in found]
        emit_rows(rows, fmt, used_columns(rows, _SHOWN))
        return
    counts = ({"source_count": len(version.sources), "origin_count": len(version.origins)} for version in found)
    rows = [version.as_json() | count for version, count in zip(found, counts, strict=True)]
    emit_rows(rows, fmt, (*COLUMNS, "source_count", "origin_count"))


def _line(version: LawVersion) -> Row:
    """A version as a person reads it: its penalty in words, what is not stated said, sources and origins counted."""
    from graph.ask.laws import LawText, penalty

    terms = LawText(penalty_min_months=version.min_months, penalty_max_months=version.max_months, penalty_life=version.life)
    return version.as_json() | {
        "in_force_from": version.in_force_from or NOT_STATED, "in_force_until": version.in_force_until or NOT_STATED,
        "sources": len(version.sources), "origins": len(version.origins), "penalty": penalty(terms),
    }  # fmt: skip
