"""`case`: the judgment chain of a case, in the order that is known, with what is not stated left so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, format_option, store_option, whole_day
from graph.cli.output import emit, emit_rows, head, say
from graph.ledger.certainty import Certainty

if TYPE_CHECKING:
    import datetime as dt

NOT_STATED = str(Certainty.NOT_STATED)
_CHARGE = ("what", "name", "of", "article", "penalty", "since", "until", "status", "grade", "sources", "origins")
_TIMELINE = ("step", "what", "name", "date", "dating", "standing", "certainty", "court", "article", "months", "restriction",
             "supersedes", "follows", "status", "grade", "sources", "origins")  # fmt: skip
_PLAIN = re.compile(r"\d{4}(-(0\d|1[012])(-\d\d)?)?[?~%]?")
_NO_TERM = ("acquittal", "release", "pardon")  # decisions that set no months


@click.command()
@click.argument("name", metavar="CASE")
@click.option(
    "--as-of", callback=whole_day, metavar="DATE", help="Say as well which ruling stood on that day, and how sure that is."
)
@format_option
@store_option
def case(name: str, as_of: dt.date | None, fmt: str, store: StoreChoice) -> None:
    """The judgment chain of a case: charge, verdict, appeal, release, and what happened around them, in the order known.

    CASE is a case, or a person who is defendant in one case only. dating says how sure a date is: `definitely` as the
    source states it, `possibly` where it is unsure or only the order of events bounds it, `not stated`. Events of one
    step may lie in any order; one without a step has no place that any source gives. A ruling is in force on a day when
    no later one had taken its place; whether its term had been served by then is not asked.

    \b
    Example:
      casegraph case kubanychbek-case
      casegraph case "Askar Kubanychbek" --as-of 2023-12-31
    """
    from graph.ask.case import find_case, timeline

    with store.open() as opened:
        found = timeline(opened, find_case(opened, name)["id"], as_of)
    if fmt == "json":
        emit(found)
    elif fmt == "table":
        _print(found)
    else:
        emit_rows(_flat(found), fmt)


def _flat(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Charge and timeline as rows of the same columns, with both numbers beside their lists."""
    from graph.ask.case import CHARGE, STANDING, TIMELINE

    columns = dict.fromkeys(("part", *TIMELINE, *(STANDING if found["as_of"] else ()), *CHARGE))
    return [
        columns | row | {"part": part, "source_count": len(row["sources"]), "origin_count": len(row["origins"])}
        for part in ("charge", "timeline")
        for row in found[part]
    ]


def _print(found: dict[str, Any]) -> None:
    one = found["case"]
    head(f"{one['name']} · {one['kind']} · {one['id']}")
    for field in ("summary", "reference", "opened", "closed"):
        if one[field]:
            say(one[field] if field == "summary" else f"{field}: {one[field]}")
    _part("Charge and parties", [_party(row, one["name"]) for row in found["charge"]], _CHARGE)
    _part("Timeline", [_line(row) for row in found["timeline"]], _TIMELINE)
    if not found["timeline"]:
        say("\nno source tells of a ruling or an event in this case")
    for contradiction in found["contradictions"]:
        say(f"contradiction: {contradiction}")
    if found["as_of"]:
        say()
        head(f"On {found['as_of']}")
        for line in standing(found["timeline"]):
            say(line)


def _part(title: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    if rows:
        say()
        head(f"{title} ({len(rows)})")
        emit_rows(rows, "table", [column for column in columns if any(row.get(column) not in (None, "", []) for row in rows)])


def _party(row: dict[str, Any], case_name: str) -> dict[str, Any]:
    """A row of the first part: whose it is, is said only where it is not the case's own."""
    return _numbered({**row, "name": row["name"] or NOT_STATED, "of": None if row["of"] == case_name else row["of"]})


def _numbered(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "sources": len(row["sources"]), "origins": len(row["origins"])}


def _line(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the timeline as a person reads it: what is not stated is said, days in between are in brackets."""
    shown = _numbered(row)
    shown["date"] = _date(row)
    shown["follows"] = _named(row["follows"])
    if row["court"] is None:  # no ruling
        return shown
    shown["court"] = row["court"] or NOT_STATED
    charged = " (as charged)" if row["as_charged"] else ""
    shown["article"] = "; ".join(row["article"]) + charged if row["article"] else NOT_STATED
    shown["supersedes"] = _named(row["supersedes"])
    if row["months"] is None and row["restriction"] is None and row["what"] not in _NO_TERM:
        shown["months"] = NOT_STATED
    if row["restriction_months"] is not None:
        shown["restriction"] = f"{row['restriction'] or NOT_STATED} ({row['restriction_months']} months)"
    return shown


def _date(row: dict[str, Any]) -> str:
    """A date as the source states it, with its days where its form does not show them, as those of a season (2024-21)."""
    first, last = row["not_before"], row["not_after"]
    if row["date"] and _PLAIN.fullmatch(row["date"]):
        return str(row["date"])
    days = f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}" if last else ""
    return (row["date"] or NOT_STATED) + (f" ({days})" if days else "")


def _named(others: list[dict[str, str]]) -> list[str]:
    return [other["name"] + ("" if other["status"] == "asserted" else f" ({other['status']})") for other in others]


def standing(rows: list[dict[str, Any]]) -> list[str]:
    """Which rulings stood, a line for each that may have; what the sources leave open is left open."""
    rulings = [row for row in rows if row.get("standing")]
    inside = [row for row in rulings if row["standing"] == "in force"]
    if not rulings:
        return [f"{NOT_STATED}: no source tells of a ruling"]
    lines = [_stood(row) for row in inside or rulings]
    unsure = sum(row["certainty"] != Certainty.DEFINITELY for row in inside)
    return lines + ([f"no source says which of these {unsure} stood on that day"] if unsure > 1 else [])


def _stood(row: dict[str, Any]) -> str:
    whether = "whether " if row["certainty"] == NOT_STATED else ""
    terms = _terms(row) if row["standing"] == "in force" else ""
    return f"{row['certainty']}: {whether}“{row['name']}” was {row['standing']}{terms}"


def _terms(row: dict[str, Any]) -> str:
    months = f"{row['months']} months" if row["months"] is not None else ""
    restriction = _line(row)["restriction"] or ""
    return "".join(f", {term}" for term in (months, restriction) if term)
