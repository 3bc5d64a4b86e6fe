"""Made-up people and how the same name is met: native spelling, Russian, both Latins, the press of five languages, slips.

The rules here are those by which people romanise, letter by letter in one language; the product's own tables are not used. Every
person is invented. `pairs` gives labelled pairs, `people` a population with searches for it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import yaml

_RULES = yaml.safe_load((Path(__file__).parent / "names_sets" / "made.yaml").read_text(encoding="utf-8"))
POOL = {country: (people["men"], people["women"], people["stems"]) for country, people in _RULES["people"].items()}
_TO_RUSSIAN, _ENGLISH, _PRESS, _LATIN = _RULES["to_russian"], _RULES["english"]["en"], _RULES["press"], _RULES["latin"]


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; names in the native Cyrillic, `father` and `stem` without endings."""

    given: str
    stem: str
    father: str
    country: str
    birth_date: str
    female: bool

    @property
    def surname(self) -> str:
        """The surname, in the gender of its bearer."""
        return with_ending(self.stem, female=self.female)


def with_ending(stem: str, *, female: bool) -> str:
    """A surname of a stem: -ов, after vowels and й -ев."""
    if stem.endswith(("ов", "ев", "зод")):
        return stem + ("а" if female and not stem.endswith("зод") else "")
    vowel = stem[-1] in "аеёиоуәөұүіӣӯя"
    return (
        (stem[:-1] if stem[-1] in "й" else stem)
        + ("ев" if vowel or (stem[-1] in "йлнж" and hash_of(stem) % 3 == 0) else "ов")
        + "а" * female
    )


def hash_of(text: str) -> int:
    return sum(map(ord, text))


def russian(text: str, country: str) -> str:
    """The spelling in Russian documents."""
    return "".join(_TO_RUSSIAN[country].get(sign, sign) for sign in text)


def latin(text: str, table: dict[str, str]) -> str:
    """A text letter by letter in Latin, by a table over the English one."""
    out, place = "", 0
    text = text.replace("ДЖ", "Дж")
    while place < len(text):
        pair, sign = text[place : place + 2], text[place]
        low = pair.casefold() if pair.casefold() in table else sign.casefold()
        found = table.get(low, _ENGLISH.get(low, sign))
        if low == "е" and (not out or out[-1] in " -aeiouy"):
            found = table.get("ье", "ye" if "ж" not in table else found)
        out += found[:1].upper() + found[1:] if sign.isupper() else found
        place += len(low)
    return out


class Writer:
    """Writes one person as some source would."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def native(self, person: Person) -> str:
        """In native Cyrillic."""
        return self._order(person.given, person.surname, self._native_father(person))

    def _native_father(self, person: Person) -> str:
        if self.rng.random() < 0.5:
            return ""
        male, female = {"kz": ("ұлы", "қызы"), "kg": (" уулу", " кызы"), "uz": (" ўғли", " қизи"), "tj": ("ович", "овна")}[
            person.country
        ]
        return person.father + (female if person.female else male)

    def in_russian(self, person: Person, *, father: bool | None = None) -> str:
        """As Russian documents have it, mostly with the father's name."""
        given, surname, stem = (russian(one, person.country) for one in (person.given, person.surname, person.father))
        ending = "овна" if person.female else "ович"
        known = self.rng.random() < 0.6 if father is None else father
        return self._order(given, surname, stem + ending if known else "")

    def _order(self, given: str, surname: str, father: str) -> str:
        pick = self.rng.random()
        if pick < 0.5:
            return " ".join(filter(None, (surname, given, father)))
        if pick < 0.6:
            return " ".join(filter(None, (surname.upper(), given, father)))
        return " ".join(filter(None, (given, father, surname)))

    def press(self, person: Person) -> str:
        """As the press of some language spells it."""
        table = _PRESS[self.rng.choice(list(_PRESS))]
        source = self.rng.choice(["native", "russian"])
        name = (
            (person.given, person.surname)
            if source == "native"
            else tuple(russian(one, person.country) for one in (person.given, person.surname))
        )
        given, surname = (latin(one, table) for one in name)
        return f"{surname}, {given}" if self.rng.random() < 0.1 else f"{given} {surname}"

    def reform(self, person: Person) -> str:
        """In the native Latin alphabet."""
        table = _LATIN.get(person.country, _PRESS["en2"])
        return f"{latin(person.given, table)} {latin(person.surname, table)}"

    def as_father(self, person: Person) -> str:
        """Without a surname: given name and whose child."""
        word = {"kz": ("ұлы", "қызы"), "kg": (" уулу", " кызы"), "uz": (" ўғли", " қизи"), "tj": ("зода", "зода")}[
            person.country
        ][person.female]
        text = f"{person.stem}{word}"
        return f"{text} {person.given}" if person.country in ("kg", "tj") else f"{person.given} {text}"

    def slip(self, text: str) -> str:
        """A slip of the finger in the longest word: a vowel or letter lost, doubled, or two that changed places."""
        words = text.split()
        place = max(range(len(words)), key=lambda at: len(words[at]))
        word = words[place]
        at = self.rng.randrange(1, len(word) - 2)
        vowels = [i for i in range(1, len(word) - 1) if word[i].casefold() in "aeiouyаеиоуыөүұәі"]
        kind = self.rng.choice(["vowel", "vowel", "double", "swap"])
        if kind == "vowel" and vowels:
            cut = self.rng.choice(vowels)
            word = word[:cut] + word[cut + 1 :]
        elif kind == "double":
            word = word[:at] + word[at] + word[at:]
        else:
            word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join((*words[:place], word, *words[place + 1 :]))


def person(rng: random.Random, country: str | None = None) -> Person:
    """One invented person."""
    country = country or rng.choice(list(POOL))
    men, women, stems = (text.split() for text in POOL[country])
    female = rng.random() < 0.3
    day = f"{rng.randint(1945, 2004)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return Person(rng.choice(women if female else men), rng.choice(stems), rng.choice(men), country, day, female)


def other_given(rng: random.Random, one: Person) -> str:
    """A brother's or sister's name."""
    men, women, _ = (text.split() for text in POOL[one.country])
    return rng.choice([name for name in (women if one.female else men) if name not in (one.given, one.father)])
