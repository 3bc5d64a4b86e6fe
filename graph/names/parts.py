"""A name as parts with roles: given name, surname, father's name, initial, or just a name where nothing tells.

The grammar of the region's languages (`rules/grammar.yaml`) tells most: the word before ұлы, уулу or oʻgʻli is the father's,
as is one in -ович; one in -ов or -зода is a surname. What is left beside a surname is the given name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.names.known import known
from graph.names.rules import letters, rules_of
from graph.names.sounds import bare, sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GIVEN, SURNAME, FATHER, INITIAL, NAME = "given", "surname", "father", "initial", "name"
_WORD = re.compile(r"[^\W_]+(?:['’ʻʼʹʽ`´‘\u0300-\u036f]+[^\W_]+)*['’ʻʼʽ]?(?=\W|$)|[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_DIGRAPHS = frozenset(["sh", "ch", "kh", "zh", "ya", "yu", "yo", "ye", "dj", "dzh", "gh", "дж"])
_STEM = 2
_SHOUTED = 3
_DOUBLE_Z = re.compile("(zz[oa]d|зз[оа]д)", re.IGNORECASE)  # Азиззода: one of them is the name's


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: as written, its sounds, its role; `stem` is what is left without an ending."""

    text: str
    sounds: str
    role: str = NAME
    stem: str = ""
    gender: str | None = None
    bare: bool = False

    @property
    def core(self) -> str:
        """What is compared first: the stem, or the whole where there is no ending."""
        return self.stem or self.sounds


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts."""

    text: str
    parts: tuple[Part, ...]

    @property
    def full(self) -> tuple[Part, ...]:
        """The parts that are more than an initial."""
        return tuple(part for part in self.parts if part.role != INITIAL)

    @property
    def initials(self) -> tuple[Part, ...]:
        """The single letters, in order."""
        return tuple(part for part in self.parts if part.role == INITIAL)

    @property
    def gender(self) -> str | None:
        """What its endings say: “male”, “female”, or None where they say nothing or both."""
        found = {part.gender for part in self.parts if part.gender}
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _grammar() -> tuple[list[tuple[str, str | None, re.Pattern[str]]], dict[str, re.Pattern[str]], frozenset[str]]:
    rules = rules_of("grammar.yaml")
    endings = [(FATHER, gender, _pattern(rf"(?P<stem>.{{{_STEM},}}?)(?:{one})")) for gender, one in rules["father_endings"]]
    endings += [(FATHER, gender, _pattern(rf"(?P<stem>)(?:{one})")) for gender, one in rules["father_whole"].items()]
    endings += [(SURNAME, gender, _pattern(rf"(?P<stem>.{{{_STEM},}}?)(?:{one})")) for gender, one in rules["surname_endings"]]
    words = {gender: _pattern(one) for gender, one in rules["father_words"].items()}
    return endings, words, frozenset(rules["father_before"].split("|"))


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern of the rules; each sound stands for those that can be read as it, too."""
    out, quoted, inside = "", False, False
    for place, sign in enumerate(text):
        quoted = text[place - 1] == "<" if text[place - 2 : place] == "P<" else quoted
        quoted = quoted and sign != ">"
        inside = (inside or sign == "[") and sign != "]"
        sound = sign.isalpha() and not quoted and text[place - 2 : place] != "(?" and text[place - 1 : place] != "?"
        read = letters().class_of(sign) if sound else sign
        out += read if not sound or inside or len(read) == 1 else f"[{read}]"
    return re.compile(out)


@lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """The parts of a name, in the order written, with their roles."""
    parts = _with_fathers([_part(word) for word in _words(text)])
    parts = _shouted(parts) if parts else parts
    before = {id(part) for part in parts[: len(_words(text.split(",", maxsplit=1)[0]))]} if text.count(",") == 1 else set()
    return Name(text, tuple(_settled(parts, before)))


def _words(text: str) -> list[str]:
    """The words of a name, without titles; a joined SergeiLavrov is two."""
    spread = _HAN.sub(lambda match: f" {_romanised(match[0])} ", _CAMEL.sub(" ", text))
    found = _WORD.findall(spread.replace("-", " ") if _HAN.search(text) else re.sub(r"(?<=\w)-(?=\w)", " ", spread))
    rules = rules_of("titles.yaml")
    left_out = frozenset(f"{rules['titles']} {rules['articles']}".split())
    kept = [word for word in found if word.casefold() not in left_out] or found
    return [f"{word}." if word.casefold() in _DIGRAPHS and f"{word}." in text else word for word in kept]


