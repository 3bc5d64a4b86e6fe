"""Names and texts as words that can be compared: across scripts, romanisations, grammatical cases and spelling tricks.

A word is folded to ASCII (`graph.names`) and then to a *skeleton* in which usual romanisations meet: Kholikov, Xolikov and
Holikov are one. An inflected form is a stem with one of the endings of Slavic or Turkic cases. Both err on the side of
finding too much: what is looked for are names that must not be published.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.names import folded

_APOSTROPHES = "'\u2018\u2019\u02bc\u02bb\u02b9\u02bd`\u00b4\u2032\u05f3\ua78c"
_POSSESSIVE = re.compile(f"^(.+)[{_APOSTROPHES}][sS]$", re.DOTALL)
_ROMAN = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("dzh", "i"), ("dj", "i"), ("zh", "i"), ("kh", "h"), ("gh", "g"), ("ch", "c"),
    ("ts", "c"), ("tz", "c"), ("ph", "f"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aeiou"
_FLEETING = re.compile(r"^(.{2,})[eo]([lkcnrv])$")
_STEM = 3
_GEORGIAN = "\u10d0\u10ff"  # which Unicode gives capitals that no text uses
_SLAVIC = (  # of nouns and of adjectives
    "a u e i o om em im am oi ei iu ia iei ii oiu eiu ogo ego omu emu uiu aia ih imi ami iam ah iah oho ohi omi ovi evi s es "
    "iem ovie is ma"
)
_TURKIC = (
    "nin din tin ning ding ting nun dun tun ga ge go ka ke ko na ne no da de do ta te to dan den don tan ten ton nan nen non di "
    "ti ni du tu nu men ben pen lar ler lor dar der dor tar ter tor lari larin ro in un im um mu mi"
)
_TURKIC_ENDINGS = frozenset(_TURKIC.split())
ENDINGS = _TURKIC_ENDINGS | frozenset(_SLAVIC.split())
"""Endings as they stand in a skeleton; none of them makes another surname of a name, as -ov would."""
LONGEST_ENDING = max(map(len, ENDINGS))
_AFTER_SHORT = frozenset({"", "a", "u", "e", "i", "om", "em", "oi", "ei", "iu", "ia", "s"})
"""What may follow a stem of three letters: Ali and Aliu, but not Alina."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, and how it is compared; `big` when it could begin a name in its script."""

    start: int
    end: int
    raw: str
    plain: str

    @property
    def big(self) -> bool:
        """Whether it begins with a capital, or its script has none."""
        return self.raw[:1].upper() == self.raw[:1] or _GEORGIAN[0] <= self.raw[:1] <= _GEORGIAN[1]

    @property
    def letter(self) -> bool:
        """Whether it is a single letter, such as an initial."""
        return len(self.raw) == 1 and self.raw.isalpha()


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Letters and digits, held together by apostrophes, by marks over letters and by signs that nobody sees."""
    codes = (*range(0x20000), *range(0xE0000, 0xE0200))  # the planes that have marks: a whole walk takes most of a second
    unseen = [chr(code) for code in codes if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")]
    joints = re.escape(_APOSTROPHES) + _ranges(unseen)
    return re.compile(rf"[^\W_]+(?:[{joints}]+[^\W_]+)*")


def _ranges(signs: list[str]) -> str:
    """Sorted signs as the inside of a character class."""
    parts, start, last = [], signs[0], signs[0]
    for sign in [*signs[1:], ""]:
        if sign and ord(sign) == ord(last) + 1:
            last = sign
            continue
        parts.append(f"\\U{ord(start):08x}-\\U{ord(last):08x}")
        start = last = sign
    return "".join(parts)


def words(text: str) -> list[Word]:
    """The words of a text, in order; an English possessive ends before its apostrophe."""
    found = []
    for match in _word().finditer(text):
        owner = _POSSESSIVE.match(match[0])
        raw = owner[1] if owner else match[0]
        plain = folded(raw).replace(" ", "") or raw.casefold()  # letters that nobody transliterates
        found.append(Word(match.start(), match.start() + len(raw), raw, plain))
    return found


@lru_cache(maxsize=65536)
def skeletons(plain: str) -> frozenset[str]:
    """A folded word with its romanisations made one; two of them where x can be ks or kh."""
    return frozenset(_skeleton(plain.replace("x", sound)) for sound in (("h", "ks") if "x" in plain else ("",)))


def _skeleton(plain: str) -> str:
    for romanised, sign in _ROMAN:
        plain = plain.replace(romanised, sign)
    plain = _TWICE.sub(r"\1", plain).replace("ie", "e")
    return f"{plain[:-1]}v" if plain.endswith("f") else plain


@lru_cache(maxsize=65536)
def stems(plain: str) -> frozenset[str]:
    """What stays of a name when it is inflected: without its last vowels, and without a fleeting one before its last sign."""
    found = set[str]()
    for skeleton in skeletons(plain):
        stem = skeleton
        found.add(stem)
        while len(stem) > _STEM and stem[-1] in _VOWELS:
            stem = stem[:-1]
            found.add(stem)
        if fleeting := _FLEETING.match(skeleton):
            found.add(f"{fleeting[1]}{fleeting[2]}")
    return frozenset(stem for stem in found if len(stem) >= _STEM)


@lru_cache(maxsize=65536)
def readings(plain: str) -> frozenset[str]:
    """The stems that a folded word of a text can be a form of."""
    found, doubled = set(), bool(_TWICE.search(plain))
    for skeleton in skeletons(plain):
        for cut in range(min(LONGEST_ENDING, len(skeleton) - _STEM) + 1):
            stem, ending = skeleton[: len(skeleton) - cut], skeleton[len(skeleton) - cut :]
            if not ending or ending in (ENDINGS if len(stem) > _STEM else _AFTER_SHORT if not doubled else ()):
                found.add(stem)
            if stem[-1:] + ending in _TURKIC_ENDINGS and len(stem) > _STEM:
                found.add(stem)  # the stem's last sign and the ending's first are one in a skeleton: Temirlan-nyng
    return frozenset(found)


def fits(word: str, wanted: str) -> bool:
    """Whether a folded word of a text is a form of a folded word of a name."""
    return word == wanted or not skeletons(word).isdisjoint(skeletons(wanted)) or not readings(word).isdisjoint(stems(wanted))
