"""The timeline of a case: its rulings and what happened around them, in the order known.

The order comes from dates and from what sources put before what (`graph.ledger.chronology`); which ruling stood on a day
is asked of the canned query sentence-as-of.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.answer import Answer
from graph.ask.laws import LawText, article
from graph.ledger import support
from graph.ledger.chronology import Chain, Link, dating
from graph.ledger.values import Contested, contested, readings, spoken
from graph.model import HYPOTHESIS, KINDS, Status, bounds
from graph.query import fragment, load_one

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from graph.stores import Store

STANDING = ("standing", "certainty")
_TIES = ("RULED_IN", "CONCERNS")
_ROUNDS = 100  # of following PRECEDES and SUPERSEDES, one relation each


class EarlierEvent(Answer):
    """An event that a source puts before another, or a ruling that another replaced, and how firmly that is said."""

    id: str
    name: str
    status: str


class CaseEvent(Answer):
    """A ruling or event with how its date is known; what only a ruling has is None of others.

    `contested` are other values that claims give for its fields, under the names of the model (`sentence_months`).

    `article` is a ruling's own where it concerns a law, else that of the charge, which `as_charged` says. With a day asked
    for there are `standing` (in force, superseded, not yet made) and `certainty` on that day, None of what is no ruling or
    of which no more than its place in a chain is said.
    """

    step: int | None
    what: str
    name: str
    id: str
    date: str | None
    dating: str
    not_before: str | None
    not_after: str | None
    court: tuple[str, ...] | None
    article: tuple[str, ...] | None
    as_charged: bool | None
    months: int | None
    restriction: str | None
    restriction_months: int | None
    supersedes: tuple[EarlierEvent, ...] | None
    follows: tuple[EarlierEvent, ...]
    tied_by: str
    status: str | None
    grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    contested: tuple[Contested, ...] = ()
    standing: str | None = None
    certainty: str | None = None


@dataclass(frozen=True, slots=True)
class _TiedEvent:
    """An event and how it is tied to a case or a defendant."""

    id: str
    kind: str
    name: str
    date: str | None
    ruling: str | None
    event: str | None
    months: int | None
    restriction: str | None
    restriction_months: int | None
    tie: str
    tied_to: str
    tied_name: str
    status: str | None
    cases: Sequence[str]
    court: Sequence[str]
    laws: Sequence[Mapping[str, Any]]

    def nearness(self, case_id: str) -> tuple[bool, int, int]:
        """Less is nearer: tied to the case itself, by being ruled in it, firmly."""
        return self.tied_to != case_id, _TIES.index(self.tie), Status.strength(self.status)

    def what(self) -> str:
        """The kind of ruling or event in a word."""
        return next((word for word in (self.ruling, self.event) if word and word != "other"), self.kind.lower())


def timeline_of(
    store: Store, whom: Sequence[str], charged: Sequence[str], day: dt.date | None
) -> tuple[tuple[CaseEvent, ...], tuple[str, ...]]:
    """The events of a case and its defendants (`whom`, the case first) in their order, and the contradictions in it."""
    events = _events(store, whom)
    chain = _chain(store, events)
    steps = chain.steps(events)
    behind = _claims_behind(store, {key: events[key] for key in steps})
    standing = _standing(store, whom, day) if day is not None else None
    spans = chain.spans(asserted_only=True)
    timeline = []
    for key, step in steps.items():
        event, date = events[key], events[key].date
        first, last = spans[key] if date is None else bounds(date)
        timeline.append(CaseEvent(
            step=step, what=event.what(), name=event.name, id=key, date=date, dating=str(dating(date, spans[key])),
            not_before=first and first.isoformat(), not_after=last and last.isoformat(), **_of_ruling(event, chain, charged),
            follows=_earlier(chain, key, "PRECEDES"), tied_by=_tied_by(event, whom[0]), status=event.status, **behind[key],
            **({} if standing is None else standing.get(key, dict.fromkeys(STANDING))),
        ))  # fmt: skip
    return tuple(timeline), tuple(chain.contradictions)


_EVENTS = f"""
UNWIND $ids AS id
MATCH (e:Event)-[x:RULED_IN|CONCERNS]->(o:Entity {{id: id}})
RETURN e.id AS id, e.kind AS kind, e.name AS name, e.date AS date, e.ruling AS ruling, e.event AS event,
       e.sentence_months AS months, e.restriction AS restriction, e.restriction_months AS restriction_months,
       type(x) AS tie, o.id AS tied_to, o.name AS tied_name, x.status AS status,
       COLLECT {{ MATCH (e)-[i:RULED_IN]->(k:LegalCase) WHERE {fragment("stands", "i")} RETURN k.id }} AS cases,
       COLLECT {{
         MATCH (e)-[i:ISSUED_BY]->(court:Court) WHERE {fragment("stands", "i")}
         RETURN court.name ORDER BY court.name, court.id
       }} AS court,
       COLLECT {{
         MATCH (e)-[c:CONCERNS]->(law:Law) WHERE {fragment("stands", "c")} AND law.article IS NOT NULL
         RETURN law{{.article, .part, .code}} ORDER BY law.id
       }} AS laws
