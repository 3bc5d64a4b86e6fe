"""The closed vocabularies of the model, each an enum whose values are what files and the graph hold."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(StrEnum):
    """How a claim is put forward; the order is that in which one speaks for a relation."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    INFERRED = "inferred"
    DENIED = "denied"
    RETRACTED = "retracted"

    @classmethod
    def strength(cls, status: str | None) -> int:
        """The place of a status in that order, 0 for the strongest; what is none comes last."""
        return _STATUSES.index(status) if status in _STATUSES else len(_STATUSES)

    @property
    def stance(self) -> Stance:
        """Whether a claim of this status supports or disputes what it speaks of."""
        if self is Status.RETRACTED:
            return Stance.SILENT
        return Stance.DISPUTES if self is Status.DENIED else Stance.SUPPORTS


_STATUSES = tuple(status.value for status in Status)


class Stance(StrEnum):
    """What a claim is to the thing that it speaks of."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    SILENT = "silent"


class Standing(StrEnum):
    """How a thing stands by all claims that speak of it."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    DENIED_ONLY = "denied only"
    HYPOTHESIS = "hypothesis"


class Identification(StrEnum):
    """What a person is known by."""

    NAMED = "named"
    PSEUDONYM = "pseudonym"
    UNNAMED = "unnamed"


class Bound(StrEnum):
    """What a number bounds."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class RulingType(StrEnum):
    """What a court decided."""

    VERDICT = "verdict"
    APPEAL = "appeal"
    CASSATION = "cassation"
    PROBATION = "probation"
    RELEASE = "release"
    ACQUITTAL = "acquittal"
    PARDON = "pardon"
    OTHER = "other"


class Judgement(StrEnum):
    """What a user made of a hypothesis."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


class Reliability(StrEnum):
    """Admiralty system (NATO AJP-2.1): how far a source is relied on, A completely to E not at all, F unknown."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


def grade(reliability: Reliability | str, credibility: int) -> str:
    """Source reliability and claim credibility as one grade, such as "B2" (Admiralty system)."""
    return f"{reliability}{credibility}"


GRADES = tuple(grade(letter, number) for letter in Reliability for number in range(1, 7))
"""Every grade, the best first: by the source's letter, then by the claim's number."""


def parse_grade(text: str) -> str:
    """A grade as somebody typed it, in capitals.

    Raises:
        UsageError: it is no letter A to F and number 1 to 6 (Admiralty system).
    """
    if text.strip().upper() not in GRADES:
        raise UsageError(f"“{text}” is no grade", hint="a grade is a letter A to F and a number 1 to 6, such as B2")
    return text.strip().upper()


def meets_grade(found: str | None, least: str) -> bool:
    """Whether a grade is that one or a better one, in the order of `GRADES`: A6 meets B2, B3 and no grade do not."""
    return bool(found) and GRADES.index(found or "") <= GRADES.index(least)


def best_grade(grades: Iterable[str]) -> str:
    """The best of some grades, in the order of `GRADES`; "" for none."""
    return min(grades, key=GRADES.index, default="")
