"""A case: the one that is meant by a name, who is charged with what in it, and its judgment chain as a timeline.

Every row says what stands behind it (grade, sources, origins). The timeline itself is `graph.ask.case_events`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import stores
from graph.ask.answer import Answer
from graph.ask.case_events import CaseEvent, timeline_of
from graph.ask.laws import LawText, article, penalty
from graph.ask.search import Candidate, resolve
from graph.errors import AmbiguousName, NothingFound
from graph.ledger import weigh
from graph.model import Status
from graph.query import fragment

if TYPE_CHECKING:
    import datetime as dt

    from graph.stores import Store

PARTIES = ("PROSECUTED_UNDER", "DEFENDANT_IN", "INVESTIGATED_BY", "ARRESTED_BY", "PROSECUTED_BY", "HEARD_BY")


class CaseHead(Answer):
    """The case itself."""

    id: str
    kind: str
    name: str
    summary: str | None
    reference: str | None
    charge: str | None
    opened: str | None
    closed: str | None


class Party(Answer):
    """The charge, a law, a defendant or a body; `of` names whose it is: the case's or a defendant's."""

    what: str
    name: str | None
    id: str
    of: str | None = None
    article: str | None = None
    penalty: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None
    grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    standing: str | None
    disputed_grade: str | None
    disputed_sources: tuple[str, ...]
    disputed_origins: tuple[str, ...]


class Case(Answer):
    """A case with its charge and parties, its timeline, and what contradicts itself in the order of events."""

    case: CaseHead
    charge: tuple[Party, ...]
    timeline: tuple[CaseEvent, ...]
    contradictions: tuple[str, ...]
    as_of: str | None


def find_case(store: Store, name: str) -> str:
    """The id of the one case of that id, name or alias, or of the only one in which a person of that name is defendant.

    Raises:
        AmbiguousName: several cases are meant by it; they are the candidates.
        NothingFound: none is.
    """
    ambiguous: AmbiguousName | None = None
    try:
        ids = [resolve(store, name).id]
    except AmbiguousName as error:
        ambiguous, ids = error, [candidate["id"] for candidate in error.candidates]
    rows = [row for query in (_CASES, _CASES_OF) for row in store.read(query, {"ids": ids}).rows]
    cases = {row["id"]: Candidate(names=(), **row) for row in rows}
    if len(cases) == 1:
        return str(next(iter(cases)))
    if cases:
        raise AmbiguousName(name, [case.brief() for case in cases.values()])
    if ambiguous:
        raise ambiguous
    found = resolve(store, name)
    raise NothingFound(
        f"“{found.name}” ({found.kind}) is no case, and defendant in none",
        hint="`casegraph search WORD --kind LegalCase` finds cases",
    )


def case_of(store: Store, case_id: str, day: dt.date | None = None) -> Case:
    """A case; with a day, every ruling says whether it stood on that day, and how sure that is."""
    head = CaseHead(**store.read(_HEAD, {"id": case_id}).rows[0])
    parties = _parties(store, case_id)
    defendants = [party.id for party in parties if party.what == "defendant" and party.status != Status.DENIED]
    charged = sorted({party.article for party in parties if party.article and party.status != Status.DENIED})
    timeline, contradictions = timeline_of(store, (case_id, *defendants), charged, day)
    return Case(case=head, charge=(_charge(store, head), *parties), timeline=timeline, contradictions=contradictions,
                as_of=day.isoformat() if day else None)  # fmt: skip


_HEAD = "MATCH (k:LegalCase {id: $id}) RETURN " + ", ".join(f"k.{name} AS {name}" for name in CaseHead.model_fields)
_CASES = "UNWIND $ids AS id MATCH (k:LegalCase {id: id}) RETURN k.id AS id, k.kind AS kind, k.name AS name, k.summary AS summary"
_CASES_OF = f"""
UNWIND $ids AS id MATCH (:Entity {{id: id}})-[d:DEFENDANT_IN]->(k:LegalCase) WHERE {fragment("stands", "d")}
RETURN DISTINCT k.id AS id, k.kind AS kind, k.name AS name, k.summary AS summary ORDER BY id
"""
_PARTY = """
type(r) AS relation, o.id AS id, o.name AS name, of.name AS of, r.since AS since, r.until AS until,
r.status AS status, r.grade AS grade, r.sources AS sources, r.origins AS origins, r.standing AS standing,
r.disputed_grade AS disputed_grade, coalesce(r.disputed_sources, []) AS disputed_sources,
coalesce(r.disputed_origins, []) AS disputed_origins,
o{.article, .part, .code, .penalty_min_months, .penalty_max_months, .penalty_life} AS law
"""
_OF_CASE = f"MATCH (of:Entity {{id: $id}})-[r]-(o:Entity) WHERE type(r) IN $types RETURN {_PARTY} ORDER BY name, id"
# A defendant's own law, arrest and so on belong to this case only where there is no other.
_OF_DEFENDANTS = f"""
UNWIND $ids AS id MATCH (of:Entity {{id: id}})
WHERE COUNT {{ MATCH (of)-[d:DEFENDANT_IN]->(:LegalCase) WHERE {fragment("stands", "d")} }} = 1
MATCH (of)-[r]->(o:Entity) WHERE type(r) IN $types RETURN {_PARTY} ORDER BY name, id
"""


def _parties(store: Store, case_id: str) -> list[Party]:
    """Laws, defendants and bodies: those of the case, then those of its defendants."""
    of_case = store.read(_OF_CASE, {"id": case_id, "types": list(PARTIES)}).rows
    defendants = [row["id"] for row in of_case if row["relation"] == "DEFENDANT_IN" and row["status"] != Status.DENIED]
    own = [kind for kind in PARTIES if kind not in ("DEFENDANT_IN", "HEARD_BY")]
    rows = of_case + store.read(_OF_DEFENDANTS, {"ids": defendants, "types": own}).rows
    rows.sort(key=lambda row: PARTIES.index(row["relation"]))
    return [_party(law=LawText(**row.pop("law")), **row) for row in rows]


def _party(relation: str, law: LawText, **fields: str) -> Party:
    what = "defendant" if relation == "DEFENDANT_IN" else relation.replace("_", " ").lower()
    is_law = relation == "PROSECUTED_UNDER"
    return Party.model_validate({
        **fields, "what": what, "article": article(law) if is_law else None, "penalty": penalty(law) if is_law else None,
    })  # fmt: skip


def _charge(store: Store, case: CaseHead) -> Party:
    claims = [claim for claim in stores.read_claims_about(store, [case.id]).values()
              if claim.property == "charge" and claim.status != Status.RETRACTED]  # fmt: skip
    sources = stores.read_sources(store, {claim.source for claim in claims})
    status = min((str(claim.status) for claim in claims), key=Status.strength, default=None)
    return Party(what="charge", name=case.charge, id=case.id, of=None, article=None, penalty=None, since=None, until=None,
                 status=status, **weigh(claims, sources).shown())  # fmt: skip
