"""The judgment chain of a case as a timeline: who is charged with what, and what was ruled and happened in which order.

Every row says who carries it (grade, sources, origins) and how its date is known. The order comes from dates and from
what sources put before what (`graph.ledger.chronology`); which ruling stood on a day is asked of the canned query sentence-as-of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.laws import article, penalty
from graph.ask.search import resolve
from graph.errors import AmbiguousName, NothingFound
from graph.ledger import support
from graph.ledger.chronology import Chain, Link, dating
from graph.model import HYPOTHESIS, Status, bounds
from graph.query import load_one

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from graph.stores import Store

_COMMON = ("status", "grade", "sources", "origins")
CHARGE = ("what", "name", "id", "of", "article", "penalty", "since", "until", *_COMMON)
TIMELINE = ("step", "what", "name", "id", "date", "dating", "not_before", "not_after", "court", "article", "as_charged", "months",
            "restriction", "restriction_months", "supersedes", "follows", "tied_by", *_COMMON)  # fmt: skip
STANDING = ("standing", "certainty")
PARTIES = ("PROSECUTED_UNDER", "DEFENDANT_IN", "INVESTIGATED_BY", "ARRESTED_BY", "PROSECUTED_BY", "HEARD_BY")
_TIES = ("RULED_IN", "CONCERNS")
_ROUNDS = 100  # of following PRECEDES and SUPERSEDES, one relation each


def find_case(store: Store, name: str) -> dict[str, Any]:
    """The one case of that id, name or alias, or the only one in which a person of that name is defendant.

    Raises:
        AmbiguousName: several cases are meant by it; they are the candidates.
        NothingFound: none is.
    """
    ambiguous: AmbiguousName | None = None
    try:
        entities = [resolve(store, name)]
    except AmbiguousName as error:
        ambiguous, entities = error, error.candidates
    ids = {"ids": [entity["id"] for entity in entities]}
    cases = {row["id"]: row for query in (_CASES, _CASES_OF) for row in store.read(query, ids).rows}
    if len(cases) == 1:
        return next(iter(cases.values()))
    if cases:
        raise AmbiguousName(name, [{key: value for key, value in case.items() if value is not None} for case in cases.values()])
    if ambiguous:
        raise ambiguous
    found = entities[0]
    raise NothingFound(
        f"“{found['name']}” ({found['kind']}) is no case, and defendant in none",
        hint="`casegraph search WORD --kind LegalCase` finds cases",
    )


def timeline(store: Store, case_id: str, day: dt.date | None = None) -> dict[str, Any]:
    """`{"case", "charge", "timeline", "contradictions", "as_of"}`: rows under `CHARGE` and `TIMELINE`, in order.

    With a day, every ruling's row also has `standing` (in force, superseded, not yet made) and `certainty` (definitely,
    possibly, not stated) on that day; they are None for a ruling of which no more than its place in a chain is told.
    """
    case = store.read("MATCH (k:LegalCase {id: $id}) RETURN properties(k) AS p", {"id": case_id}).rows[0]["p"]
    parties = _parties(store, case_id)
    defendants = [row["id"] for row in parties if row["what"] == "defendant" and row["status"] != "denied"]
    events = _events(store, case_id, defendants)
    chain, links = _chain(store, events)
    rows = _event_rows(events, chain, links, _laws(parties))
    _support(store, rows)
    charge = _charge(store, case)
    if day is not None:
        _stand(store, rows, (case_id, *defendants), day)
    shown = {name: case.get(name) for name in ("id", "kind", "name", "summary", "reference", "charge", "opened", "closed")}
    return {"case": shown, "charge": [charge, *parties], "timeline": rows, "contradictions": chain.contradictions,
            "as_of": day.isoformat() if day else None}  # fmt: skip


_CASES = "UNWIND $ids AS id MATCH (k:LegalCase {id: id}) RETURN k.id AS id, k.kind AS kind, k.name AS name, k.summary AS summary"
_CASES_OF = """
UNWIND $ids AS id MATCH (:Entity {id: id})-[d:DEFENDANT_IN]->(k:LegalCase) WHERE d.status <> 'denied'
RETURN DISTINCT k.id AS id, k.kind AS kind, k.name AS name, k.summary AS summary ORDER BY id
"""
_PARTY = """
type(r) AS relation, o.id AS id, o.name AS name, of.name AS of, properties(o) AS law, r.since AS since, r.until AS until,
r.status AS status, r.grade AS grade, r.sources AS sources, r.origins AS origins
"""
_OF_CASE = f"MATCH (of:Entity {{id: $id}})-[r]-(o:Entity) WHERE type(r) IN $types RETURN {_PARTY} ORDER BY name, id"
# A defendant's own law, arrest and so on belong to this case only where there is no other.
_OF_DEFENDANTS = f"""
UNWIND $ids AS id MATCH (of:Entity {{id: id}})
WHERE COUNT {{ MATCH (of)-[d:DEFENDANT_IN]->(:LegalCase) WHERE d.status <> 'denied' }} = 1
MATCH (of)-[r]->(o:Entity) WHERE type(r) IN $types RETURN {_PARTY} ORDER BY name, id
"""


def _parties(store: Store, case_id: str) -> list[dict[str, Any]]:
    """Laws, defendants and bodies: those of the case, then those of its defendants."""
    of_case = store.read(_OF_CASE, {"id": case_id, "types": list(PARTIES)}).rows
    defendants = [row["id"] for row in of_case if row["relation"] == "DEFENDANT_IN" and row["status"] != "denied"]
    own = [kind for kind in PARTIES if kind not in ("DEFENDANT_IN", "HEARD_BY")]
    rows = of_case + store.read(_OF_DEFENDANTS, {"ids": defendants, "types": own}).rows
    rows.sort(key=lambda row: PARTIES.index(row["relation"]))
    return [_party(row) for row in rows]


def _party(row: dict[str, Any]) -> dict[str, Any]:
    is_law = row["relation"] == "PROSECUTED_UNDER"
    what = "defendant" if row["relation"] == "DEFENDANT_IN" else row["relation"].replace("_", " ").lower()
    law = {"article": article(row["law"]), "penalty": penalty(row["law"])} if is_law else {"article": None, "penalty": None}
    values = {**row, **law, "what": what}
    return {column: values[column] for column in CHARGE}


def _laws(parties: list[dict[str, Any]]) -> list[str]:
    """The articles that the case is said to be prosecuted under."""
    return sorted({row["article"] for row in parties if row["article"] and row["status"] != "denied"})


def _charge(store: Store, case: dict[str, Any]) -> dict[str, Any]:
    claims = [claim for claim in stores.read_claims_about(store, [case["id"]]).values()
              if claim.property == "charge" and claim.status != "retracted"]  # fmt: skip
    sources = stores.read_sources(store, {claim.source for claim in claims})
    status = min((str(claim.status) for claim in claims), key=Status.strength, default=None)
    row = {"what": "charge", "name": case.get("charge"), "id": case["id"], "status": status, **support(claims, sources)}
    return dict.fromkeys(CHARGE) | row


_EVENTS = """
UNWIND $ids AS id
MATCH (e:Event)-[x:RULED_IN|CONCERNS]->(o:Entity {id: id})
RETURN properties(e) AS p, type(x) AS tie, o.id AS tied_to, o.name AS tied_name, x.status AS status,
       COLLECT { MATCH (e)-[i:RULED_IN]->(k:LegalCase) WHERE i.status <> 'denied' RETURN k.id } AS cases,
       COLLECT {
         MATCH (e)-[i:ISSUED_BY]->(court:Court) WHERE i.status <> 'denied'
         RETURN court.name ORDER BY court.name, court.id
       } AS court,
       COLLECT {
         MATCH (e)-[c:CONCERNS]->(law:Law) WHERE c.status <> 'denied' AND law.article IS NOT NULL
         RETURN law{.article, .part, .code} ORDER BY law.id
       } AS laws
