"""`conflicts`: what cannot all be true, and on request what only looks like it."""

from __future__ import annotations

from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from graph.cli.ledger import known_metrics
from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit_rows, head, note, say
from graph.errors import NothingFound, UsageError
from graph.model.fields import in_words
from graph.text import counted

if TYPE_CHECKING:
    from graph.ask.conflicts import Comparison
    from graph.stores import Store

_WIDEST = 100


@click.command()
@click.option("--metric", "metrics", multiple=True, help="Compare this metric only; several are set side by side.")
@click.option("--entity", metavar="NAME", help="Compare what concerns this entity, or comes from it.")
@click.option(
    "--rate", "rates", multiple=True, metavar="USD=80", help="A currency's worth in one common unit; give at least two."
)
@click.option("--all", "alike", is_flag=True, help="Also what only looks like a conflict: compatible, different, repeated.")
@click.option("--only", type=click.Choice(["conflict", "all"]), help="The same as a word; all is --all.")
@format_option
@store_option
def conflicts(fmt: str, store: StoreChoice, **asked: Any) -> None:
    """What cannot all be true, and why: values, denials, shares, deaths and ends; with --all what only looks like it.

    Compared are figures of one scope and unit, fields and properties of which a thing has one, what some say and others
    deny, shares of one thing, and the order of birth, death, beginning and end. Not compared are free text, and figures
    whose scopes are worded differently.

    \b
    Example:
      casegraph conflicts
      casegraph conflicts --all --metric listed-persons --metric contracts-signed
      casegraph conflicts --all --metric monthly-pay --rate RUB=1 --rate USD=80
    """
    from graph.ask.conflicts import COLUMNS, CONFLICTS, CompareQuestion, comparisons
    from graph.ask.search import resolve

    alike = asked["alike"] or asked["only"] == "all"
    with store.open() as opened:
        entity = resolve(opened, asked["entity"]).id if asked["entity"] else None
        question = CompareQuestion(tuple(asked["metrics"]), entity, _rates(asked["rates"]), alike)
        found = comparisons(opened, question)
        if not found and asked["metrics"] and not _has_metrics(opened, asked["metrics"]):
            raise NothingFound("no figure has that metric", hint=known_metrics(opened, asked["metrics"][0]))
    if fmt == "table":
        _print(found)
    else:
        emit_rows([one.as_json() for one in found], fmt, COLUMNS)
    real = counted(sum(one.finding in CONFLICTS for one in found), "conflict")
    note(f"{counted(len(found), 'comparison')}, {real}" if alike else f"{real}; --all shows what only looks like one")


def _print(found: list[Comparison]) -> None:
    """Each finding as a paragraph: what it is about, why, and who stands behind either side."""
    width = min(get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    for number, one in enumerate(found, 1):
        if number > 1:
            say()
        title = " · ".join(dict.fromkeys((one.finding, in_words(one.measure), one.subject)))
        for line in wrap(f"{number}. {title}", width, subsequent_indent="   "):
            head(line)
        _wrapped(one.why, "   ", width)
        _wrapped(_side(one.one, one.one_origins, one.one_grade, one.one_claims), "   - ", width)
        _wrapped(_side(one.other, one.other_origins, one.other_grade, one.other_claims), "   - ", width)


def _side(said: str, origins: tuple[str, ...], grade: str | None, claims: tuple[str, ...]) -> str:
    behind = [", ".join(origins), grade or "", f"see {', '.join(claims)}" if claims else ""]
    text = "; ".join(part for part in behind if part)
    return said + (f" [{text}]" if text else "")


def _wrapped(text: str, indent: str, width: int) -> None:
    for line in wrap(text, width, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False):
        say(line)


def _has_metrics(store: Store, metrics: tuple[str, ...]) -> bool:
    query = "MATCH (c:Claim) WHERE c.metric IN $metrics RETURN c.id AS id LIMIT 1"
    return bool(store.read(query, {"metrics": list(metrics)}).rows)


def _rates(words: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for word in words:
        currency, _, worth = word.partition("=")
        try:
            found[currency.strip().upper()] = float(worth)
        except ValueError:
            raise UsageError(f"“{word}” is no rate", hint="write --rate RUB=1 --rate USD=80") from None
        if not found[currency.strip().upper()] > 0:
            raise UsageError(f"“{word}” is no rate: it must be above nothing", hint="write --rate RUB=1 --rate USD=80")
    if len(found) == 1:
        raise UsageError("one rate compares nothing", hint="give a rate for each currency: --rate RUB=1 --rate USD=80")
    return found
