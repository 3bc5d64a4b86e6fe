"""`case`: the judgment chain of a case, in the order that is known, with what is not stated left so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, as_of_option, format_option, store_option
from graph.cli.output import emit, emit_rows, head, say, say_part
from graph.ledger.certainty import Certainty
from graph.ledger.values import contest_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.ask.case import Case, Party
    from graph.ask.case_events import CaseEvent, EarlierEvent
    from graph.cli.output import Row

NOT_STATED = str(Certainty.NOT_STATED)
_CHARGE = ("what", "name", "of", "article", "penalty", "since", "until", "status", "grade", "sources", "origins", "disputed",
           "disputed_grade", "disputed_origins")  # fmt: skip
_TIMELINE = ("step", "what", "name", "date", "dating", "standing", "certainty", "court", "article", "months", "restriction",
             "supersedes", "follows", "status", "grade", "sources", "origins")  # fmt: skip
_PLAIN = re.compile(r"\d{4}(-(0\d|1[012])(-\d\d)?)?[?~%]?")
_NO_TERM = ("acquittal", "release", "pardon")  # decisions that set no months


@click.command()
@click.argument("name", metavar="CASE")
@as_of_option("Say as well which ruling stood on that day, and how sure that is.")
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
    from graph.ask.case import case_of, find_case

    with store.open() as opened:
        answer = case_of(opened, find_case(opened, name), as_of)
    if fmt == "json":
        emit(answer.as_json())
    elif fmt == "table":
        _print(answer)
    else:
        emit_rows(_flat(answer), fmt)


def _flat(answer: Case) -> list[Row]:
    """Charge and timeline as rows of the same columns, with both numbers beside their lists."""
    from graph.ask.case import Party
    from graph.ask.case_events import STANDING, CaseEvent

    events = [name for name in CaseEvent.model_fields if answer.as_of or name not in STANDING]
    columns = dict.fromkeys(("part", *events, *Party.model_fields))
    return [
        columns | row.as_json() | {"part": part, "source_count": len(row.sources), "origin_count": len(row.origins)}
        for part, rows in (("charge", answer.charge), ("timeline", answer.timeline))
        for row in rows
    ]


def _print(answer: Case) -> None:
    case = answer.case
    head(f"{case.name} · {case.kind} · {case.id}")
    for field, value in (
        ("", case.summary),
        ("reference: ", case.reference),
        ("opened: ", case.opened),
        ("closed: ", case.closed),
    ):
        if value:
            say(f"{field}{value}")
    say_part("Charge and parties", [_party(party, case.name) for party in answer.charge], _CHARGE)
    say_part("Timeline", [_line(event) for event in answer.timeline], _TIMELINE)
    if not answer.timeline:
        say("\nno source tells of a ruling or an event in this case")
    for contradiction in answer.contradictions:
        say(f"contradiction: {contradiction}")
    if answer.as_of:
        say()
        head(f"On {answer.as_of}")
        for line in standing(answer.timeline):
            say(line)


def _party(party: Party, case_name: str) -> Row:
    """A row of the first part: whose it is, is said only where it is not the case's own."""
    return (
        party.as_json()
        | _numbers(party)
        | {"disputed": party.standing if party.disputed_sources else None}
        | {"name": party.name or NOT_STATED, "of": None if party.of == case_name else party.of}
    )


def _numbers(row: Party | CaseEvent) -> dict[str, int]:
    return {"sources": len(row.sources), "origins": len(row.origins)}


def _line(event: CaseEvent) -> Row:
    """A row of the timeline as a person reads it: what is not stated is said, days in between are in brackets."""
    shown = event.as_json() | _numbers(event) | {"date": _date(event), "follows": _named(event.follows)}
    shown["date"] = f"{_date(event)}{contest_text(event.contested, 'date')}"
    if event.court is None:  # no ruling
        return shown
    charged = " (as charged)" if event.as_charged else ""
    shown |= {
        "court": list(event.court) or NOT_STATED,
        "article": "; ".join(event.article) + charged if event.article else NOT_STATED,
        "supersedes": _named(event.supersedes or ()),
        "restriction": _restriction(event),
    }
    if months := contest_text(event.contested, "sentence_months"):
        shown["months"] = f"{event.months} months{months}"
    if event.months is None and event.restriction is None and event.what not in _NO_TERM:
        shown["months"] = NOT_STATED
    return shown


def _restriction(event: CaseEvent) -> str | None:
    if event.restriction_months is None:
        return event.restriction
    contest = contest_text(event.contested, "restriction_months")
    return f"{event.restriction or NOT_STATED} ({event.restriction_months} months{contest})"


def _date(event: CaseEvent) -> str:
    """A date as the source states it, with its days where its form does not show them, as those of a season (2024-21)."""
    first, last = event.not_before, event.not_after
    if event.date and _PLAIN.fullmatch(event.date):
        return event.date
    days = f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}" if last else ""
    return (event.date or NOT_STATED) + (f" ({days})" if days else "")


def _named(others: Iterable[EarlierEvent]) -> list[str]:
    return [other.name + ("" if other.status == "asserted" else f" ({other.status})") for other in others]


def standing(events: Iterable[CaseEvent]) -> list[str]:
    """Which rulings stood, a line for each that may have; what the sources leave open is left open."""
    rulings = [event for event in events if event.standing]
    inside = [ruling for ruling in rulings if ruling.standing == "in force"]
    if not rulings:
        return [f"{NOT_STATED}: no source tells of a ruling"]
    lines = [_stood(ruling) for ruling in inside or rulings]
    unsure = sum(ruling.certainty != Certainty.DEFINITELY for ruling in inside)
    return lines + ([f"no source says which of these {unsure} stood on that day"] if unsure > 1 else [])


def _stood(ruling: CaseEvent) -> str:
    whether = "whether " if ruling.certainty == NOT_STATED else ""
    terms = _terms(ruling) if ruling.standing == "in force" else ""
    return f"{ruling.certainty}: {whether}“{ruling.name}” was {ruling.standing}{terms}"


def _terms(ruling: CaseEvent) -> str:
    months = f"{ruling.months} months" if ruling.months is not None else ""
    months += contest_text(ruling.contested, "sentence_months")
    return "".join(f", {term}" for term in (months, _restriction(ruling) or "") if term)
