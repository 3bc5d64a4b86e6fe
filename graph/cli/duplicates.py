"""`duplicates`: entities that may be the same, with each reason for and against."""

from __future__ import annotations

import click

from graph.cli.ask import kinds_named
from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit_rows, note
from graph.errors import NothingFound, UsageError

_COLUMNS = ("score", "a", "a_name", "b", "b_name", "for", "against")


@click.command()
@click.option("--kind", "kinds", multiple=True, help="Only this kind, and the kinds under it (default: Person); may be repeated.")
@click.option("--dataset", help="Only pairs with an entity of this data set.")
@click.option("--against", metavar="DATASET", help="With --dataset: the other entity must be of this one.")
@click.option("--min", "least", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="Least score.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Most pairs to print.")
@format_option
@store_option
def duplicates(kinds: tuple[str, ...], least: float, limit: int, fmt: str, store: StoreChoice, **datasets: str | None) -> None:
    """Pairs of entities that may be the same, likeliest first; nothing is joined and nothing written.

    The score is that of `compare`. Entities whose years of birth differ are never proposed.

    \b
    Example:
      casegraph duplicates
      casegraph duplicates --dataset staff --against sanctions --min 0.5
    """
    from graph.ask.duplicates import duplicates as find

    if datasets["against"] and not datasets["dataset"]:
        raise UsageError("--against wants --dataset", hint="name both data sets; `casegraph datasets` lists them")
    with store.open() as opened:
        found = find(opened, kinds_named(kinds or ("Person",)), least, **datasets)
    if not found:
        raise NothingFound(f"no two entities reach a score of {least:g}", hint="try a smaller --min, or another --kind")
    emit_rows([one.as_json() for one in found[:limit]], fmt, _COLUMNS)
    if len(found) > limit:
        note(f"only the first {limit} of {len(found)} pairs are shown; allow more with --limit")
