"""What claims give for one field: which value is the strongest, and which others contest it.

Every view that shows a value asks here whether it is contested. A thing has one value of a field that its class in the
model calls single; two values contest each other when no reading of both is the same: `2021` and `2021-03` agree, 72 and
84 months do not. Of what only one claim gives, and of what is only denied, nothing is contested.
"""

from __future__ import annotations

import builtins
import math
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.ledger.episodes import meet
from graph.ledger.standing import origin
from graph.model import KINDS, RELATIONS, Relation, Stance, Status, best_grade, bounds, relation_sentence
from graph.model.dates import date_fields
from graph.model.fields import field_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Claim, GraphRecord, Source

WHOLE = 100.0
_NUMBER = r"(\d+(?:[.,]\d+)?)\s*(?:%|percent)?"
_SHARE = re.compile(rf"(?P<sign>[<>≤≥]?)\s*{_NUMBER}(?:\s*(?:-|–|—|to|\.\.)\s*{_NUMBER})?", re.IGNORECASE)


class Reading(StrEnum):
    """How two values of a field are compared: as stretches of days, as parts of a whole, or as they are."""

    DAY = "day"
    SHARE = "share"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a claim says, as far as the rules on contradictions read it; `repeats` are sources that it only repeats."""

    id: str
    property: str
    about: tuple[str, ...]
    status: str
    grade: str
    source: str
    origin: str
    value: float | int | bool | str | None = None
    since: str | None = None
    until: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    repeats: frozenset[str] = frozenset()
    metric: str | None = None
    scope: str | None = None
    bound: str | None = None
    unit: str | None = None
    as_of: str | None = None

    @builtins.property
    def stance(self) -> Stance:
        """Whether it supports or disputes what it speaks of."""
        return Status(self.status).stance

    @builtins.property
    def strength(self) -> tuple[int, str, str]:
        """The strongest claim has the least: by status, then grade, then id."""
        return Status.strength(self.status), self.grade, self.id

    @builtins.property
    def pair(self) -> tuple[str, str, str]:
        """The type of a relation and its ends; those of an undirected one in the order of their ids."""
        source, target = sorted(self.about[:2]) if RELATIONS[self.property].undirected else self.about[:2]
        return self.property, source, target

    def gives(self, name: str) -> object:
        """The value that it gives for a field of its entity, or for a property or date of its relation; None for none."""
        if self.property not in RELATIONS:
            return self.value if self.property == name else None
        return {"since": self.since, "until": self.until}.get(name) or self.details.get(name)


@dataclass(frozen=True, slots=True)
class Contested:
    """A value that contests the one that is shown, or a denial of that one, with the claims behind it.

    `stance` is “supports” for another value and “disputes” for a denial.
    """

    field: str
    value: float | int | bool | str | None
    stance: str
    grade: str
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def text(self) -> str:
        """“84 by ennet-courier, B2” or “denied by bob-arden, A1”."""
        said = "denied" if self.stance == Stance.DISPUTES else str(self.value)
        return f"{said} by {', '.join(self.origins)}" + (f", {self.grade}" if self.grade else "")


def contest_text(contested: Iterable[Contested], name: str) -> str:
    """What stands behind a shown value: “ (contested: 84 by ennet-courier, B2)”; "" where nothing contests it."""
    texts = [one.text for one in contested if one.field == name]
    return f" (contested: {'; '.join(texts)})" if texts else ""


def contested(claims: Iterable[Spoken], readings: Mapping[str, Reading], shown: Mapping[str, object]) -> tuple[Contested, ...]:
    """What contests the shown values of one thing, by field, the strongest claims first.

    `claims` are all those about the thing; a field that is not shown is judged by its strongest claim.
    """
    claims = list(claims)
    return tuple(one for name, reading in sorted(readings.items()) for one in _of_field(claims, name, reading, shown.get(name)))


def _of_field(claims: Iterable[Spoken], name: str, reading: Reading, shown: object) -> Iterable[Contested]:
    giving = sorted((claim for claim in claims if claim.gives(name) is not None), key=lambda claim: claim.strength)
    support = [claim for claim in giving if claim.stance is Stance.SUPPORTS]
    if not support:
        return
    shown = support[0].gives(name) if shown is None else shown
    others: dict[object, list[Spoken]] = {}
    for claim in support:
        if excludes(shown, claim.gives(name), reading) and _one_time(support[0], claim):
            others.setdefault(claim.gives(name), []).append(claim)
    for value, group in others.items():
        yield _contested(name, value, Stance.SUPPORTS, group)
    denials = [claim for claim in giving if claim.stance is Stance.DISPUTES and not excludes(shown, claim.gives(name), reading)]
    if denials:
        yield _contested(name, shown, Stance.DISPUTES, denials)


def _one_time(one: Spoken, other: Spoken) -> bool:
    """Whether two claims on one thing can speak of one time; those on entities always do."""
    return one.property not in RELATIONS or meet(period(one), period(other))


def _contested(name: str, value: object, stance: Stance, claims: Sequence[Spoken]) -> Contested:
    plain = value if isinstance(value, (int, float, str)) else str(value)
    return Contested(name, plain, str(stance), best_of(claims), *behind(claims), tuple(claim.id for claim in claims))


def spoken(claim: Claim, sources: Mapping[str, Source]) -> Spoken:
    """A claim as the rules read it; `sources` must hold its own."""
    source = sources[claim.source]
    return Spoken(
        claim.id, claim.property, claim.about, str(claim.status), claim.graded(source), claim.source, origin(claim, sources),
        claim.value, claim.since, claim.until, claim.details, frozenset(() if claim.attributed_to else source.cites),
        claim.metric, claim.scope, claim.bound, claim.unit, claim.as_of,
    )  # fmt: skip


def best_of(claims: Iterable[Spoken]) -> str:
    """The best grade of some claims; "" for none."""
    return best_grade(claim.grade for claim in claims if claim.grade)


def behind(claims: Iterable[Spoken]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sources and the independent origins of some claims, sorted; who only repeats another of them adds none."""
    claims = list(claims)
    sources = {claim.source for claim in claims}
    origins = {claim.origin for claim in claims if not sources & claim.repeats} or {claim.origin for claim in claims}
    return tuple(sorted(sources)), tuple(sorted(origins))


