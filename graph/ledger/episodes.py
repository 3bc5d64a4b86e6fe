"""Claims on one pair of entities told apart by period: two terms in one office, three payments to one account.

Claims are of one episode when their periods can be one, or surely overlap and so contradict each other about one. What
happened at a time (an *event*) has no duration: two days are two events. A claim that fits several episodes, as one
without dates does, stands for itself; one that fits a single episode belongs to it. A denial speaks of every episode that
it fits. The order of claims does not matter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ledger.standing import stance
from graph.model import RELATIONS, Stance
from graph.model.dates import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Claim

_OPEN = (None, None)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """When a claim says that something held, as stated (EDTF), and what else tells it from others (an amount)."""

    since: str = ""
    until: str = ""
    detail: str = ""

    @property
    def text(self) -> str:
        """As it stands at the end of a relation's id; "" of a claim that says nothing of when."""
        days = f"{self.since}/{self.until}" if self.until else self.since
        return "|".join(part for part in (days, self.detail) if part)

    def one_with(self, other: Period, *, event: bool) -> bool:
        """Whether both can be the same period, or contradict each other about one."""
        if self.detail and other.detail and self.detail != other.detail:
            return False
        if event:
            return meet(self._whole(), other._whole())
        same_ends = meet(_days(self.since), _days(other.since)) and meet(_days(self.until), _days(other.until))
        if same_ends and self._may_begin_before_end_of(other) and other._may_begin_before_end_of(self):
            return True
        return meet(self._core(), other._core())

    def vagueness(self) -> tuple[int, int]:
        """How many of its ends are not stated, and how many days it may last at the most."""
        first, last = self._whole()
        return (not self.since) + (not self.until), (last - first).days if first and last else dt.date.max.toordinal()

    def _whole(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day that it may touch; what has one date only lies within it."""
        return _days(self.since or self.until)[0], _days(self.until or self.since)[1]

    def _may_begin_before_end_of(self, other: Period) -> bool:
        """Whether this one's beginning and the other's end can be those of one period."""
        first, last = _days(self.since)[0], _days(other.until)[1]
        return first is None or last is None or first <= last

    def _core(self) -> tuple[dt.date | None, dt.date | None]:
        """The days on which it surely lasts, where its ends are stated; open ends reach on."""
        return _days(self.since)[1], _days(self.until)[0]


def period(claim: Claim) -> Period:
    """When a claim says that its relation held."""
    amount = claim.details.get("amount") or claim.extra.get("amount") or ()
    detail = amount if isinstance(amount, str) else " ".join(map(str, amount))
    return Period(claim.since or "", claim.until or "", detail)


def episodes(pair: str, claims: Iterable[Claim], *, event: bool = False) -> dict[str, list[Claim]]:
    """Claims of one pair and type by the id of their relation: `pair`, and the period where there are several.

    `event` says that the type is one that happens at a time instead of lasting.
    """
    by_period: dict[Period, list[Claim]] = {}
    for claim in claims:
        by_period.setdefault(period(claim), []).append(claim)
    groups: list[list[Period]] = []
    for one in sorted(by_period, key=lambda one: (one.vagueness(), one)):
        fitting = [group for group in groups if all(one.one_with(other, event=event) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(one)
        else:
            groups.append([one])
    ids = [f"{pair}|{group[0].text}" if len(groups) > 1 and group[0].text else pair for group in groups]
    return {
        key: sorted((claim for one in group for claim in by_period[one]), key=lambda claim: claim.id)
        for key, group in sorted(zip(ids, groups, strict=True))
    }


def by_relation(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims of relations by the id of the relation that they carry, all claims of each pair given; retracted ones carry none."""
    pairs: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.relation and stance(claim) is not Stance.SILENT:
            pairs.setdefault(claim.relation, []).append(claim)
    found: dict[str, list[Claim]] = {}
    for pair, group in sorted(pairs.items()):
        model = RELATIONS[group[0].property]
        found |= {pair: group} if len(group) == 1 or model.once else episodes(pair, group, event=model.event)
    return found


def with_denials(relations: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """Claims by the id of each relation that they speak of, given by the one that they carry.

    A denial that fits several periods of its pair, as one without dates does, carries one relation and speaks of each of
    them: who never worked there worked there in neither term.
    """
    denials: dict[str | None, list[Claim]] = {}
    for claim in (one for claims in relations.values() for one in claims if stance(one) is Stance.DISPUTES):
        denials.setdefault(claim.relation, []).append(claim)
    return {key: [*claims, *_fitting(denials.get(claims[0].relation, ()), claims)] for key, claims in relations.items()}


def _fitting(denials: Iterable[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """The denials from elsewhere that may mean the relation which some claims support; none of what nothing supports."""
    event, here = RELATIONS[claims[0].property].event, {claim.id for claim in claims}
    periods = {period(claim) for claim in claims if stance(claim) is Stance.SUPPORTS}
    others = [one for one in denials if periods and one.id not in here]
    return [one for one in others if all(period(one).one_with(other, event=event) for other in periods)]


def episode_of(claims: Iterable[Claim]) -> dict[str, str]:
    """By claim id the id of the relation that it carries, where that is one of several between the pair."""
    relations = by_relation(claims).items()
    return {claim.id: key for key, group in relations for claim in group if key != claim.relation}


def _days(text: str) -> tuple[dt.date | None, dt.date | None]:
    return bounds(text) if text else _OPEN


def meet(one: tuple[dt.date | None, dt.date | None], other: tuple[dt.date | None, dt.date | None]) -> bool:
    """Whether two stretches of days share one; None is without end."""
    begin = max((day for day in (one[0], other[0]) if day), default=None)
    end = min((day for day in (one[1], other[1]) if day), default=None)
    return begin is None or end is None or begin <= end
