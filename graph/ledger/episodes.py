"""Claims on one pair of entities told apart by period: two terms in one office, three payments to one account.

Claims are of one episode when their periods can be one, or surely overlap and so contradict each other about one. What
happened at a time (an *event*) has no duration: two days are two events. A claim that fits several episodes, as one
without dates does, stands for itself; one that fits a single episode belongs to it. The order of claims does not matter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model.dates import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        if meet(_days(self.since), _days(other.since)) and meet(_days(self.until), _days(other.until)):
            return True
        return meet(self._core(), other._core())

    def vagueness(self) -> tuple[int, int]:
        """How many of its ends are not stated, and how many days it may last at the most."""
        first, last = self._whole()
        return (not self.since) + (not self.until), (last - first).days if first and last else dt.date.max.toordinal()

    def _whole(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day that it may touch; what has one date only lies within it."""
        return _days(self.since or self.until)[0], _days(self.until or self.since)[1]

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


def _days(text: str) -> tuple[dt.date | None, dt.date | None]:
    return bounds(text) if text else _OPEN


def meet(one: tuple[dt.date | None, dt.date | None], other: tuple[dt.date | None, dt.date | None]) -> bool:
    """Whether two stretches of days share one; None is without end."""
    begin = max((day for day in (one[0], other[0]) if day), default=None)
    end = min((day for day in (one[1], other[1]) if day), default=None)
    return begin is None or end is None or begin <= end
