"""Dates, numbers and terms of months read out in words: “in spring 2024”, “at least 210,000 RUB a month”.

A date keeps every doubt that its EDTF text has: `~` is “about”, `?` is “(uncertain)”, an open end is said to be open.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from graph.model import Bound, bounds
from graph.text import plural

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS = {
    **{str(21 + at): name for at, name in enumerate(_SEASONS)},
    **{str(25 + at): f"{name} (northern hemisphere)," for at, name in enumerate(_SEASONS)},
    **{str(29 + at): f"{name} (southern hemisphere)," for at, name in enumerate(_SEASONS)},
    **{str(33 + at): f"the {name} quarter of" for at, name in enumerate(("first", "second", "third", "fourth"))},
    **{str(37 + at): f"the {name} third of" for at, name in enumerate(("first", "second", "third"))},
    **{str(40 + at): f"the {name} half of" for at, name in enumerate(("first", "second"))},
}
"""ISO 8601-2, 4.8: codes that stand where the month stands."""
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([?~%])?")
_UNGIVEN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(-XX)(-XX)?")
_DECADE = re.compile(r"([0-9]{3})X")
_BOUNDS = {Bound.EXACTLY: "exactly", Bound.AT_LEAST: "at least", Bound.AT_MOST: "at most", Bound.ABOUT: "about"}
_PLURALS = frozenset({"persons", "cases", "months", "years", "days", "weeks", "times", "contracts"})
_YEAR = 12


def when(text: str) -> str:
    """A date as it stands after a verb: “in May 2023”, “on 1 May 2023”, “about 2024”, “before the end of 2022”."""
    if "/" in text:
        return _interval(text)
    preposition, noun = _point(text)
    return f"{preposition} {noun}".strip()


def day(text: str) -> str:
    """A date as a noun: “May 2023”, “about 2024”, “the time before the end of 2022”."""
    return f"the time {_interval(text)}" if "/" in text else _point(text)[1]


def as_of(text: str) -> str:
    """A date as that of a count: “as of April 2025”, “for the time before the end of 2022”."""
    return f"for {day(text)}" if "/" in text else f"as of {day(text)}"


def _point(text: str) -> tuple[str, str]:
    """Preposition and noun of a date that is no interval."""
    if plain := _PLAIN.fullmatch(text):
        year, month, number, sign = plain.groups()
        preposition, noun = ("on" if number else "in"), _calendar(year, month, number)
        if sign in ("~", "%"):
            preposition, noun = "", f"about {noun}"
        return preposition, f"{noun} (uncertain)" if sign in ("?", "%") else noun
    if decade := _DECADE.fullmatch(text):
        return "in", f"the {decade[1]}0s"
    if ungiven := _UNGIVEN.fullmatch(text):
        missing = "day" if ungiven[2] else "month"
        return "in", f"{_calendar(ungiven[1], ungiven[2], None)} ({missing} not given)"
    return _by_bounds(text)


def _calendar(year: str, month: str | None, number: str | None) -> str:
    if month is None:
        return year
    if month in _PARTS and number is None:
        return f"{_PARTS[month]} {year}"
    name = MONTHS[int(month) - 1]
    return f"{int(number)} {name} {year}" if number else f"{name} {year}"


def _by_bounds(text: str) -> tuple[str, str]:
    """Any other EDTF: the days that it can mean, with the text itself."""
    first, last = bounds(text)
    if first is not None and first == last:
        return "on", f"{_written(first)} (as stated: {text})"
    if first is not None and last is not None:
        return "between", f"{_written(first)} and {_written(last)} (as stated: {text})"
    return "at", f"a time stated as {text}"


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _interval(text: str) -> str:
    start, end = text.split("/")
    if start == ".." or not start:
        limit = f"before the end of {day(end)}" if not _is_day(end) else f"up to {day(end)}"
        return limit if start else f"{limit} (its beginning is not known)"
    if end == ".." or not end:
        return f"from {day(start)} on" + ("" if end else " (its end is not known)")
    return f"between {day(start)} and {day(end)}"


def _is_day(text: str) -> bool:
    plain = _PLAIN.fullmatch(text)
    return bool(plain and plain[3])


def number(value: Any) -> str:
    """A value as a reader writes it: 210,000; 4.5; yes; text as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def quantity(value: Any, bound: str | None = None, unit: str | None = None) -> str:
    """A bounded number with its unit: “at least 210,000 RUB a month”, “exactly 1 person”."""
    parts = [_BOUNDS[Bound(bound)]] if bound else []
    parts.append(number(value))
    if unit:
        single = value == 1 and unit in _PLURALS
        parts.append((unit[:-1] if single else unit).replace("/", " a "))
    return " ".join(parts)


def term(months: int) -> str:
    """A number of months with the years that it makes: “4 years and 6 months (54 months)”."""
    years, rest = divmod(months, _YEAR)
    if not years:
        return many(rest, "month")
    spoken = many(years, "year") + (f" and {many(rest, 'month')}" if rest else "")
    return f"{spoken} ({many(months, 'month')})"


def many(count: int, noun: str) -> str:
    """“1 source”, “2 sources”."""
    return f"{count:,} {plural(count, noun)}"


def with_article(noun: str) -> str:
    """“a person”, “an event”."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def listed(parts: list[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
