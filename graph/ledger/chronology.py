"""The order of events from what is known of it: their dates, and who is said to come before whom.

Nothing is dated here. An event without a date lies between the days that the events around it allow; where several
orders are possible, the events share a step. What contradicts itself is said and not mended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.ledger.certainty import Certainty, unsure
from graph.model.dates import bounds
from graph.model.vocabulary import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

_LAST = "9999-12-31"

Span = tuple["dt.date | None", "dt.date | None"]


@dataclass(frozen=True, slots=True)
class Link:
    """One event before another, by a relation that a source carries, or by their dates (`relation` is then empty)."""

    before: str
    after: str
    relation: str = ""
    status: str = "asserted"


@dataclass(slots=True)
class Chain:
    """Events by id with their names and dates (EDTF, None where no source states one), and the order that is said of them.

    A link between events that are not both among them, or one that is denied, must not be given. `steps` puts into
    `contradictions` a sentence for every link that dates or other links contradict.
    """

    names: Mapping[str, str]
    dates: Mapping[str, str | None]
    links: list[Link]
    contradictions: list[str] = field(default_factory=list)

    def spans(self, *, asserted_only: bool = False) -> dict[str, Span]:
        """The days between which each event lies: by its own date, and by those of all that come before and after it."""
        links = [link for link in self.links if not asserted_only or link.status == "asserted"]
        own = {key: _own(date) for key, date in self.dates.items()}
        first = _propagated({key: span[0] for key, span in own.items()}, [(link.before, link.after) for link in links], max)
        last = _propagated({key: span[1] for key, span in own.items()}, [(link.after, link.before) for link in links], min)
        return {key: (first[key], last[key]) for key in self.dates}

    def steps(self, shown: Iterable[str]) -> dict[str, int | None]:
        """The shown events in the order known, with their steps; None where neither a date nor an order places one.

        An event's step is later than that of some event before it; events of one step may lie in any order.
        """
        shown = set(shown)
        links = self._consistent([*self.links, *self._by_dates()])
        before: dict[str, set[str]] = {key: set() for key in self.dates}
        for link in links:
            before[link.after].add(link.before)
        ordered = [key for key in self._sorted(before) if key in shown]
        lone = set(self.dates) - {end for link in links for end in (link.before, link.after)}
        placed = [key for key in ordered if key not in lone or self.dates[key]]
        return _grouped(placed, before) | {key: None for key in ordered if key not in placed}

    def _by_dates(self) -> list[Link]:
        """The order that dates alone give: one surely ends before the other begins."""
        own = [(key, *_own(date)) for key, date in self.dates.items() if date]
        return [
            Link(one, other)
            for one, _, ended in own
            for other, began, _ in own
            if ended is not None and began is not None and ended < began
        ]

    def _consistent(self, links: list[Link]) -> list[Link]:
        """The links without those that close a circle: in each circle the weakest one that is no date is left out."""
        from graphlib import CycleError, TopologicalSorter

        links = sorted(set(links), key=_weight)
        self.contradictions = []
        while True:
            sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(sorted(self.dates), ()))
            for link in links:
                sorter.add(link.after, link.before)
            try:
                sorter.prepare()
            except CycleError as error:
                links.remove(self._weakest(error.args[1], links))
            else:
                return links

    def _weakest(self, circle: list[str], links: list[Link]) -> Link:
        """The link to leave out of a circle of events, each before the next; the contradiction is written down."""
        steps = set(pairwise(circle))
        stated = [link for link in links if (link.before, link.after) in steps and link.relation]
        weakest = max(stated, key=_weight)
        one, other = self.names[weakest.before], self.names[weakest.after]
        because = "their dates" if not all(self._stated(step, links) for step in steps) else "other statements of order"
        self.contradictions.append(f"“{one}” is said to come before “{other}” ({weakest.status}), which {because} contradict")
        return weakest

    def _stated(self, step: tuple[str, str], links: list[Link]) -> bool:
        return any((link.before, link.after) == step and link.relation for link in links)

    def _sorted(self, before: Mapping[str, set[str]]) -> list[str]:
        """All events, none ahead of one that comes before it; what may come in any order by its days, then by name."""
        from graphlib import TopologicalSorter

        links = [Link(one, key) for key, ones in before.items() for one in sorted(ones)]
        spans, depth = Chain(self.names, self.dates, links).spans(), _depths(before)

        def place(key: str) -> tuple[str, str, int, str, str]:
            first, last = (str(day) if day else "" for day in spans[key])
            return (first or last or _LAST, last or _LAST, depth[key], self.names[key], key)

        sorter = TopologicalSorter(before)
        sorter.prepare()
        ready, ordered = set(sorter.get_ready()), []
        while ready:
            ordered.append(min(ready, key=place))
            ready.discard(ordered[-1])
            sorter.done(ordered[-1])
            ready |= set(sorter.get_ready())
        return ordered


def dating(date: str | None, span: Span) -> Certainty:
    """How sure the date of an event is: stated; unsure by its source, or bounded by the order of events; not at all."""
    if date is not None:
        return Certainty.POSSIBLY if unsure(date) else Certainty.DEFINITELY
    return Certainty.NOT_STATED if span == (None, None) else Certainty.POSSIBLY


def _weight(link: Link) -> tuple[int, str, str, str]:
    return Status.strength(link.status), link.relation, link.before, link.after


def _own(date: str | None) -> Span:
    return bounds(date) if date is not None else (None, None)


def _propagated(
    days: dict[str, dt.date | None], links: list[tuple[str, str]], choose: Callable[..., dt.date]
) -> dict[str, dt.date | None]:
    """Each event's day passed on along the links, the farthest one kept; ends even where they close a circle."""
    reached = dict(days)
    changed = True
    while changed:
        changed = False
        for start, end in links:
            reaching = [day for day in (reached[start], reached[end]) if day is not None]
            farthest = choose(reaching) if reaching else None
            if farthest != reached[end]:
                reached[end], changed = farthest, True
    return reached


def _depths(before: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many events, at most, come one after the other before each."""
    from graphlib import TopologicalSorter

    depth: dict[str, int] = {}
    for key in TopologicalSorter(before).static_order():
        depth[key] = max((depth[earlier] + 1 for earlier in before[key]), default=0)
    return depth


def _grouped(ordered: list[str], before: Mapping[str, set[str]]) -> dict[str, int | None]:
    """Steps counted from 1: a new one begins with an event that comes after one of the step before."""
    found: dict[str, int | None] = {}
    step, group = 1, set[str]()
    for key in ordered:
        if group & _ancestors(key, before):
            step, group = step + 1, set()
        found[key] = step
        group.add(key)
    return found


def _ancestors(key: str, before: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [key]
    while todo:
        new = before[todo.pop()] - found
        found |= new
        todo += new
    return found
