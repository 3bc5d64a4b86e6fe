"""Decisions carried out: written into the history, and the record ingested anew so that everything derived follows.

Each is one transaction under the lock that loads take: whoever opens the store after a crash has all of it or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import stores
from graph.errors import NothingFound, UsageError
from graph.ingest import decisions, history
from graph.ingest.decisions import Decision
from graph.ingest.merge import Summary, ingest
from graph.ingest.options import PATIENCE
from graph.ledger import Ledger
from graph.model import Claim, Source, Status
from graph.stores import held

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.stores import Store, Writer

    Told = Callable[[str], None] | None  # hears of it when another load must be waited for
    Choice = Callable[[Writer], tuple[Source | Claim, Decision]]


def retract(store: Store, claim_id: str, reason: str, by: str, waiting: Told = None) -> Summary:
    """Hides a claim from answers; a relation that only it carried goes.

    Raises:
        NothingFound: there is no such claim.
        UsageError: it is retracted already.
        StoreInUse: a load is running, and does not end in time.
    """

    def choose(within: Writer) -> tuple[Claim, Decision]:
        claim = _claim(within, claim_id)
        if claim.status == Status.RETRACTED:
            raise UsageError(f"{claim_id} is retracted already", hint=f"`casegraph history {claim_id}` says since when")
        return claim, Decision("retract", claim_id, reason, by, history.now(), before=claim.status)

    return _decide(store, choose, by, waiting)


def restore(store: Store, claim_id: str, reason: str, by: str, waiting: Told = None) -> Summary:
    """Brings a retracted claim back.

    Raises:
        NothingFound: there is no such claim.
        UsageError: it was not retracted by a decision.
        StoreInUse: a load is running, and does not end in time.
    """

    def choose(within: Writer) -> tuple[Claim, Decision]:
        claim = _claim(within, claim_id)
        stated = decisions.stated(within, [claim])[claim_id]
        if claim.status != Status.RETRACTED or (isinstance(stated, Claim) and stated.status == Status.RETRACTED):
            hint = f"`casegraph history {claim_id}` tells its story"
            raise UsageError(f"{claim_id} was not retracted by a decision", hint=hint)
        return claim, Decision("restore", claim_id, reason, by, history.now())

    return _decide(store, choose, by, waiting)


def grade(store: Store, target: str, value: str, reason: str, by: str, waiting: Told = None) -> Summary:
    """Grades a source or a claim otherwise than it is recorded.

    Raises:
        NothingFound: there is no such source or claim.
        UsageError: no grade that it takes.
        StoreInUse: a load is running, and does not end in time.
    """

    def choose(within: Writer) -> tuple[Source | Claim, Decision]:
        found = stores.read_sources(within, [target]) or stores.read_claims(within, [target])
        if target not in found:
            hint = "`casegraph claims NAME` lists claims with their sources"
            raise NothingFound(f"there is no source or claim {target}", hint=hint)
        one: Source | Claim = found[target]
        before = one.reliability if isinstance(one, Source) else str(one.credibility)
        return one, Decision("grade", target, reason, by, history.now(), decisions.checked_grade(one, value), before)

    return _decide(store, choose, by, waiting)


def _claim(store: Writer, claim_id: str) -> Claim:
    found = stores.read_claims(store, [claim_id])
    if claim_id not in found:
        raise NothingFound(f"there is no claim {claim_id}", hint="`casegraph claims NAME` lists them with their ids")
    return found[claim_id]


def _decide(store: Store, choose: Choice, by: str, waiting: Told) -> Summary:
    """Looks at the record, and writes the decision with all that follows from it, in one transaction."""
    with held(store, by, PATIENCE, waiting) as lock:

        def work(within: Writer) -> Summary:
            lock.move(within, lock.mark)
            return _written(within, *choose(within))

        return store.transaction(work)


def _written(store: Writer, one: Source | Claim, decision: Decision) -> Summary:
    """Writes the decision, then ingests the record as its dossier states it: the decision is applied on the way."""
    stated = decisions.stated(store, [one])[one.id]
    decisions.record(store, decision)
    if isinstance(one, Source):
        ledger, known = Ledger(sources={one.id: stated}), Ledger(sources={one.id: one})  # type: ignore[dict-item]  # of the family that was decided on
    else:
        sources = stores.read_sources(store, [one.source])
        ledger, known = Ledger(claims={one.id: stated}), Ledger(sources=sources, claims={one.id: one})  # type: ignore[dict-item]  # of the family that was decided on
    return ingest(store, ledger, known, decision.by)
