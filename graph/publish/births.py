"""Dates of birth in running text: the day in the usual ways of writing it, its year where birth is spoken of.

Of whom a text speaks, the day without its year goes as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WITHHELD = "[date withheld]"
_MONTHS = (
    r"january|jan|январ\w*|янв|січ\w*|қаңтар\w*|январ\w*|yanvar\w*|stycz\w*|ocak\w*|enero|januar|janvier|gennaio|janeiro",
    r"february|feb|феврал\w*|фев|лют\w*|ақпан\w*|fevral\w*|lut\w*|şubat\w*|febrero|februar|février|febbraio|fevereiro",
    r"march|mar|март\w*|мар|берез\w*|наурыз\w*|mart\w*|mar[zc]\w*|märz|mars|março",
    r"april|apr|апрел\w*|апр|квіт\w*|сәуір\w*|aprel\w*|kwie\w*|nisan\w*|abril|avril|aprile",
    r"may|ма[йяю]\w*|трав\w*|мамыр\w*|maj\w*|mayıs\w*|mayo|mai|maggio|maio",
    r"june|jun|июн\w*|черв\w*|маусым\w*|iyun\w*|czerw\w*|haziran\w*|junio|juni|juin|giugno|junho",
    r"july|jul|июл\w*|лип\w*|шілде\w*|iyul\w*|lip\w*|temmuz\w*|julio|juli|juillet|luglio|julho",
    r"august|aug|август\w*|авг|серп\w*|тамыз\w*|avgust\w*|sierp\w*|ağustos\w*|agosto|août",
    r"september|sept?|сентябр\w*|сен|верес\w*|қыркүйек\w*|sentabr\w*|wrze\w*|eylül\w*|septiembre|septembre|settembre|setembro",
    r"october|oct|октябр\w*|окт|жовт\w*|қазан\w*|oktabr\w*|paźdz\w*|ekim\w*|octubre|oktober|octobre|ottobre|outubro",
    r"november|nov|ноябр\w*|ноя|листоп\w*|қараша\w*|noyabr\w*|listop\w*|kasım\w*|noviembre|novembre|novembro",
    r"december|dec|декабр\w*|дек|груд\w*|желтоқсан\w*|dekabr\w*|grud\w*|aralık\w*|diciembre|dezember|décembre|dicembre|dezembro",
)
"""English, Russian, Ukrainian, Kazakh (Kyrgyz, Tajik and Uzbek as Russian), Polish, Turkish, Spanish, German, French, …"""
_BIRTH = re.compile(
    r"(?i)born|birth|\bb\.|рожд|родил|народ|\bр\.\s?н|г\.\s?р|\bг/р|туған|туул|tug.il|tavallud|таваллуд|зодруз|urodz|doğum|doğdu"
    r"|\bnaci|nacid|geboren|geb\.|\bnée?\b|\bnat[oa]\b|nascid"
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_NUMBER = re.compile(r"[0-9]{2,}")
_YEAR = re.compile(r"[0-9]{4}")
_OF = r"(?:(?:st|nd|rd|th|\.|º|°)?[\s-]*(?:of\s+|de\s+|di\s+)?)"
_BEFORE_YEAR = r"(?:,|\.)?\s+(?:(?:of|de|del)\s+)?"


def withheld(text: str, everywhere: Mapping[str, Iterable[str]], about: Iterable[str]) -> str:
    """The text without dates of birth (EDTF, by the last digits of their year).

    `about` are those of whom the text speaks.
    """
    numbers = set(_NUMBER.findall(text))
    if not numbers:
        return text
    tells = bool(_BIRTH.search(text))
    for ending in {part for number in numbers for part in (number[-2:], number[2:4])} & everywhere.keys():
        for date in everywhere[ending]:
            if pattern := _whole(date):
                text = pattern.sub(WITHHELD, text)
            if tells:
                text = _year(date).sub(WITHHELD, text)
    for date in about:
        if pattern := _day(date):
            text = pattern.sub(WITHHELD, text)
    return text


@lru_cache(maxsize=4096)
def _year(date: str) -> re.Pattern[str]:
    """The year of birth, with two digits where they are marked as a year."""
    year = date[:4]
    months = rf"(?:(?:{_name(date)}){_BEFORE_YEAR})?" if _name(date) else ""
    return re.compile(rf"(?i)(?<![\d\w]){months}(?:{year}(?!\d)|['’‘]{year[2:]}(?!\d)|{year[2:]}(?=\s*(?:г|р)\.))")


def _name(date: str) -> str:
    found = _DATE.search(date)
    month = int(found[2]) if found else 0
    return _MONTHS[month - 1] if 1 <= month <= 12 else ""  # noqa: PLR2004  not a season


@lru_cache(maxsize=4096)
def _day(date: str) -> re.Pattern[str] | None:
    """The day and month; None for a date without a day."""
    found, names = _DATE.search(date), _name(date)
    if found is None or found[3] is None or not names:
        return None
    d = rf"0?{int(found[3])}"
    return re.compile(rf"(?i)(?<!\w)(?:{d}{_OF}(?:{names})|(?:{names})\.?\s+(?:the\s+)?{d}(?:st|nd|rd|th)?)(?!\w)")


@lru_cache(maxsize=4096)
def _whole(date: str) -> re.Pattern[str] | None:
    """Any usual way to write a date that names at least its month; None for a year alone."""
    found, names = _DATE.search(date), _name(date)
    if found is None or not names:
        return None
    year, month, day = found.groups()
    if day is None:
        ways = [rf"{year}-{month}", rf"(?:{names})\.?{_BEFORE_YEAR}{year}"]
    else:
        d, m, y = rf"0?{int(day)}", rf"0?{int(month)}", rf"(?:{year}|{year[2:]})"
        named = rf"(?:{names})\.?"
        ways = [
            rf"{year}[-./]{m}[-./]{d}", rf"{year}{month}{day}", rf"{day}{month}{year}",
            rf"{d}[-./]\s?{m}[-./]\s?{y}", rf"{m}/{d}/{y}",
            rf"{d}{_OF}{named}{_BEFORE_YEAR}{year}", rf"{named}\s+(?:the\s+)?{d}(?:st|nd|rd|th)?,?\s+{year}",
            rf"{year}(?:-?\s?(?:жыл\w*|yil\w*|ж\.|г\.|соли))?[\s,-]+{d}[\s-]*{named}", rf"{year}[\s,-]+{named}[\s-]+{d}",
        ]  # fmt: skip
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(ways)})(?!\w)")
