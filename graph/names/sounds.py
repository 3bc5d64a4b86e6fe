"""How a word of a name sounds: one spelling for every script and romanisation that the rules know.

A sound is one sign: a e i o u, the glide y, consonants, S (sh), C (ch), Z (zh), J (as in “jam”), N (ng), c (ts), h (kh), x (ks).
Long and double sounds are single. A letter that languages read differently, such as Latin j, is a sign of its own that costs
little against each of its readings (`graph.names.rules.Letters.readings`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.names.rules import letters

VOWELS = "aeiou"
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u02b9\u02bd`\u00b4\u2032\u05f3\ua78c]")
_TWICE = re.compile(r"(.)\1+")
_VOWEL_Y = re.compile(rf"y(?![{VOWELS}])|(?<=[^{VOWELS}])y(?=[{VOWELS}])")
_GLIDE_I = re.compile(rf"(?<=[{VOWELS}])i(?=[{VOWELS}])")
_SOFT = re.compile(rf"(?<=[^{VOWELS}y])ie(?!v)")  # Polish ie is a soft е
_SOFTENING = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])ё")  # the rules call it ѐ: Пётр is Petr and Piotr, but Ёдгор Yodgor
_PLAIN_CH = re.compile("(?<![stch])ch")
_ENGLISH, _GERMAN_OR_POLISH = re.compile("(?<!c)[zkg]h|(?<!c)sh"), re.compile("sch|[cs]z|ż|ł")
_LONGEST = 7
_WRITTEN_WITHOUT_VOWELS = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


def bare(word: str) -> bool:
    """Whether the word is in a script that leaves vowels out, such as Arabic."""
    return bool(_WRITTEN_WITHOUT_VOWELS.search(word))


@lru_cache(maxsize=262144)
def sounds(word: str) -> str:
    """The sounds of a word: “Жұмабаев” and “Zhumabaev” differ in one sign, the readings of ж."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())
    text = _SOFTENING.sub("ѐ", _APOSTROPHES.sub("'", text.replace("i\u0307", "i")))
    read = "".join(_spelt(_one_ch(text)))
    read = _VOWEL_Y.sub("i", read.replace("ks", "x").replace("Ng", "N"))
    read = _SOFT.sub("ye", _GLIDE_I.sub("y", read))
    return _TWICE.sub(r"\1", read)


def _one_ch(text: str) -> str:
    """The word with its “ch” made plain where other letters say in which language it is spelt."""
    if "ch" in text and "tch" not in text and _ENGLISH.search(text):
        return _PLAIN_CH.sub("tch", text)
    return _PLAIN_CH.sub("kh", text) if "ch" in text and _GERMAN_OR_POLISH.search(text) else text


def _spelt(text: str) -> list[str]:
    table, place, found = letters().sounds, 0, []
    while place < len(text):
        for length in range(min(_LONGEST, len(text) - place), 0, -1):
            if (sound := table.get(text[place : place + length])) is not None:
                found.append(sound)
                place += length
                break
        else:
            found.append(_unknown(text[place]))
            place += 1
    return found


@lru_cache(maxsize=8192)
def _unknown(letter: str) -> str:
    """The sounds of a letter that no rule has: without its marks, or by anyascii's transliteration."""
    from anyascii import anyascii

    table = letters().sounds
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter and base in table:
        return table[base]
    return "".join(table.get(sign, "") for sign in anyascii(letter).casefold())
