"""What two names say for and against: parts that agree by their rarity, parts that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.names.alignment import APART, SAME, Alignment, Pair, align
from graph.names.known import known
from graph.names.organizations import alike
from graph.names.parts import FATHER, GIVEN, NAME, SURNAME

if TYPE_CHECKING:
    from graph.names.parts import Name, Part

_AGREES = {GIVEN: (2.4, 3.3), SURNAME: (2.9, 3.7), FATHER: (2.0, 2.6), NAME: (2.4, 3.3)}
"""For a part that agrees, by role: what a usual name weighs, and a rare one."""
_AGAINST = {GIVEN: -6.0, SURNAME: -6.0, FATHER: -6.0, NAME: -6.0}
_MISSING = {GIVEN: -0.4, SURNAME: -0.4, FATHER: -0.1, NAME: -0.5}
_LETTER = {True: 0.0, False: -4.0}
_FAMILY = 0.9
"""What a father's name weighs more where nobody has a surname: it stands for the family."""
_OTHER_GENDER = -3.0
_SPELLING = 1.0  # of two spellings of one name the nearer counts a little more
_LONG = 5
_MOST = 7.4
"""What the parts of a name weigh together at most: a part that contradicts is not outweighed by more of the others."""
_WHOLE, _MONONYM = 3.0, 1.2
"""For a name in one word that is the whole of the other's two, and for one that has no more than a rare word."""
_WORDS = {GIVEN: "given name", SURNAME: "surname", FATHER: "father's name", NAME: "name"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: in words, its weight (a logarithm of odds), and whether it alone excludes that two are one."""

    words: str
    weight: float
    veto: bool = False


def person_evidence(one: Name, other: Name) -> list[Reason]:
    """What the names of two persons say."""
    found = align(one, other)
    reasons = [_agreed(pair, found) for pair in found.agreed]
    if len(found.agreed) == 1 and not found.against and not found.missing and not one.initials and not other.initials:
        reasons += _whole(one, other, found.agreed[0])
    reasons = _capped(reasons)
    reasons += [_contrary(pair) for pair in found.against]
    reasons += [_missing(part) for part in found.missing]
    reasons += [_letter(pair) for pair in found.initials if not pair.closeness]
    if found.agreed and {one.gender, other.gender} == {"male", "female"}:
        reasons.append(Reason("the endings say a man and a woman", _OTHER_GENDER))
    return reasons


def _whole(one: Name, other: Name, pair: Pair) -> list[Reason]:
    if max(len(one.full), len(other.full)) > 1:
        return [Reason("the whole name in one word", _WHOLE)]
    if not known(pair.one.core) and len(pair.one.sounds) >= _LONG:
        return [Reason("both are called so and nothing else", _MONONYM)]
    return []


def _capped(reasons: list[Reason]) -> list[Reason]:
    total = sum(reason.weight for reason in reasons)
    return [replace(reason, weight=reason.weight * min(1.0, _MOST / total)) for reason in reasons] if total > 0 else reasons


def _ordered(one: Part, other: Part) -> str:
    return " and ".join(f"“{text}”" for text in sorted((one.text, other.text)))


def _agreed(pair: Pair, found: Alignment) -> Reason:
    usual, rare = _AGREES[pair.role]
    weight = usual if known(pair.one.core) or known(pair.other.core) else rare
    if pair.role == FATHER and not any(other.role in (SURNAME, NAME) for other in (*found.agreed, *found.against)):
        weight += _FAMILY
    share = min(1.0, (pair.closeness - APART) / (SAME - APART)) - _SPELLING * (1 - pair.closeness)
    how = "the same" if pair.closeness >= SAME else "nearly the same"
    rarity = "" if weight != rare else " and rare"
    return Reason(f"{_WORDS[pair.role]} {how}{rarity}: {_ordered(pair.one, pair.other)}", weight * max(share, 0.05))


def _contrary(pair: Pair) -> Reason:
    far = min(1.0, 0.5 + (APART - pair.closeness) / 0.2) if pair.closeness > APART - 0.1 else 1.0
    return Reason(f"{_WORDS[pair.role]} differs: {_ordered(pair.one, pair.other)}", _AGAINST[pair.role] * far)


def _missing(part: Part) -> Reason:
    return Reason(f"{_WORDS[part.role]} stands on one side only: “{part.text}”", _MISSING[part.role])


def _letter(pair: Pair) -> Reason:
    return Reason(f"initial does not fit: {_ordered(pair.one, pair.other)}", _LETTER[False])


def pseudonyms(one: Name, other: Name, *, same_source: bool) -> list[Reason]:
    """Letters are no name: only the same letters in the same source are the same person."""
    if one.full or other.full:
        return [Reason("a letter or initials on one side: no evidence of a name", -2.0)]
    same = [part.sounds for part in one.parts] == [part.sounds for part in other.parts]
    if same and same_source:
        return [Reason("the same letters in the same source", 5.0)]
    return [Reason("letters or initials only, which each source uses in its own way", -4.0)]


def title_evidence(first: str, second: str) -> list[Reason]:
    """What the names of two organizations or things say."""
    near, how = alike(*sorted((first, second)))
    words = " and ".join(f"“{text}”" for text in sorted((first, second)))
    weight = _TITLE * (near - _TITLE_FROM) / (1 - _TITLE_FROM)
    return [Reason(f"names: {how}: {words}" if weight > 0 else f"names differ: {words}", max(-8.0, weight))]


_TITLE, _TITLE_FROM = 7.5, 0.62
