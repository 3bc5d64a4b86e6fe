"""The rules of names as the data files beside this module have them: letters by language, endings, given names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

FIRST_PRIVATE = 0xE000


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters are read: letters (one or several) to sounds, and the sounds that stand for one of several others."""

    sounds: dict[str, str]
    readings: dict[str, str]
    """By a private sound those that it can be, such as Latin j: J, Z or y."""

    def class_of(self, sound: str) -> str:
        """The sound and all private ones that can be read as it, as the inside of a character class."""
        return sound + "".join(private for private, readings in self.readings.items() if sound in readings)


@lru_cache(maxsize=1)
def languages() -> tuple[dict[str, Any], ...]:
    """The rules of each language, in the order of their files' names."""
    return tuple(rules for name in _names() if (rules := rules_of(name)).get("language"))


def _names() -> list[str]:
    return sorted(file.name for file in resources.files(__package__).joinpath("rules").iterdir() if file.name.endswith(".yaml"))


@lru_cache(maxsize=32)
def rules_of(name: str) -> dict[str, Any]:
    """The content of one file of rules."""
    text = resources.files(__package__).joinpath("rules", name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(text, Loader=loader))  # noqa: S506  a safe loader, in C where there is one


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The letters of all languages in one table: a name does not say in which language it is spelt."""
    found: dict[str, list[str]] = {}
    for language in languages():
        for letter, sounds in language.get("letters", {}).items():
            known = found.setdefault(unicodedata.normalize("NFC", str(letter)).replace("ʻ", "'"), [])
            known.extend(sound for sound in str(sounds).split("|") if sound not in known)
    private: dict[frozenset[str], str] = {}
    table = {letter: _read(readings, private) for letter, readings in found.items()}
    return Letters(table, {sign: "".join(sorted(readings)) for readings, sign in private.items()})


def _read(readings: list[str], private: dict[frozenset[str], str]) -> str:
    """The sounds of a letter, a private one where its readings differ; the first of them counts where lengths differ."""
    fitting = [reading for reading in readings if len(reading) == len(readings[0])]
    read = ""
    for sounds in zip(*fitting, strict=True):
        distinct = frozenset(sounds)
        read += sounds[0] if len(distinct) == 1 else private.setdefault(distinct, chr(FIRST_PRIVATE + len(private)))
    return read
