"""A data set put in the place of what it was: found out first, then written in one transaction.

The files are read and compared with the store, which costs nothing that a reader sees; what is new, changed or gone
waits on disk. Then all of it is written at once, so that a reader has the old set or the new one, and so has whoever
opens the store after a crash. One transaction holds its changes in the memory of the engine, which bounds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import stores
from graph.errors import CasegraphError, LoadStopped
from graph.ingest import datasets, decisions, history, protection, write
from graph.ingest.batches import Batch
from graph.ingest.merge import Summary, differing, still_protected
from graph.ingest.remove import DROPS, Order, Removed
from graph.ingest.spool import Spool
from graph.ledger import Ledger
from graph.stores import Limits, Mark, batches, held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.ingest.outcome import Outcome
    from graph.ingest.spool import Waiting
    from graph.ingest.walk import Walk
    from graph.stores import Lock, Store, Writer
    from loaders.stream import StreamInfo

MOST = 200_000
"""As many new, changed and gone records as one transaction takes; see docs/guide/datasets.md."""
_PAGE = 1000
_STEP = Limits(timeout=3600.0)
Gone = dict[str, dict[str, list[str]]]
"""Ids by data set and label."""


def replace(store: Store, walk: Walk) -> Outcome:
    """Puts what the files of a walk say in the place of what their data sets held.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        CasegraphError: the difference is too large for one step; the store is as it was.
    """
    with held(store, walk.plan.by) as lock, Spool() as spool:
        return _Replacement(store, walk, spool, lock).run()


class _Replacement:
    """Puts what differs from the store aside, then writes it."""

    def __init__(self, store: Store, walk: Walk, spool: Spool, lock: Lock) -> None:
        self.store, self.walk, self.spool, self.lock = store, walk, spool, lock
        self.entities, self.claims = spool.waiting("new-entities"), spool.waiting("new-claims")
        self.opened: list[StreamInfo] = []
        self.same = 0
        self.still: tuple[str, ...] = ()

    def run(self) -> Outcome:
        """All of it; see `replace`."""
        outcome = self.walk.outcome
        self.walk.run(self.store, self.spool, self, "comparing")
        gone = {name: {label: list(self._gone(label, name)) for label in DROPS} for name in sorted(outcome.datasets)}
        size = self.entities.count + self.claims.count + sum(len(ids) for parts in gone.values() for ids in parts.values())
        if size > MOST:
            raise CasegraphError(
                f"the files differ from the store in {size} records, and one step takes {MOST}; nothing was written",
                hint="take the data set out with `casegraph datasets remove` and load it anew",
            )
        self.walk.progress.stage("replacing", None)
        done = self.store.transaction(lambda within: self._write(within, gone), _STEP)
        outcome.add([done, Summary(same=self.same, still_protected=self.still)])
        return outcome

    def take(self, stage: str, batch: Batch) -> None:
        """Puts what differs from the store aside."""
        if batch.opens:
            self.opened.append(batch.opens)
        listed = batch.entities()
        entities = {one.record.id: one.record for one in listed}
        changed = self._changed(Ledger(entities, *({one.id: one for one in part} for part in (batch.sources(), batch.claims()))))  # type: ignore[arg-type]  # of their families
        for one in (*batch.others, *listed):
            family = history.family(one.record)
            self.spool.meet(family, [one.record.id])
            if (family, one.record.id) in changed:
                (self.claims if stage == "relations" else self.entities).add(one)
            else:
                self.same += 1
        self.lock.beat(self.store)

    def stopped(self, stage: str, batch: Batch) -> LoadStopped:  # noqa: ARG002  every taker is told both
        """Nothing was written yet."""
        return LoadStopped("stopped while comparing; nothing was written", hint="the same command begins anew")

    def _changed(self, given: Ledger) -> set[tuple[str, str]]:
        """The records that the store does not hold as they are, as (family, id)."""
        stated = decisions.effective(self.store, given)
        there = stores.read_entities(self.store, given.entities)
        changed = differing(protection.effective(self.store, stated.entities), there)[0]
        same = {key: one for key, one in given.entities.items() if key in there and key not in changed}
        self.still += still_protected(same, there)
        found = {("Entity", key) for key in changed}
        found |= {("Source", key) for key in differing(stated.sources, stores.read_sources(self.store, given.sources))[0]}
        return found | {("Claim", key) for key in differing(stated.claims, stores.read_claims(self.store, given.claims))[0]}

    def _gone(self, label: str, name: str) -> Iterator[str]:
        """The records of a set that the files do not have."""
        query = f"MATCH (n:{label}) WHERE $name IN n.datasets RETURN n.id AS id"
        for row in self.store.scan(query, {"name": name}):
            if not self.spool.has_met(label, row["id"]):
                yield row["id"]

    def _write(self, within: Writer, gone: Gone) -> Summary:
        by, done = self.walk.plan.by, Summary()
        for info in self.opened:
            datasets.begin(within, info, by)
        for waiting, put in ((self.entities, write.write_entities), (self.claims, write.write_claims)):
            for batch in _batches(waiting):
                done = sum(put(within, batch, by), done)
        for name, parts in gone.items():
            done += _drop(within, Order(name, by, keep_all=True), parts).summary()
        datasets.end(within, self.walk.outcome.datasets)
        self.lock.move(within, Mark())
        return done


def _batches(waiting: Waiting) -> Iterator[Batch]:
    batch = Batch()
    for one in waiting.read():
        batch.add(one)
        if batch.full():
            yield batch
            batch = Batch()
    yield batch


def _drop(within: Writer, order: Order, gone: dict[str, list[str]]) -> Removed:
    done = Removed()
    for label, drop in DROPS.items():
        for page in batches(gone[label], _PAGE):
            done += drop(within, page, order, gone["Source"])
    return done
