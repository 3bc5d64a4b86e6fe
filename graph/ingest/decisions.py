"""What a user decided: to retract or restore a claim, to grade a claim or source otherwise, to protect a person.

A decision is kept beside the record and outlives reloading: the dossier says what the source says, the decision what
we make of it. The latest decision of each sort counts; none is ever taken out of the history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from graph.errors import UsageError
from graph.ledger import Ledger
from graph.model import Claim, Source, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores import Writer

_STANDING = """
UNWIND $ids AS id MATCH (d:Decision {target: id}) WHERE d.action IN $actions
RETURN d.target AS target, d.action AS action, d.value AS value, d.before AS before, d.at AS at ORDER BY at, d.id
"""
_GRADES = {"Source": re.compile(r"[A-F]"), "Claim": re.compile(r"[1-6]")}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `value` is a grade, `before` what the record said by itself.

    `action` is retract, restore or grade, or of a person protect or unprotect: `before` are the data sets then, as JSON.
    """

    action: str
    target: str
    reason: str
    by: str
    at: str
    value: str | None = None
    before: str | None = None


def record(store: Writer, decision: Decision) -> None:
    """Writes a decision into the history; it takes effect when its record is ingested again."""
    store.write(
        "CREATE (d:Decision {id: $id}) SET d += $p",
        {"id": f"d-{uuid4().hex[:16]}", "p": {name: getattr(decision, name) for name in Decision.__slots__}},
    )


def checked_grade(record_of: Source | Claim, value: str) -> str:
    """A grade that such a record takes: A to F for a source, 1 to 6 for a claim.

    Raises:
        UsageError: it is none.
    """
    family = "Source" if isinstance(record_of, Source) else "Claim"
    if not _GRADES[family].fullmatch(value):
        wanted = "a letter from A to F (reliability)" if family == "Source" else "a number from 1 to 6 (credibility)"
        raise UsageError(f"the grade of a {family.lower()} is {wanted}, not “{value}”")
    return value


def stated(store: Writer, records: Iterable[Source | Claim]) -> dict[str, Source | Claim]:
    """The records as their dossiers state them: with the values from before the first standing decision of each sort."""
    records = list(records)
    first: dict[tuple[str, str], str] = {}
    for row in _rows(store, [one.id for one in records]):
        sort = "grade" if row["action"] == "grade" else "standing"
        if row["action"] == "restore":
            first.pop((row["target"], sort), None)
        else:
            first.setdefault((row["target"], sort), row["before"])
    return {one.id: _with(one, first.get((one.id, "standing")), first.get((one.id, "grade"))) for one in records}


def effective(store: Writer, ledger: Ledger) -> Ledger:
    """The ledger with the standing decisions applied to its claims and sources."""
    rows = _rows(store, [*ledger.claims, *ledger.sources])
    if not rows:
        return ledger
    status: dict[str, str | None] = {}
    grades: dict[str, str] = {}
    for row in rows:
        if row["action"] == "grade":
            grades[row["target"]] = row["value"]
        else:
            status[row["target"]] = Status.RETRACTED.value if row["action"] == "retract" else None
    claims = {key: _with(claim, status.get(key), grades.get(key)) for key, claim in ledger.claims.items()}
    sources = {key: _with(source, None, grades.get(key)) for key, source in ledger.sources.items()}
    return Ledger(ledger.entities, sources, claims)  # type: ignore[arg-type]  # _with keeps the type


def _with(one: Source | Claim, status: str | None, grade: str | None) -> Source | Claim:
    update: dict[str, Any] = {}
    if isinstance(one, Source):
        update = {"reliability": grade} if grade else {}
    else:
        update = ({"status": status} if status else {}) | ({"credibility": int(grade)} if grade else {})
    return one.model_copy(update=update) if update else one


def latest(store: Writer, ids: list[str], actions: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The last decision among some actions about some records, by their ids: `{"action", "value", "before", "at"}`."""
    return {row["target"]: row for row in _rows(store, ids, actions)}


def _rows(store: Writer, ids: list[str], actions: Iterable[str] = ("retract", "restore", "grade")) -> list[dict[str, Any]]:
    if not ids or not store.read("MATCH (d:Decision) RETURN d.id AS id LIMIT 1").rows:
        return []
    return store.read(_STANDING, {"ids": ids, "actions": list(actions)}).rows
