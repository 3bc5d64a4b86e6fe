"""What cannot all be true: the numbers and facts of different claims compared as intervals.

Two statements conflict when they are about the same thing, at times that can overlap, and no value satisfies both
bounds. Scopes and units decide what is the same thing: different ones are different measures, are never compared and
never added up; rubles and dollars meet only under a rate that the user states. Nothing is averaged.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

MANY_SCOPES = 12


class Finding(StrEnum):
    """What two statements are to each other."""

    CONFLICT = "conflict"
    COMPATIBLE = "compatible bounds"
    DIFFERENT = "different measures"
    REPEATED = "same origin repeated"


_BOUND_WORDS = {"exactly": "exactly", "at_least": "at least", "at_most": "at most", "about": "about"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says about a quantity or a single-valued fact.

    `low` and `high` are the least and greatest value that it allows, infinite where it binds nothing; `since` and
    `until` the first and last day that it can be about, None where that end is open. For a fact that is no number,
    `text` is the value and the interval is not used.
    """

    claim: str
    measure: str
    scope: str
    unit: str
    low: float
    high: float
    shown: str
    source: str
    origin: str
    grade: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None
    repeats: frozenset[str] = frozenset()
    """Sources that the claim's own source cites, when it names nobody itself: it is no origin beside theirs."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two statements and what they are to each other, with the reason in a sentence."""

    finding: Finding
    why: str
    one: Statement
    other: Statement


def interval(value: float, bound: str) -> tuple[float, float]:
    """The least and greatest value that a bounded number allows; “about” binds neither end."""
    low = value if bound in ("exactly", "at_least") else -math.inf
    high = value if bound in ("exactly", "at_most") else math.inf
    return low, high


def bounded(value: float, bound: str, unit: str | None = None) -> str:
    """A bounded number for people: “at least 210,000 RUB/month”."""
    number = int(value) if float(value).is_integer() else value
    return f"{_BOUND_WORDS[bound]} {number:,}" + (f" {unit}" if unit else "")


def compare(one: Statement, other: Statement, rates: Mapping[str, float] | None = None) -> Verdict:
    """The verdict on two statements; symmetric in them.

    `rates` gives units of account to each currency, such as {"USD": 80.0, "RUB": 1.0}; without it, units must be equal.
    """
    one, other = sorted((one, other), key=lambda statement: (statement.claim, statement.source))
    if reason := _different(one, other, rates):
        return Verdict(Finding.DIFFERENT, reason, one, other)
    if _exclude_each_other(one, other, rates):
        same = f"; both come from {one.origin}" if share_origin(one, other) else ""
        return Verdict(Finding.CONFLICT, f"{one.shown} and {other.shown} cannot both hold of the same thing{same}", one, other)
    if share_origin(one, other):
        return Verdict(Finding.REPEATED, f"both rest on the word of {_shared(one, other)}: one voice, told twice", one, other)
    return Verdict(Finding.COMPATIBLE, f"{one.shown} and {other.shown} can both hold", one, other)


def _different(one: Statement, other: Statement, rates: Mapping[str, float] | None) -> str:
    """Why two statements do not measure the same thing; "" when they do."""
    if one.measure != other.measure:
        return f"{one.measure} and {other.measure} are not the same measure"
    if one.scope != other.scope:
        return f"they count different things: “{one.scope}” and “{other.scope}”"
    if one.unit != other.unit and _rate(one.unit, other.unit, rates) is None:
        stated = "no rate is stated" if _currency(one.unit) and _currency(other.unit) else "the units differ"
        return f"{one.unit or 'no unit'} and {other.unit or 'no unit'} are not compared: {stated}"
    if _before(one.until, other.since) or _before(other.until, one.since):
        return "they hold at different times"
    return ""


def _before(end: dt.date | None, start: dt.date | None) -> bool:
    return end is not None and start is not None and end < start


def _exclude_each_other(one: Statement, other: Statement, rates: Mapping[str, float] | None) -> bool:
    """Whether no value satisfies both."""
    if one.text is not None or other.text is not None:
        return one.text != other.text
    factor = _rate(one.unit, other.unit, rates) or 1.0
    return one.low * factor > other.high or other.low > one.high * factor


def _currency(unit: str) -> str:
    """The currency of a unit such as RUB/month; "" when it is none."""
    head, _, _ = unit.partition("/")
    return head if len(head) == 3 and head.isupper() else ""  # noqa: PLR2004  ISO 4217


def _rate(unit: str, other: str, rates: Mapping[str, float] | None) -> float | None:
    """What to multiply the first unit by to have the second: only between currencies with a stated rate, per the same time."""
    if unit == other:
        return 1.0
    one, two = _currency(unit), _currency(other)
    if not rates or one not in rates or two not in rates or unit.removeprefix(one) != other.removeprefix(two):
        return None
    return rates[one] / rates[two]


def share_origin(one: Statement, other: Statement) -> bool:
    """Whether one origin stands behind both: the same origin, or a source that only repeats the other."""
    return one.origin == other.origin or other.source in one.repeats or one.source in other.repeats


def _shared(one: Statement, other: Statement) -> str:
    return other.origin if other.source in one.repeats else one.origin


def verdicts(
    statements: Iterable[Statement], rates: Mapping[str, float] | None = None, *, across: bool = False
) -> Iterator[Verdict]:
    """Verdicts on all pairs worth a look: within each measure and scope, and between the scopes of one measure.

    Statements that say the same on the same word count once. With `across`, different measures are set side by side
    as well. Time grows with the number of statements and with the square of the distinct ones within one scope.
    """
    cells: dict[str, dict[tuple[str, str], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        unit = statement.unit if not rates or _currency(statement.unit) not in rates else _currency_free(statement.unit)
        cells[statement.measure][statement.scope, unit].append(statement)
    for _, scopes in sorted(cells.items()):
        groups = [group for _, group in sorted(scopes.items())]
        for group in groups:
            for one, other in combinations(_distinct(group), 2):
                yield compare(one, other, rates)
        if len(groups) <= MANY_SCOPES:
            for first, second in combinations(groups, 2):
                yield compare(first[0], second[0])
    if across:
        first_of = [next(iter(sorted(scopes.items())))[1][0] for _, scopes in sorted(cells.items())]
        for one, other in combinations(first_of, 2):
            yield compare(one, other)


def _currency_free(unit: str) -> str:
    return "¤" + unit.removeprefix(_currency(unit))


def _distinct(group: list[Statement]) -> list[Statement]:
    """One statement for each thing said by each source: the same interval, time and text from one source once."""
    seen: dict[tuple[object, ...], Statement] = {}
    for statement in sorted(group, key=lambda statement: statement.claim):
        value = (statement.low, statement.high, statement.text, statement.unit)
        seen.setdefault((*value, statement.since, statement.until, statement.source, statement.origin), statement)
    return list(seen.values())
