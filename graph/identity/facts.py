"""What facts say for and against: days of birth by how exact they are, gender, countries, identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.identity.named import Reason
from graph.model.dates import bounds
from graph.names.parts import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.identity.record import Record

_DAY, _MONTH, _YEAR = 5.0, 3.5, 2.0
_OTHER_DAY, _SLIP = -3.5, -0.5
_COUNTRY, _OTHER_COUNTRY = 0.5, -1.3
_IDENTIFIER = 9.0
_GENDER, _BY_ENDING = 0.1, -5.0
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([?~%]?)")
_ABOUT_YEARS = 2


def fact_evidence(one: Record, other: Record, names: Iterable[str], others: Iterable[str]) -> list[Reason]:
    """The evidence of the facts that both records have."""
    found = [*_births(one, other), *_genders(one, other, names, others)]
    if one.countries and other.countries:
        shared = one.countries & other.countries
        words = ", ".join(sorted(shared))
        found.append(
            Reason(f"the same country: {words}", _COUNTRY)
            if shared
            else Reason(f"other countries: {_both(one.countries, other.countries)}", _OTHER_COUNTRY)
        )
    if shared := one.identifiers & other.identifiers:
        found.append(Reason(f"the same identifier: {', '.join(sorted(shared))}", _IDENTIFIER))
    return found


def _both(one: Iterable[str], other: Iterable[str]) -> str:
    return " and ".join(sorted(("/".join(sorted(one)), "/".join(sorted(other)))))


def _births(one: Record, other: Record) -> Iterator[Reason]:
    if not one.birth_date or not other.birth_date:
        return
    first, second = (_DATE.fullmatch(text) for text in sorted((one.birth_date, other.birth_date)))
    if first and second:
        yield _births_compared(first, second)
    elif _exclude(one.birth_date, other.birth_date):
        yield Reason(f"born in other years: {_both([one.birth_date], [other.birth_date])}", -12.0, veto=True)


def _births_compared(first: re.Match[str], second: re.Match[str]) -> Reason:
    words = f"{first[0]} and {second[0]}" if first[0] != second[0] else first[0]
    if first[1] != second[1]:
        return _other_years(first, second, words)
    if (first[2], first[3]) == (second[2], second[3]) and first[3]:
        return Reason(f"born on the same day: {words}", _DAY)
    if not first[2] or not second[2]:
        return Reason(f"born in the same year: {words}", _YEAR)
    if first[2] == second[2] and (not first[3] or not second[3]):
        return Reason(f"born in the same month: {words}", _MONTH)
    return _other_days(first, second, words)


def _other_years(first: re.Match[str], second: re.Match[str], words: str) -> Reason:
    if (first[4] or second[4]) and abs(int(first[1]) - int(second[1])) <= _ABOUT_YEARS:
        return Reason(f"born at about the same time: {words}", _YEAR / 2)
    return Reason(f"born in other years: {words}", -12.0, veto=True)


def _other_days(first: re.Match[str], second: re.Match[str], words: str) -> Reason:
    if not first[3] or not second[3]:
        return Reason(f"born in other months: {words}", _OTHER_DAY)
    swapped = (first[2], first[3]) == (second[3], second[2])
    one_digit = sum(a != b for a, b in zip(first[0], second[0], strict=False)) == 1
    if swapped or one_digit or "01-01" in (first[0][5:10], second[0][5:10]):  # the first of January stands for an unknown day
        return Reason(f"born in the same year, the day may be a slip: {words}", _SLIP)
    return Reason(f"born on other days: {words}", _OTHER_DAY)


def _exclude(one: str, other: str) -> bool:
    """Whether two dates that are no plain ones, such as intervals, have no day in common; what is no date says nothing."""
    try:
        first, second = bounds(one), bounds(other)
    except ValueError:
        return False
    return bool(
        (first.latest and second.earliest and first.latest < second.earliest)
        or (second.latest and first.earliest and second.latest < first.earliest)
    )


def _genders(one: Record, other: Record, names: Iterable[str], others: Iterable[str]) -> Iterator[Reason]:
    if one.gender and other.gender:
        if one.gender == other.gender:
            yield Reason(f"the same gender: {one.gender}", _GENDER)
        else:
            yield Reason("a man and a woman", -12.0, veto=True)
        return
    stated, texts = (one.gender, others) if one.gender else (other.gender, names)
    read = {parse(text).gender for text in texts} - {None}
    if stated and len(read) == 1 and read != {stated}:
        yield Reason(f"{stated} on one side, and the other's name has the ending of another gender", _BY_ENDING)
