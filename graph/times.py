"""Two times: when something was true, and when it was known; each asked for one day, with imprecise dates kept so.

A date that a source gives imprecisely may lie inside a day's limit or not: what is certainly so is told from what is
only possibly so, and what no source dates is called *not stated*.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from graph.model.dates import bounds


class Certainty(StrEnum):
    """How sure it is that something holds on a day."""

    DEFINITELY = "definitely"
    POSSIBLY = "possibly"
    NOT_STATED = "not stated"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Moment:
    """The day asked for on either axis; None where that axis is not asked."""

    as_of: dt.date | None = None
    known_at: dt.date | None = None

    def __bool__(self) -> bool:
        return self.as_of is not None or self.known_at is not None


def holds(since: str | None, until: str | None, day: dt.date) -> Certainty:
    """Whether something that began and ended as stated (EDTF) holds on a day.

    Definitely, when it had surely begun and surely not ended; an end that no source states leaves it at possibly, and
    no date at all at not stated.
    """
    if since is None and until is None:
        return Certainty.NOT_STATED
    began, had_begun = bounds(since) if since else (None, None)
    not_before_end, ended = bounds(until) if until else (None, None)
    if (began and began > day) or (ended and ended < day):
        return Certainty.NO
    surely_begun = had_begun is not None and had_begun <= day and not _qualified(since)
    surely_on = not_before_end is not None and not_before_end >= day and not _qualified(until)
    return Certainty.DEFINITELY if surely_begun and surely_on else Certainty.POSSIBLY


def happened(date: str | None, day: dt.date) -> Certainty:
    """Whether an event of that date (EDTF) had happened by a day."""
    if date is None:
        return Certainty.NOT_STATED
    first, last = bounds(date)
    if first is not None and first > day:
        return Certainty.NO
    return Certainty.DEFINITELY if last is not None and last <= day and not _qualified(date) else Certainty.POSSIBLY


def known(published: str | None, recorded_at: str | dt.date | None, day: dt.date) -> Certainty:
    """Whether a claim was known on a day: by its source's publication or, where that is not stated, by our recording."""
    if published is not None:
        return happened(published, day)
    if recorded_at is None:
        return Certainty.NOT_STATED
    recorded = recorded_at if isinstance(recorded_at, dt.date) else dt.date.fromisoformat(recorded_at)
    return Certainty.DEFINITELY if recorded <= day else Certainty.NO


def _qualified(text: str | None) -> bool:
    """Whether the source itself is unsure of the date (EDTF `?`, `~`, `%`)."""
    return text is not None and any(sign in text for sign in "?~%")
