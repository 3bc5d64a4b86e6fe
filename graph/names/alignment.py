"""Two names part by part: roles are compared with roles, and what is left over on both sides speaks against.

The father's name is compared with a surname only where the other role is missing: Mamat uulu Daniyar and Daniyar Mamatov.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING

from graph.names.distance import closeness
from graph.names.known import known, one_name, two_names
from graph.names.parts import FATHER, GIVEN, INITIAL, NAME, SURNAME, Name, Part
from graph.names.rules import rules_of
from graph.names.sounds import sounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME, APART = 0.9, 0.8
"""From here on two words are spellings of one name; below, they are two names."""
_TWO_NAMES = 0.5
_OTHER_ENDING = 0.02
_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of one name beside that of the other; `closeness` is 0 to 1."""

    one: Part
    other: Part
    closeness: float

    @property
    def role(self) -> str:
        """The role in which they meet."""
        roles = {self.one.role, self.other.role}
        if roles == {FATHER, SURNAME}:
            return SURNAME
        return next((role for role in (FATHER, SURNAME, GIVEN) if role in roles), NAME)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which parts agree, which contradict each other, and which have no counterpart, in one name or the other."""

    agreed: tuple[Pair, ...]
    against: tuple[Pair, ...]
    missing: tuple[Part, ...]
    initials: tuple[Pair, ...] = ()
    """Initials that do not fit the part (closeness 0) or do (closeness 1)."""

    @property
    def worth(self) -> float:
        """More is better; what two readings of the same names are chosen by."""
        return sum(pair.closeness for pair in self.agreed) - 1.5 * len(self.against) - 0.1 * len(self.missing)


@lru_cache(maxsize=262144)
def _close(one: str, other: str, unwritten: bool) -> float:
    near = closeness(one, other, unwritten)
    if near < 1.0 and one_name(one, other):
        return max(near, 0.95)
    if two_names(one, other):
        return min(near, _TWO_NAMES)
    if APART - 0.08 < near < SAME and one[:1] == other[:1] and (known(one) is None) != (known(other) is None):
        near += 0.03  # a slip makes of a known name one that nobody bears
    return near


def close(one: Part, other: Part) -> float:
    """How close two parts sound, 0 to 1: with their endings, and without."""
    unwritten = one.bare != other.bare
    whole = _close(one.sounds, other.sounds, unwritten)
    if not (one.stem or other.stem):
        return whole
    fee = 0.0 if bool(one.stem) == bool(other.stem) else _OTHER_ENDING
    stems = _close(one.core, other.core, unwritten) - fee
    if one.stem and other.stem:
        return stems
    return max(stems, whole if one.role == other.role or NAME in (one.role, other.role) else 0.0)


@lru_cache(maxsize=65536)
def align(one: Name, other: Name) -> Alignment:
    """The best reading of two names side by side; the order of the two does not matter for what is found."""
    best = _aligned(one.full, other.full)
    if best.against or (best.missing and len(one.full) != len(other.full)):
        ways = chain(_joined(one.full, other.full), ((a, b) for b, a in _joined(other.full, one.full)))
        best = max((best, *(_aligned(first, second) for first, second in ways)), key=lambda found: found.worth)
    return replace(best, initials=tuple(chain(_initials(one, other), _initials(other, one))))


def _joined(parts: tuple[Part, ...], others: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """The parts with two or three neighbours written together, where the other name has such a word."""
    for length in (2, 3):
        for place in range(len(parts) - length + 1):
            some = parts[place : place + length]
            if any(part.role == FATHER for part in some):
                continue
            text = "".join(part.text for part in some)
            role = next((part.role for part in some if part.role != NAME), NAME)
            whole = Part(
                text, sounds(text), role, stem=some[-1].stem and sounds("".join(p.text for p in some[:-1])) + some[-1].stem
            )
            if any(abs(len(part.sounds) - len(whole.sounds)) <= length and close(whole, part) >= SAME for part in others):
                yield (*parts[:place], whole, *parts[place + length :]), others


def _aligned(ones: Sequence[Part], others: Sequence[Part]) -> Alignment:
    ones, others = _told(ones)[:_MOST_PARTS], _told(others)[:_MOST_PARTS]
    crossing = _crossing(ones, others)
    graded = sorted(
        (-_prefer(one, other, near), first, second, near)
        for (first, one), (second, other) in product(enumerate(ones), enumerate(others))
        if _comparable(one, other, crossing) and (near := close(one, other)) >= APART
    )
    left, right = set(range(len(ones))), set(range(len(others)))
    agreed = []
    for _, first, second, near in graded:
        if first in left and second in right:
            left.remove(first)
            right.remove(second)
            agreed.append(Pair(ones[first], others[second], near))
    against = []
    for first, second in product(sorted(left), sorted(right)):
        if first in left and second in right and _comparable(ones[first], others[second], crossing):
            left.remove(first)
            right.remove(second)
            against.append(Pair(ones[first], others[second], close(ones[first], others[second])))
    missing = (*(ones[place] for place in sorted(left)), *(others[place] for place in sorted(right)))
    return Alignment(tuple(agreed), tuple(against), missing)


def _told(parts: Sequence[Part]) -> list[Part]:
    """The parts without particles and repetitions."""
    particles = frozenset(rules_of("titles.yaml")["particles"].split())
    kept = [part for part in parts if part.text.casefold() not in particles] or list(parts)
    return list({(part.sounds, part.role): part for part in kept}.values())


def _prefer(one: Part, other: Part, near: float) -> float:
    return near + (0.05 if one.role == other.role else 0.0)


def _crossing(ones: Sequence[Part], others: Sequence[Part]) -> bool:
    """Whether a father's name may be met by a surname: where neither name has both."""
    roles, others_roles = ({part.role for part in parts} for parts in (ones, others))
    return (FATHER in roles and SURNAME not in roles and FATHER not in others_roles) or (
        FATHER in others_roles and SURNAME not in others_roles and FATHER not in roles
    )


def _comparable(one: Part, other: Part, crossing: bool) -> bool:
    roles = {one.role, other.role}
    return len(roles) == 1 or NAME in roles or (crossing and roles == {FATHER, SURNAME})


def _initials(one: Name, other: Name) -> Iterator[Pair]:
    """The initials of one name beside the parts of the other that they may stand for: the given name, then the father's."""
    if not one.full or one.initials == other.initials:
        return
    wanted = [part for part in other.full if part.role == GIVEN or (part.role == NAME and not _has(one, part))]
    wanted += [part for part in other.full if part.role == FATHER]
    for letter, part in zip(one.initials, wanted, strict=False):
        yield Pair(letter, part, float(closeness(letter.sounds[:1], part.sounds[:1]) > _INITIAL))
    for letter, theirs in zip(one.initials, other.initials, strict=False):
        yield Pair(letter, theirs, float(closeness(letter.sounds[:1], theirs.sounds[:1]) > _INITIAL))


def _has(name: Name, part: Part) -> bool:
    return any(close(mine, part) >= APART for mine in name.full if mine.role != INITIAL)


_INITIAL = 0.4
