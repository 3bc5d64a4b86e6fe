"""Two times: when something was true, and when it was known; each asked for one day, with imprecise dates kept so.

A date that a source gives imprecisely may lie inside a day's limit or not: some things are definitely so, others only
possibly, and what no source dates is *not stated*.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from graph.model.dates import bounds
from graph.model.relation import is_event


class Certainty(StrEnum):
    """How sure it is that something holds on a day."""

    DEFINITELY = "definitely"
    POSSIBLY = "possibly"
    NOT_STATED = "not stated"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The day asked for on either axis; None where that axis is not asked."""

    as_of: dt.date | None = None
    known_at: dt.date | None = None

    def __bool__(self) -> bool:
        return self.as_of is not None or self.known_at is not None

    def asked(self) -> dict[str, str]:
        """The days asked for, as ISO text under `as_of` and `known_at`."""
        days = {"as_of": self.as_of, "known_at": self.known_at}
        return {name: day.isoformat() for name, day in days.items() if day is not None}

    def words(self) -> str:
        """The days asked for as people read them: “as of 2024-05-31, as known on 2025-07-10”."""
        days = (("as of", self.as_of), ("as known on", self.known_at))
        return ", ".join(f"{words} {day.isoformat()}" for words, day in days if day is not None)


def holds(since: str | None, until: str | None, day: dt.date, relation: str = "") -> Certainty:
    """Whether something that began and ended as stated (EDTF) holds on a day; `relation` is its type, if it is a relation.

    Definitely, when it had surely begun and surely not ended; an end that no source states leaves it at possibly, and
    no date at all at not stated. What happened at a time does not last: an event with one date lies within that.
    """
    if since is None and until is None:
        return Certainty.NOT_STATED
    since, until = ends(since, until, relation)
    began, had_begun = bounds(since) if since else (None, None)
    not_before_end, ended = bounds(until) if until else (None, None)
    if (began and began > day) or (ended and ended < day):
        return Certainty.NO
    surely_begun = had_begun is not None and had_begun <= day and not unsure(since)
    surely_on = not_before_end is not None and not_before_end >= day and not unsure(until)
    return Certainty.DEFINITELY if surely_begun and surely_on else Certainty.POSSIBLY


def ends(since: str | None, until: str | None, relation: str) -> tuple[str | None, str | None]:
    """Since when and until when something of a type was so: the same date where it is an event with one date."""
    return (since or until, until or since) if is_event(relation) else (since, until)


def happened(date: str | None, day: dt.date) -> Certainty:
    """Whether an event of that date (EDTF) had happened by a day."""
    if date is None:
        return Certainty.NOT_STATED
    first, last = bounds(date)
    if first is not None and first > day:
        return Certainty.NO
    return Certainty.DEFINITELY if last is not None and last <= day and not unsure(date) else Certainty.POSSIBLY


def stated(since: str | None, until: str | None, as_of: str | None, day: dt.date, relation: str = "") -> Certainty:
    """Whether what a claim says is true of a day: a number by the day it is a count of, anything else by its period."""
    return happened(as_of, day) if as_of is not None else holds(since, until, day, relation)


def known(published: str | None, recorded_at: str | dt.date | None, day: dt.date) -> Certainty:
    """Whether a claim was known on a day: its source was published by then, or we had recorded it.

    What was recorded is surely known, however imprecise the date of publication is.
    """
    recorded = _day(recorded_at)
    if recorded is not None and recorded <= day:
        return Certainty.DEFINITELY
    if published is None:
        return Certainty.NOT_STATED if recorded is None else Certainty.NO
    return happened(published, day)


def was_known(published: str | None, recorded_at: str | dt.date | None, day: dt.date) -> bool:
    """Whether a view of what was known on a day counts a claim in.

    It does from the last day that the publication's date can mean, also when that date is inferred or approximate, and
    at the latest from the day of recording; a claim with neither date is never counted in.
    """
    recorded = _day(recorded_at)
    last = bounds(published).latest if published is not None else None
    return any(date is not None and date <= day for date in (last, recorded))


def _day(stored: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(stored) if isinstance(stored, str) else stored


def unsure(text: str | None) -> bool:
    """Whether the source itself is unsure of the date (EDTF `?`, `~`, `%`)."""
    return text is not None and any(sign in text for sign in "?~%")