@lru_cache(maxsize=256)
def readings(model: type[GraphRecord]) -> Mapping[str, Reading]:
    """How the fields of a kind or relation that have one value at a time are compared, by name."""
    found = {name: _reading(model, name) for name in model.model_fields if field_spec(model, name).single}
    dated = issubclass(model, Relation) and (model.dates or lasts(model.type_name()))
    return found | (dict.fromkeys(("since", "until"), Reading.DAY) if dated else {})


def _reading(model: type[GraphRecord], name: str) -> Reading:
    if name in date_fields(model):
        return Reading.DAY
    return Reading.SHARE if field_spec(model, name).share else Reading.PLAIN


@lru_cache(maxsize=1)
def attribute_readings() -> Mapping[str, Reading]:
    """The same for the fields of all kinds together."""
    return {name: reading for kind in KINDS.values() for name, reading in readings(kind).items()}


def lasts(type_name: str) -> bool:
    """Whether a relation is one that lasts, and not one that happens at a time."""
    return bool(relation_sentence(type_name).since)


def period(claim: Spoken) -> tuple[date | None, date | None]:
    """The first and last day on which a relation may hold by a claim; what happens at a time does not last beyond it."""
    since, until = claim.since, claim.until
    if not lasts(claim.property):
        since, until = since or until, until or since
    first = (days(since) or (None, None))[0] if since else None
    last = (days(until) or (None, None))[1] if until else None
    return first, last


def span(value: object, reading: Reading) -> tuple[float, float, str | None]:
    """The least and greatest number that a value allows, or its words where it is no number (the third, else None)."""
    if reading is Reading.DAY and (found := days(str(value))) is not None:
        first, last = found
        return (first.toordinal() if first else -math.inf), (last.toordinal() if last else math.inf), None
    if reading is Reading.SHARE and (part := share(str(value))) is not None:
        return *part, None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value), float(value), None
    return 0.0, 0.0, " ".join(str(value).casefold().split())


def excludes(one: object, other: object, reading: Reading) -> bool:
    """Whether two values of a field cannot both be right."""
    (low, high, text), (other_low, other_high, other_text) = span(one, reading), span(other, reading)
    if text is not None or other_text is not None:
        return text != other_text
    return low > other_high or other_low > high


def days(text: str) -> tuple[date | None, date | None] | None:
    """The first and last day that a date can mean; None for a text that is no date."""
    try:
        return bounds(text)
    except ValueError:
        return None


def share(text: str) -> tuple[float, float] | None:
    """A share in per cent as the least and greatest that it can be; None for what is none.

    “50”, “50 %”, “25-50”, “12,5 to 25 %”, “>75” are shares; “half” is not.
    """
    if (match := _SHARE.fullmatch(text.strip())) is None:
        return None
    sign, *numbers = match.groups()
    low, high = (float((number or numbers[0]).replace(",", ".")) for number in numbers)
    if sign and sign in ">≥":
        high = WHOLE
    elif sign:
        low = 0.0
    return (low, high) if low <= high <= WHOLE else None
