"""Decisions carried out: written into the history, then the record ingested anew so that everything derived follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import stores
from graph.errors import NothingFound, UsageError
from graph.ingest import decisions, history
from graph.ingest.decisions import Decision
from graph.ingest.merge import Summary, ingest
from graph.ledger import Ledger
from graph.model import Claim, Source, Status

if TYPE_CHECKING:
    from graph.stores import Store


def retract(store: Store, claim_id: str, reason: str, by: str) -> Summary:
    """Hides a claim from answers; a relation that only it carried goes.

    Raises:
        NothingFound: there is no such claim.
        UsageError: it is retracted already.
    """
    claim = _claim(store, claim_id)
    if claim.status == Status.RETRACTED:
        raise UsageError(f"{claim_id} is retracted already", hint=f"`casegraph history {claim_id}` says since when")
    return _decide(store, claim, Decision("retract", claim_id, reason, by, history.now(), before=claim.status))


def restore(store: Store, claim_id: str, reason: str, by: str) -> Summary:
    """Brings a retracted claim back.

    Raises:
        NothingFound: there is no such claim.
        UsageError: it was not retracted by a decision.
    """
    claim = _claim(store, claim_id)
    stated = decisions.stated(store, [claim])[claim_id]
    if claim.status != Status.RETRACTED or (isinstance(stated, Claim) and stated.status == Status.RETRACTED):
        raise UsageError(f"{claim_id} was not retracted by a decision", hint=f"`casegraph history {claim_id}` tells its story")
    return _decide(store, claim, Decision("restore", claim_id, reason, by, history.now()))


def grade(store: Store, target: str, value: str, reason: str, by: str) -> Summary:
    """Grades a source or a claim otherwise than it is recorded.

    Raises:
        NothingFound: there is no such source or claim.
        UsageError: no grade that it takes.
    """
    found = stores.read_sources(store, [target]) or stores.read_claims(store, [target])
    if target not in found:
        raise NothingFound(
            f"there is no source or claim {target}", hint="`casegraph claims NAME` lists claims with their sources"
        )
    one: Source | Claim = found[target]
    value = decisions.checked_grade(one, value)
    before = one.reliability if isinstance(one, Source) else str(one.credibility)
    return _decide(store, one, Decision("grade", target, reason, by, history.now(), value, before))


def _claim(store: Store, claim_id: str) -> Claim:
    found = stores.read_claims(store, [claim_id])
    if claim_id not in found:
        raise NothingFound(f"there is no claim {claim_id}", hint="`casegraph claims NAME` lists them with their ids")
    return found[claim_id]


def _decide(store: Store, one: Source | Claim, decision: Decision) -> Summary:
    """Writes the decision, then ingests the record as its dossier states it: the decision is applied on the way."""
    stated = decisions.stated(store, [one])[one.id]
    decisions.record(store, decision)
    if isinstance(one, Source):
        ledger, known = Ledger(sources={one.id: stated}), Ledger(sources={one.id: one})  # type: ignore[dict-item]  # of the family that was decided on
    else:
        sources = stores.read_sources(store, [one.source])
        ledger, known = Ledger(claims={one.id: stated}), Ledger(sources=sources, claims={one.id: one})  # type: ignore[dict-item]  # of the family that was decided on
    return ingest(store, ledger, known, decision.by)