ORDER BY e.id, tied_to, tie
"""


def _events(store: Store, whom: Sequence[str]) -> dict[str, _TiedEvent]:
    """The events tied to the case or a defendant, by id, each by its nearest tie; rulings in other cases are left out."""
    case_id, nearest = whom[0], dict[str, _TiedEvent]()
    for row in store.read(_EVENTS, {"ids": list(whom)}).rows:
        event = _TiedEvent(**row)
        if event.cases and case_id not in event.cases and event.tied_to != case_id:
            continue
        if event.id not in nearest or event.nearness(case_id) < nearest[event.id].nearness(case_id):
            nearest[event.id] = event
    return nearest


_ORDER = """
UNWIND $ids AS id
MATCH (e:Event {{id: id}})-[x:PRECEDES|SUPERSEDES]-(o:Event)
WHERE {stands}
  AND ((type(x) = 'PRECEDES' AND startNode(x).id = {first}.id) OR (type(x) = 'SUPERSEDES' AND startNode(x).id = {last}.id))
RETURN {first}.id AS before, {last}.id AS after, type(x) AS relation, x.status AS status,
       o.id AS id, o.name AS name, o.date AS date
"""
_EARLIER, _LATER = (_ORDER.format(first=first, last=last, stands=fragment("stands", "x")) for first, last in ("oe", "eo"))


def _chain(store: Store, events: Mapping[str, _TiedEvent]) -> Chain:
    """The events with all that comes before or after them, tied to the case or not, and the order said of them."""
    names = {key: event.name for key, event in events.items()}
    dates = {key: event.date for key, event in events.items()}
    links: set[Link] = set()
    for query in (_EARLIER, _LATER):
        todo, seen = set(events), set(events)
        for _ in range(_ROUNDS):
            rows = store.read(query, {"ids": sorted(todo)}).rows if todo else []
            links |= {Link(row["before"], row["after"], row["relation"], row["status"]) for row in rows}
            names |= {row["id"]: row["name"] for row in rows}
            dates |= {row["id"]: row["date"] for row in rows}
            todo = {row["id"] for row in rows} - seen
            seen |= todo
    return Chain(names, dates, sorted(links, key=lambda link: (link.before, link.after, link.relation)))


def _of_ruling(event: _TiedEvent, chain: Chain, charged: Sequence[str]) -> dict[str, Any]:
    """What only a ruling has."""
    fields = ("court", "article", "as_charged", "months", "restriction", "restriction_months", "supersedes")
    if event.kind != "Ruling":
        return dict.fromkeys(fields)
    own = sorted({str(article(LawText(**law))) for law in event.laws})
    values = (tuple(event.court), tuple(own or charged), not own and bool(charged), event.months, event.restriction,
              event.restriction_months, _earlier(chain, event.id, "SUPERSEDES"))  # fmt: skip
    return dict(zip(fields, values, strict=True))


def _earlier(chain: Chain, key: str, relation: str) -> tuple[EarlierEvent, ...]:
    """What a relation of order puts before an event."""
    before = [link for link in chain.links if link.after == key and link.relation == relation]
    return tuple(EarlierEvent(id=link.before, name=chain.names[link.before], status=link.status) for link in before)


def _tied_by(event: _TiedEvent, case_id: str) -> str:
    if event.tied_to != case_id:
        return f"concerns {event.tied_name}"
    return "ruled in" if event.tie == "RULED_IN" else "concerns the case"


def _claims_behind(store: Store, events: Mapping[str, _TiedEvent]) -> dict[str, dict[str, Any]]:
    """Grade, sources and origins of each event: of the claims about it that say more of it than its order.

    Beside them what contests its fields.
    """
    ids = list(events)
    claims = [claim for claim in stores.read_claims_about(store, ids).values()
              if claim.status != Status.RETRACTED and claim.property not in ("PRECEDES", HYPOTHESIS)]  # fmt: skip
    sources = stores.read_sources(store, {claim.source for claim in claims})
    behind: dict[str, dict[str, Any]] = {}
    for key, event in events.items():
        about = [claim for claim in claims if key in claim.about]
        own = [spoken(claim, sources) for claim in about if claim.relation is None]
        shown = {"date": event.date, "sentence_months": event.months, "restriction_months": event.restriction_months}
        behind[key] = asdict(support(about, sources)) | {"contested": contested(own, readings(KINDS[event.kind]), shown)}
    return behind


def _standing(store: Store, whom: Iterable[str], day: dt.date) -> dict[str, dict[str, str]]:
    """By ruling whether it stood on the day, and how sure that is, as the canned query says for a person or a case."""
    query = load_one("sentence-as-of")
    rows = [row for key in whom for row in store.read(query.text, query.values({"person": key, "on": day.isoformat()})).rows]
    return {row["ruling_id"]: {name: row[name] for name in STANDING} for row in rows}