ORDER BY e.id, tied_to, tie
"""


def _events(store: Store, case_id: str, defendants: list[str]) -> dict[str, dict[str, Any]]:
    """The events tied to the case or a defendant, by id, each by its nearest tie; rulings in other cases are left out."""
    found: dict[str, dict[str, Any]] = {}
    for row in store.read(_EVENTS, {"ids": [case_id, *defendants]}).rows:
        nearness = (row["tied_to"] != case_id, _TIES.index(row["tie"]), Status.strength(row["status"]))
        event = {**row, "id": row["p"]["id"], "nearness": nearness}
        if row["cases"] and case_id not in row["cases"] and row["tied_to"] != case_id:
            continue
        if event["id"] not in found or event["nearness"] < found[event["id"]]["nearness"]:
            found[event["id"]] = event
    return found


_EARLIER = """
UNWIND $ids AS id
MATCH (e:Event {id: id})-[x:PRECEDES|SUPERSEDES]-(o:Event)
WHERE x.status <> 'denied'
  AND ((type(x) = 'PRECEDES' AND startNode(x).id = o.id) OR (type(x) = 'SUPERSEDES' AND startNode(x).id = e.id))
RETURN o.id AS before, e.id AS after, type(x) AS relation, x.status AS status, o.id AS id, o.name AS name, o.date AS date
"""
_LATER = """
UNWIND $ids AS id
MATCH (e:Event {id: id})-[x:PRECEDES|SUPERSEDES]-(o:Event)
WHERE x.status <> 'denied'
  AND ((type(x) = 'PRECEDES' AND startNode(x).id = e.id) OR (type(x) = 'SUPERSEDES' AND startNode(x).id = o.id))