def _romanised(signs: str) -> str:
    from anyascii import anyascii

    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(signs))


@lru_cache(maxsize=65536)
def _part(word: str) -> Part:
    read = sounds(word)
    if word.endswith(".") or (len(word) == 1 and not _HAN.search(word)):
        return Part(word.rstrip("."), read, INITIAL)
    for role, gender, pattern in _grammar()[0]:
        if (match := pattern.fullmatch(read)) and (role == FATHER or _is_surname(word, read)):
            stem = match["stem"].rstrip("y") + ("z" if _DOUBLE_Z.search(word) and role == SURNAME else "")
            return Part(word, read, role, stem or read, gender, bare(word))
    return Part(word, read, bare=bare(word))


def _is_surname(word: str, read: str) -> bool:
    """Whether an ending makes a surname of a word: not in a given name such as Яков, nor -of but for -off."""
    if read.endswith("f") and not word.casefold().endswith(("ff", "фф")):
        return False
    return known(read) is None


def _with_fathers(parts: Sequence[Part]) -> list[Part]:
    """The parts without the words that only say whose child one is; the name beside such a word is the father's."""
    _, words, before = _grammar()
    found: list[Part] = []
    next_is_father = False
    for part in parts:
        gender = next((gender for gender, pattern in words.items() if pattern.fullmatch(part.sounds)), None)
        if gender and found and part.role != INITIAL:
            last = found.pop()
            found.append(replace(last, role=FATHER, gender=gender))
        elif part.text.casefold() in before and found:
            next_is_father = True
        else:
            found.append(replace(part, role=FATHER) if next_is_father and part.role == NAME else part)
            next_is_father = False
    return found


def _shouted(parts: list[Part]) -> list[Part]:
    """One word in capitals among others is the surname."""
    loud = [part for part in parts if part.text.isupper() and len(part.text) >= _SHOUTED]
    if len(loud) == 1 and len(parts) > 1 and loud[0].role == NAME and not _HAN.search(loud[0].text):
        return [replace(part, role=SURNAME) if part is loud[0] else part for part in parts]
    return parts


def _settled(parts: list[Part], before_comma: Iterable[int]) -> list[Part]:
    """The parts with the roles that follow from those of the others."""
    parts = _one_father(parts)
    comma = [part for part in parts if id(part) in before_comma]
    if len(comma) == 1 and comma[0].role == NAME:
        parts = [replace(part, role=SURNAME) if part is comma[0] else part for part in parts]
    roles = [part.role for part in parts]
    open_ = [place for place, role in enumerate(roles) if role == NAME]
    if FATHER in roles and SURNAME not in roles and len(open_) == 2:  # noqa: PLR2004  given name and surname
        father = roles.index(FATHER)
        if father - 1 in open_:
            return [_as(part, place, {father - 1: GIVEN}, SURNAME) for place, part in enumerate(parts)]
    if len(open_) == 1 and len(parts) > 1:
        alone = SURNAME if INITIAL in roles and SURNAME not in roles and FATHER not in roles else GIVEN
        return [_as(part, place, {}, alone) for place, part in enumerate(parts)]
    return parts


def _as(part: Part, place: int, roles: dict[int, str], otherwise: str) -> Part:
    return replace(part, role=roles.get(place, otherwise)) if part.role == NAME else part


def _one_father(parts: list[Part]) -> list[Part]:
    """Of two words that end like a father's name the one after the given name is it; a surname may end so, too.

    Of two surnames without a given name the first is read as just a name: Ismailov Ismail is no matter, Aliev Valiev is.
    """
    fathers = [place for place, part in enumerate(parts) if part.role == FATHER and part.stem]
    if len(fathers) > 1:
        after = [place for place in fathers if place and parts[place - 1].role == NAME]
        kept = after[0] if after else fathers[-1]
        return [replace(part, role=SURNAME) if place in fathers and place != kept else part for place, part in enumerate(parts)]
    if len(fathers) == 1 and len(parts) == 2 and fathers[0] == 0 and parts[1].role == NAME:  # noqa: PLR2004  Abramovich Roman
        return [replace(parts[0], role=SURNAME), parts[1]]
    return parts
