"""What the cells of a column look like: ids, dates, names of people or of companies, courts, countries, money and so on.

It looks at the texts alone, so that a heading in any language, or none, does not lead astray.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loaders.csv.headings import BODIES

if TYPE_CHECKING:
    from collections.abc import Iterable

DATE = re.compile(
    r"(?:1[5-9]|20)\d\d(?:[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?)?(?:[T ]\d\d:\d\d.*)?"
    r"|\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{2,4}(?: \d\d:\d\d.*)?|\d{1,2}[ -][^\W\d]{3,9}[. ,-]+\d{4}"
    r"|[^\W\d]{3,9} \d{1,2}, \d{4}|(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d"
)
_COURT = re.compile(
    r"\b(?:court|tribunal|суд|суда|сот|соты|соту|gericht|tribunal|cour|juzgado|sąd|sud)\b|法院|محكمة", re.IGNORECASE
)
_COUNTRY = re.compile(
    r"(?-i:[A-Z]{2,3})|kazakhstan|russia|russian federation|uzbekistan|kyrgyzstan|tajikistan|turkmenistan|ukraine|belarus|"
    r"germany|france|china|turkey|cyprus|united states|united kingdom|switzerland|казахстан|россия|российская федерация|украина|"
    r"узбекистан|рф|кыргызстан|киргизия|таджикистан|туркменистан|беларусь|белоруссия|германия|франция|китай|турция|кипр|сша|қазақстан|ресей",
    re.IGNORECASE,
)
_PATTERNS = {
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "address": re.compile(r"https?://\S+|www\.\S+"),
    "date": DATE,
    "money": re.compile(r"[$€£¥₽₸]\s?[\d., ]+|[\d., ]+\s?(?:[$€£¥₽₸]|usd|eur|rub|kzt|руб\.?|тенге|тг\.?)", re.IGNORECASE),
    "percent": re.compile(r"\d{1,3}(?:[.,]\d+)?\s?%"),
    "phone": re.compile(r"\+\d[\d ()-]{7,18}"),
    "number": re.compile(r"-?\d{1,3}(?:[ ,.]\d{3})*(?:[.,]\d+)?|-?\d+(?:[.,]\d+)?"),
    "case": re.compile(r"№?\s?\d{1,6}[-–/][\d\w]{1,8}(?:[-–/]\d{2,4})?|\d+\w{0,2}-\d+/\d{2,4}"),
    "id": re.compile(r"(?=.*\d)[A-Za-z]{0,6}[-_.]?\d[\w.-]{2,}|\d{6,}|[QPE]\d+|[0-9a-f]{8}-[0-9a-f-]{20,}"),
}
_NAME_WORD = r"[^\W\d_][\w'’ʼ.-]*"
_PERSON = re.compile(rf"{_NAME_WORD}(?:[ ,]+{_NAME_WORD}){{1,3}}")
_SURE = 0.8


class Look(NamedTuple):
    """What most cells look like, and how large their share is, 0 to 1; "text" where nothing fits."""

    kind: str
    share: float


def look(cells: Iterable[str]) -> Look:
    """What the filled cells of a column look like."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return Look("", 0.0)
    counts = dict.fromkeys((*_PATTERNS, "court", "company", "country", "person"), 0)
    for cell in filled:
        for kind in _kinds(cell):
            counts[kind] += 1
    for kind, count in counts.items():
        if count >= _SURE * len(filled):
            return Look(kind, count / len(filled))
    bodies, people = counts["company"], counts["person"]
    if bodies and bodies + people >= _SURE * len(filled):
        return Look("party", (bodies + people) / len(filled))
    return Look("text", 1.0)


def _kinds(cell: str) -> list[str]:
    found = [kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(cell)]
    if found:
        return found
    if _COURT.search(cell):
        return ["court"]
    if BODIES.search(cell):
        return ["company"]
    if _COUNTRY.fullmatch(cell):
        return ["country"]
    return ["person"] if _is_person(cell) else []


def _is_person(cell: str) -> bool:
    """Two to four words, each with a capital where the script has any."""
    if not _PERSON.fullmatch(cell):
        return False
    words = [word for word in re.split(r"[ ,]+", cell) if len(word) > 1]
    capitals = [word for word in words if word[:1].isupper() or not word[:1].islower()]
    return len(capitals) == len(words)
