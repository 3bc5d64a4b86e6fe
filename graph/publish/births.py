"""Dates of birth in running text: a whole date in the usual ways of writing it, a year where birth is spoken of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WITHHELD = "[date withheld]"
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
_BIRTH = re.compile(r"(?i)born|birth|рожд|родил|народ|туған|туул|tug.il")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_NUMBER = re.compile(r"[0-9]{2,}")
_YEAR = re.compile(r"[0-9]{4}")


def withheld(text: str, everywhere: Mapping[str, Iterable[str]], about: Iterable[str]) -> str:
    """The text without dates of birth (EDTF, by the last digits of their year).

    Of the dates in `about`, those of whom the text speaks, the year goes as well where the text tells of birth.
    """
    for ending in {number[-2:] for number in _NUMBER.findall(text)} & everywhere.keys():
        for date in everywhere[ending]:
            if pattern := _whole(date):
                text = pattern.sub(WITHHELD, text)
    if _BIRTH.search(text):
        for year in {year for date in about for year in _YEAR.findall(date)}:
            text = re.sub(rf"(?<!\d){year}(?!\d)", WITHHELD, text)
    return text


@lru_cache(maxsize=4096)
def _whole(date: str) -> re.Pattern[str] | None:
    """Any usual way to write a date that names at least its month; None for a year alone."""
    found = _DATE.search(date)
    if found is None:
        return None
    year, month, day = found.groups()
    names = "|".join(rf"{name}|{name[:3]}\.?" for name in _names(int(month)))
    if not names:
        return None
    if day is None:
        ways = [rf"{year}-{month}", rf"(?:{names}),?\s+{year}"]
    else:
        d, m = rf"0?{int(day)}", rf"0?{int(month)}"
        ways = [
            rf"{year}[-./]{m}[-./]{d}", rf"{d}[-./]{m}[-./](?:{year}|{year[2:]})", rf"{m}/{d}/{year}",
            rf"{d}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{names}),?\s+{year}", rf"(?:{names})\s+{d}(?:st|nd|rd|th)?,?\s+{year}",
        ]  # fmt: skip
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(ways)})(?!\w)")


def _names(month: int) -> list[str]:
    return [line.split()[month - 1] for line in _MONTHS.values() if 1 <= month <= 12]  # noqa: PLR2004  not a season
