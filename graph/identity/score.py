"""The score: a sum of named evidence for and against two records being one, as a probability.

Each piece of evidence is a logarithm of odds: how much likelier what is seen is of one person than of two. The sum starts at
`_PRIOR`. A conflict of birth years or of genders is a veto. A pseudonym or a single letter is no evidence of a name. The same
score serves every comparison: two records, a pair of a file, a search.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from graph.identity.facts import fact_evidence
from graph.identity.named import Reason, person_evidence, pseudonyms, title_evidence
from graph.names.organizations import has_form
from graph.names.parts import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.identity.record import Record

THRESHOLD = 0.5
"""From this probability on two records are taken to be one."""
_PRIOR = -4.2
_VETO = 0.001
_PERSONS = frozenset({"Person", "LegalEntity", "Group", None})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two records are one (0 to 1), and each reason in words, the strongest first."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the score reaches the threshold."""
        return self.score >= THRESHOLD

    @property
    def supporting(self) -> list[str]:
        """What speaks for it."""
        return [reason.words for reason in self.reasons if reason.weight > 0]

    @property
    def contrary(self) -> list[str]:
        """What speaks against it."""
        return [reason.words for reason in self.reasons if reason.weight <= 0]

    def as_json(self) -> dict[str, object]:
        """`{"score", "same", "for", "against"}`."""
        return {"score": round(self.score, 4), "same": self.same, "for": self.supporting, "against": self.contrary}


def compare(one: Record, other: Record) -> Verdict:
    """Whether two records mean the same: the best of their names with all their facts; symmetric."""
    ways = [_of_names(first, second, one, other) for first, second in product(one.names, other.names)]
    named = max(
        ways, key=lambda found: (sum(reason.weight for reason in found), tuple(reason.words for reason in found)), default=()
    )
    facts = fact_evidence(one, other, one.names, other.names)
    reasons = sorted((*named, *facts), key=lambda reason: (-abs(reason.weight), reason.words))
    odds = _PRIOR + sum(reason.weight for reason in reasons)
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    if any(reason.veto for reason in reasons):
        probability = min(probability, _VETO)
    return Verdict(probability, tuple(reasons))


def _of_names(first: str, second: str, one: Record, other: Record) -> Sequence[Reason]:
    if is_person(one.kind, first) and is_person(other.kind, second):
        names = parse(first), parse(second)
        if any(not name.full for name in names):
            return pseudonyms(*names, same_source=one.source is not None and one.source == other.source)
        return person_evidence(*names)
    return title_evidence(first, second)


def is_person(kind: str | None, name: str) -> bool:
    """Whether a name is to be read as a person's: by its kind, and where that says nothing, unless it has a legal form."""
    if kind == "LegalEntity" or kind is None:
        return not has_form(name)
    return kind in _PERSONS