RETURN e.id AS before, o.id AS after, type(x) AS relation, x.status AS status, o.id AS id, o.name AS name, o.date AS date
"""


def _chain(store: Store, events: Mapping[str, dict[str, Any]]) -> tuple[Chain, list[Link]]:
    """The events with all that comes before or after them, tied to the case or not, and the order said of them."""
    names = {key: event["p"]["name"] for key, event in events.items()}
    dates = {key: event["p"].get("date") for key, event in events.items()}
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
    ordered = sorted(links, key=lambda link: (link.before, link.after, link.relation))
    return Chain(names, dates, ordered), ordered


def _event_rows(
    events: Mapping[str, dict[str, Any]], chain: Chain, links: list[Link], charged: list[str]
) -> list[dict[str, Any]]:
    spans = chain.spans(asserted_only=True)
    rows = []
    for key, step in chain.steps(events).items():
        event = events[key]
        date = event["p"].get("date")
        first, last = spans[key] if date is None else bounds(date)
        row = {
            "step": step, "name": chain.names[key], "id": key, "what": _what(event["p"]), "date": date,
            "dating": str(dating(date, spans[key])), "not_before": _day(first), "not_after": _day(last),
            "follows": [_said(link, chain) for link in links if link.after == key and link.relation == "PRECEDES"],
            "tied_by": _tie(event), "status": event["status"],
            **_ruling(event, chain, links, charged),
        }  # fmt: skip
        rows.append(dict.fromkeys(TIMELINE) | row)
    return rows


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _what(event: Mapping[str, Any]) -> str:
    told = (event.get("ruling"), event.get("event"))
    return next((str(word) for word in told if word and word != "other"), event["kind"].lower())


def _ruling(event: dict[str, Any], chain: Chain, links: list[Link], charged: list[str]) -> dict[str, Any]:
    """What only a ruling has; its article is its own where it concerns a law, else that of the charge, and said to be so."""
    if event["p"]["kind"] != "Ruling":
        return {}
    own = sorted({str(article(law)) for law in event["laws"]})
    replaced = [_said(link, chain) for link in links if link.after == event["id"] and link.relation == "SUPERSEDES"]
    terms = {name: event["p"].get(name) for name in ("restriction", "restriction_months")}
    return {"court": event["court"], "article": own or charged, "as_charged": not own and bool(charged),
            "months": event["p"].get("sentence_months"), "supersedes": replaced, **terms}  # fmt: skip


def _said(link: Link, chain: Chain) -> dict[str, str]:
    return {"id": link.before, "name": chain.names[link.before], "status": link.status}


def _tie(event: dict[str, Any]) -> str:
    near = event["nearness"][0] is False
    return ("ruled in" if event["tie"] == "RULED_IN" else "concerns the case") if near else f"concerns {event['tied_name']}"


def _support(store: Store, rows: Iterable[dict[str, Any]]) -> None:
    """Puts grade, sources and origins into the rows: of the claims about each event that say more of it than its order."""
    rows = list(rows)
    claims = [claim for claim in stores.read_claims_about(store, [row["id"] for row in rows]).values()
              if claim.status != "retracted" and claim.property not in ("PRECEDES", HYPOTHESIS)]  # fmt: skip
    sources = stores.read_sources(store, {claim.source for claim in claims})
    for row in rows:
        row.update(support([claim for claim in claims if row["id"] in claim.about], sources))


def _stand(store: Store, rows: Iterable[dict[str, Any]], whom: Iterable[str], day: dt.date) -> None:
    """Puts into the rows which ruling stood on the day, by the canned query that says so for a person or a case."""
    query = load_one("sentence-as-of")
    found: dict[str, dict[str, Any]] = {}
    for key in whom:
        answer = store.read(query.text, query.values({"person": key, "on": day.isoformat()})).rows
        found |= {row["ruling_id"]: row for row in answer}
    for row in rows:
        row.update({column: found.get(row["id"], {}).get(column) for column in STANDING})
