"""Contradictions that lie in claims together, and not in two values of one field.

Somebody denies what another says; the shares of one thing add up to more than the whole; somebody is ruled on after
death; a thing ends before it begins. What is only denied contradicts nobody.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from graph.ledger.episodes import meet
from graph.ledger.values import (
    WHOLE,
    Reading,
    Spoken,
    attribute_readings,
    behind,
    best_of,
    days,
    excludes,
    lasts,
    period,
    readings,
    share,
)
from graph.model import KINDS, RELATIONS, Stance
from graph.model.fields import field_spec, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEATHS = ("death_date", "x_deathDate")
"""Attributes that give the day of a death, beside the relations that do."""
NO_VALUE = ("metric", "mention")
_DEATH, _BIRTH = "death_date", "birth_date"
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, and the claims that say it, the strongest first."""

    shown: str
    claims: tuple[Spoken, ...]

    @property
    def grade(self) -> str:
        """The best grade on this side."""
        return best_of(self.claims)

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents on this side."""
        return behind(self.claims)[0]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins on this side."""
        return behind(self.claims)[1]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides that cannot both be right, about `scope` (an entity's id or a relation's), with the reason in a sentence."""

    measure: str
    scope: str
    why: str
    one: Side
    other: Side


def clashes(claims: Iterable[Spoken], names: Mapping[str, str]) -> list[Clash]:
    """All contradictions of these kinds among some claims; `names` are those of entities, whose ids stand where one lacks."""
    claims = sorted(claims, key=lambda claim: claim.strength)
    return [clash for rule in RULES for clash in rule(claims, names)]


def denials(claims: Sequence[Spoken], names: Mapping[str, str]) -> Iterator[Clash]:
    """What some assert or allege and others deny, of one relation, attribute or figure, at times that can be one."""
    groups: dict[tuple[str, ...], list[Spoken]] = defaultdict(list)
    for claim in claims:
        groups[_subject(claim)].append(claim)
    for key, group in sorted(groups.items()):
        against = [claim for claim in group if claim.stance is Stance.DISPUTES]
        support = [claim for claim in group if claim.stance is Stance.SUPPORTS]
        saying = tuple(claim for claim in support if any(_same(claim, denial) for denial in against))
        denying = tuple(denial for denial in against if any(_same(claim, denial) for claim in saying))
        if saying:
            yield _denied(key, saying, denying, names)


def _subject(claim: Spoken) -> tuple[str, ...]:
    if claim.property in RELATIONS:
        return claim.pair
    if claim.property == "metric":
        return claim.metric or "", claim.scope or "", claim.unit or ""
    return claim.property, claim.about[0]


def _same(claim: Spoken, denial: Spoken) -> bool:
    """Whether a denial denies what a claim says: the same relation at a time that can be one, or the same value."""
    if claim.property in RELATIONS:
        return meet(period(claim), period(denial))
    if claim.property == "metric":
        return (claim.value, claim.bound) == (denial.value, denial.bound)
    reading = attribute_readings().get(claim.property, Reading.PLAIN)
    return denial.value is None or not excludes(claim.value, denial.value, reading)


def _denied(key: tuple[str, ...], saying: tuple[Spoken, ...], denying: tuple[Spoken, ...], names: Mapping[str, str]) -> Clash:
    first, related = saying[0], saying[0].property in RELATIONS
    one, other = (Side(f"{side[0].status} by {_who(side, names)}", side) for side in (saying, denying))
    why = f"{one.shown} ({one.grade}), {other.shown} ({other.grade})"
    if related:
        return Clash(first.property, "|".join((first.about[0], first.property, first.about[1])), why, one, other)
    measure, value = str(first.metric or first.property), f"{first.value}: "
    return Clash(measure, key[1], value + why, one, other)


def _who(claims: Sequence[Spoken], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in behind(claims)[1])


def shares(claims: Sequence[Spoken], names: Mapping[str, str]) -> Iterator[Clash]:
    """Things whose shares add up to more than the whole at a time: the day on which most of it is held.

    Summed are lower bounds, and of an owner with several the least, so that a sum says no more than the claims do.
    """
    things: dict[tuple[str, str, str], list[Spoken]] = defaultdict(list)
    for claim in claims:
        for name in _share_fields(claim.property):
            if claim.stance is Stance.SUPPORTS and share(str(claim.details.get(name, ""))):
                things[claim.property, name, claim.about[1]].append(claim)
    for (_, name, thing), group in sorted(things.items()):
        total, held = max(_sums(group, name), key=lambda found: (found[0], -len(found[1])))
        if total > WHOLE + _TINY:
            yield _oversold(thing, name, total, held, names)


def _share_fields(type_name: str) -> list[str]:
    relation = RELATIONS.get(type_name)
    return [name for name, reading in readings(relation).items() if reading is Reading.SHARE] if relation else []


def _sums(claims: Sequence[Spoken], name: str) -> Iterator[tuple[float, dict[str, Spoken]]]:
    """For each day on which what is held changes, how much it is, and the claim on the least share of each owner."""
    lows = {claim.id: _low(claim, name) for claim in claims}
    periods = {claim.id: period(claim) for claim in claims}
    begun = {first or date.min for first, _ in periods.values()}
    ended = {last + timedelta(1) for _, last in periods.values() if last and last < date.max}
    for day in sorted(begun | ended):
        held: dict[str, Spoken] = {}
        for claim in claims:
            if meet(periods[claim.id], (day, day)):
                least = held.setdefault(claim.about[0], claim)
                held[claim.about[0]] = min(least, claim, key=lambda one: (lows[one.id], one.strength))
        yield sum(lows[claim.id] for claim in held.values()), held


def _low(claim: Spoken, name: str) -> float:
    low, _ = share(str(claim.details[name])) or (0.0, 0.0)
    return low


def _oversold(thing: str, name: str, total: float, held: Mapping[str, Spoken], names: Mapping[str, str]) -> Clash:
    parts = sorted(held.values(), key=lambda claim: (-_low(claim, name), claim.strength))
    texts = [f"{names.get(claim.about[0], claim.about[0])} {_percent(claim.details[name])}" for claim in parts]
    why = f"{' and '.join(texts)} add up to {total:g} % or more of {names.get(thing, thing)} at one time"
    one, *others = parts
    return Clash(name, thing, why, Side(texts[0], (one,)), Side("; ".join(texts[1:]), tuple(others)))


def _percent(value: object) -> str:
    text = str(value)
    return text if "%" in text else f"{text} %"


def deaths(claims: Sequence[Spoken], names: Mapping[str, str]) -> Iterator[Clash]:
    """People who were surely dead when they were born or ruled on."""
    births, dead = _by_subject(claims, _BIRTH), _by_subject(claims, *DEATHS)
    dates = _by_subject(claims, "date")
    for claim in claims:
        if claim.property == "CONCERNS" and claim.stance is Stance.SUPPORTS:
            ruling, who = claim.about[0], claim.about[1]
            for end, begin in _reversed(dead.get(who, []), dates.get(ruling, [])):
                what = f"{names.get(ruling, ruling)} concerns {names.get(who, who)} and is of {begin.value}"
                yield _before(who, _DEATH, (f"died {_day(end)}", end), (what, begin, claim))
    for who, died in sorted(dead.items()):
        for end, begin in _reversed(died, births.get(who, [])):
            yield _before(who, _DEATH, (f"died {_day(end)}", end), (f"born {_day(begin)}", begin))


def _dates(claim: Spoken) -> str:
    return RELATIONS[claim.property].dates if claim.property in RELATIONS else ""


def _by_subject(claims: Iterable[Spoken], *names: str) -> dict[str, list[Spoken]]:
    """By what they are about, the claims that give a day of that name."""
    found: dict[str, list[Spoken]] = defaultdict(list)
    for claim in claims:
        if claim.stance is Stance.SUPPORTS and {claim.property, _dates(claim)}.intersection(names) and _day(claim):
            found[claim.about[0]].append(claim)
    return found


def _day(claim: Spoken) -> str:
    """The date that a claim gives for its event or fact."""
    return str(claim.since or claim.until or "") if claim.property in RELATIONS else str(claim.value or "")


def _reversed(ending: Iterable[Spoken], beginning: Sequence[Spoken]) -> Iterator[tuple[Spoken, Spoken]]:
    """The strongest end that lies surely before a beginning, with the strongest such beginning; or nothing."""
    for end in ending:
        last = (days(_day(end)) or (None, None))[1]
        for begin in beginning:
            first = (days(_day(begin)) or (None, None))[0]
            if first and last and last < first:
                yield end, begin
                return


def ends(claims: Sequence[Spoken], _: Mapping[str, str]) -> Iterator[Clash]:
    """What ends before it begins, by claims that each give one of the two days."""
    for end_name, begin_name in sorted(end_fields().items()):
        ending, beginning = _by_subject(claims, end_name), _by_subject(claims, begin_name)
        for key, last in sorted(ending.items()):
            for end, begin in _reversed(last, beginning.get(key, [])):
                said = [f"{in_words(claim.property)} {_day(claim)}" for claim in (end, begin)]
                yield _before(key, end_name, (said[0], end), (said[1], begin))
    yield from _relation_ends(claims)


def _relation_ends(claims: Sequence[Spoken]) -> Iterator[Clash]:
    """Lasting relations that end before they begin."""
    for (type_name, source, target), group in sorted(_half_open(claims).items()):
        for end, begin in _reversed([one for one in group if one.until], [one for one in group if one.since]):
            scope = "|".join((source, type_name, target))
            yield _before(scope, "until", (f"until {end.until}", end), (f"since {begin.since}", begin))


def end_fields() -> dict[str, str]:
    """The fields of kinds on which something ends, and the field on which it began."""
    fields = ((name, field_spec(kind, name).ends) for kind in KINDS.values() for name in kind.model_fields)
    return {name: begin for name, begin in fields if begin}


def _half_open(claims: Iterable[Spoken]) -> dict[tuple[str, str, str], list[Spoken]]:
    """By lasting relation, the claims that give only its beginning or only its end: two whole periods are two terms."""
    found: dict[tuple[str, str, str], list[Spoken]] = defaultdict(list)
    for claim in claims:
        one_end = (claim.since is None) != (claim.until is None)
        if claim.property in RELATIONS and one_end and claim.stance is Stance.SUPPORTS and lasts(claim.property):
            found[claim.pair].append(claim)
    return found


def _before(scope: str, measure: str, end: tuple[str, Spoken], begin: tuple[str, *tuple[Spoken, ...]]) -> Clash:
    """An end and what comes after it, each with its words and claims."""
    (ended, last), (began, *first) = end, begin
    return Clash(measure, scope, f"{ended} lies before {began}", Side(ended, (last,)), Side(began, tuple(first)))


RULES = {
    denials: "what some say and others deny",
    shares: "shares of one thing",
    deaths: "births and rulings after a death",
    ends: "ends before a beginning",
}
"""Every rule, with what it checks in words."""
