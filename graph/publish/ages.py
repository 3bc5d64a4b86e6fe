"""Ages and numbers of papers in running text.

Where a text is about a protected person every age goes; elsewhere the ages on record do where an age is spoken of. A number
behind the word for a paper goes everywhere: it names one person.
"""

from __future__ import annotations

import re
from functools import lru_cache

WITHHELD = "[age withheld]"
NUMBER_WITHHELD = "[number withheld]"
_PAPERS = re.compile(
    r"(?i)\b(passports?|паспорт\w*|pasport\w*|ИНН|INN|ПИН|ЖСН|ИИН|IIN|ЖШШИР|JSHSHIR|PINFL|ПИНФЛ|СНИЛС|SNILS|national id|id card|"
    r"identity card|удостоверени\w*|PESEL|РНОКПП)\b(\W{0,3}(?:№|no\.?|number|номер|серия|is|:)?\W{0,3})"
    r"([A-ZА-Я]{0,3}[ -]?(?!\d{4}-\d\d-\d\d)\d[\d -]{4,}\d)"
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NO_AGE = r"(?!\s+(?:лишения|тюрь|колони|заключения|строгого|режима|назад|спустя|работ|стаж|позбавлення|в['’]язниц))"
_NOT_BEFORE = (
    r"(?<!\bна )(?<!\bк )(?<!\bдо )(?<!\bчерез )(?<!\bза )(?<!\bпосле )(?<!течение )(?<!\bот )(?<!минимум )(?<!\bк\u00a0)"
)


def papers(text: str) -> str:
    """The text without numbers of passports and the like."""
    return _PAPERS.sub(rf"\1\2{NUMBER_WITHHELD}", text)


def withheld(text: str, ages: frozenset[int], about: frozenset[int], *, every: bool) -> str:
    """The text without ages on record; those in `about` are of persons named in it, `every` age goes where it is about one."""
    if every or ages:
        text = _sub(_spoken(r"\d{1,2}" if every else "|".join(map(str, sorted(ages)))), text)
    return _sub(_loose(about), text) if about else text


def _sub(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(WITHHELD, text)


@lru_cache(maxsize=256)
def _spoken(numbers: str) -> re.Pattern[str]:
    """An age in words that say so; `numbers` is a pattern of the years."""
    n = rf"(?<![\w.,])(?:{numbers})"
    return re.compile(
        rf"(?i)(?<!\w)(?:aged?(?:\s+of)?[:\s]+{n}(?!\w)|age\s+is\s+{n}(?!\w))"
        rf"|{n}[\s-]+years?[\s-]+old\b|{n}[\s-]*(?:y/o|yo)\b|{n}-year-olds?\b"
        rf"|{n}-(?:летн|річн|жасар|жашар)\w*|возраст\w*[:\s]+{n}\b|{n}[\s-]*(?:жашар|жашта|жаста|жасар)\w*"
        rf"|{n}\s+(?:yosh\w*|yaşında\w*|сола\w*)|{n}[-\s]*letn\w*|\bw wieku\s+{n}\s+lat"
        rf"|{_NOT_BEFORE}{n}\s+(?:лет|года?|років|роки|рік)(?:\s+от\s+роду)?{_NO_AGE}(?=\s*(?:$|[,.;:)]))"
    )


@lru_cache(maxsize=4096)
def _loose(ages: frozenset[int]) -> re.Pattern[str]:
    """Ages on record in figures or words alone."""
    ways = [rf"\({age}\)" for age in sorted(ages)]
    ways += [rf"(?:in (?:his|her|their) )?(?:early|mid|late)[ -]{_decade(age)}s?" for age in sorted(ages) if _decade(age)]
    ways += [rf"{_word(age)}(?:[ -]years?(?:[ -]old)?)?" for age in sorted(ages) if _word(age)]
    ways += [rf"{_NOT_BEFORE}{age}\s+(?:years|лет|года?|років|роки){_NO_AGE}" for age in sorted(ages)]
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(ways)})(?!\w)" if ways else r"(?!)")


def _word(age: int) -> str:
    tens, ones = divmod(age, 10)
    if not 2 <= tens <= 9:  # noqa: PLR2004  twenty to ninety-nine
        return ""
    return _TENS[tens - 2] + (f"[ -]{_ONES[ones]}" if ones else "")


def _decade(age: int) -> str:
    tens = age // 10
    return _TENS[tens - 2].removesuffix("y") + "ies" if 2 <= tens <= 9 else ""  # noqa: PLR2004  likewise
