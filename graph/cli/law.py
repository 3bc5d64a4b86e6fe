"""`law`: the versions of an article, with their periods and penalties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, format_option, store_option, whole_day
from graph.cli.output import emit_rows
from graph.ledger.certainty import Certainty

if TYPE_CHECKING:
    import datetime as dt

NOT_STATED = str(Certainty.NOT_STATED)
_SHOWN = ("law", "law_id", "code", "article", "part", "country", "in_force_from", "in_force_until", "penalty", "certainty",
          "grade", "sources", "origins")  # fmt: skip


@click.command()
@click.argument("article")
@click.option("--in", "country", required=True, metavar="COUNTRY", help="The country whose law it is, by id, name or alias.")
@click.option(
    "--on",
    "day",
    callback=whole_day,
    metavar="DATE",
    help="Only versions that were or may have been in force on that day, and how sure.",
)
@format_option
@store_option
def law(article: str, country: str, day: dt.date | None, fmt: str, store: StoreChoice) -> None:
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
        rows = versions(opened, article, country, day)
    if fmt == "table":
        rows = [_line(row) for row in rows]
        columns = [name for name in _SHOWN if any(row.get(name) not in (None, "") for row in rows)]
        emit_rows(rows, fmt, columns)
        return
    counted = [row | {"source_count": len(row["sources"]), "origin_count": len(row["origins"])} for row in rows]
    emit_rows(counted, fmt, (*COLUMNS, "source_count", "origin_count"))


def _line(row: dict[str, Any]) -> dict[str, Any]:
    from graph.ask.laws import penalty

    months = {"penalty_min_months": row["min_months"], "penalty_max_months": row["max_months"], "penalty_life": row["life"]}
    numbers = {"sources": len(row["sources"]), "origins": len(row["origins"])}
    period = {name: row[name] or NOT_STATED for name in ("in_force_from", "in_force_until")}
    return row | period | numbers | {"penalty": penalty(months)}
