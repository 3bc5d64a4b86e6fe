"""When the entities and relations of a view were there, divided into periods of one certainty.

From the first day that a beginning can mean to the last one of the end, open where no source states it, by the rule of
graph/ledger/certainty.py. Days are inclusive on both sides.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from graph.ledger.certainty import Certainty, happened, holds
from graph.model.dates import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.export.view import ViewNode

_FIELDS = (("founded", "dissolved"), ("opened", "closed"), ("in_force_from", "in_force_until"))
"""Fields of kinds that say since and until when an entity was there."""
_DAY = dt.timedelta(days=1)


class Period(NamedTuple):
    """Some days, both ends inclusive and None where open, and how sure it is that something held."""

    first: dt.date | None
    last: dt.date | None
    certainty: str


def node_periods(node: ViewNode) -> Iterator[Period]:
    """When an entity was there: an event from the day on which it may have happened; others by their own dates."""
    if date := _stated(node.date):
        first, last = bounds(date)
        yield from _divided(first, None, [first, last], lambda day: happened(date, day))
        return
    for since, until in _FIELDS:
        if since in node.properties or until in node.properties:
            yield from edge_periods(node.properties.get(since), node.properties.get(until))
            return


def edge_periods(since: object, until: object) -> Iterator[Period]:
    """When something that began and ended as stated may have held, in periods of one certainty; nothing without dates."""
    since, until = _stated(since), _stated(until)
    if since is None and until is None:
        return
    began, had_begun = bounds(since) if since else (None, None)
    not_over, over = bounds(until) if until else (None, None)
    after = not_over + _DAY if not_over is not None and not_over < dt.date.max else None
    yield from _divided(began, over, [began, had_begun, after], lambda day: holds(since, until, day))


def _stated(date: object) -> str | None:
    """A date that is EDTF; a view may come from elsewhere and hold any text."""
    try:
        return date if isinstance(date, str) and bounds(date) else None
    except ValueError:
        return None


def _divided(
    first: dt.date | None, last: dt.date | None, breaks: list[dt.date | None], certainty_on: Callable[[dt.date], Certainty]
) -> Iterator[Period]:
    """The days from the first to the last, divided where the certainty changes."""
    inner = sorted(
        {day for day in breaks if day is not None and (first is None or day > first) and (last is None or day <= last)}
    )
    starts = [first, *inner]
    found: list[Period] = []
    for start, following in zip(starts, [*inner, None], strict=True):
        end = following - _DAY if following is not None else last
        certainty = str(certainty_on(start or end or dt.date.max))
        if found and found[-1].certainty == certainty:
            found[-1] = found[-1]._replace(last=end)
        else:
            found.append(Period(start, end, certainty))
    yield from found
