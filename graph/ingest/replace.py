"""A data set put in the place of what it was: found out first, then written in one transaction.

The files are read and compared with the store, which costs nothing that a reader sees; what is new, changed or gone
waits on disk. Then all of it is written at once, so that a reader has the old set or the new one, and so has whoever
opens the store after a crash. One transaction holds its changes in the memory of the engine, which bounds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import stores
from graph.errors import CasegraphError, LoadStopped, RecordFaults
from graph.ingest import datasets, decisions, history, write
from graph.ingest.batches import Batch
from graph.ingest.merge import differing
from graph.ingest.plan import Outcome, Rejects
from graph.ingest.reading import Reading
from graph.ingest.remove import Order, Removed, drop_claims, drop_entities, drop_sources
from graph.ingest.spool import Spool
from graph.ingest.worker import entities
from graph.ledger import Ledger
from graph.stores import Limits, Mark, batches, held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.ingest.plan import Plan, Watch
    from graph.ingest.spool import Shelf
    from graph.stores import Lock, Store, Writer

MOST = 200_000
"""As many new, changed and gone records as one transaction takes; see docs/guide/datasets.md."""
_PAGE = 1000
_STEP = Limits(timeout=3600.0)
_DROPS = (("Claim", drop_claims), ("Entity", drop_entities), ("Source", drop_sources))


def replace(store: Store, plan: Plan, watch: Watch, reject: Callable[[dict[str, Any]], None] = lambda _: None) -> Outcome:
    """Puts what the files say in the place of what their data sets held; what is left out goes to `reject`.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        CasegraphError: the difference is too large for one step; the store is as it was.
    """
    with held(store, plan.by) as lock, Spool() as spool:
        return _Replacement(store, plan, watch, spool, lock).run(reject)


class _Replacement:
    def __init__(self, store: Store, plan: Plan, watch: Watch, spool: Spool, lock: Lock) -> None:
        self.store, self.plan, self.watch, self.spool, self.lock = store, plan, watch, spool, lock
        self.outcome = Outcome(write.Tally())
        self.entities, self.claims = spool.shelf("new-entities"), spool.shelf("new-claims")
        self.opened: list[tuple[str, str, str, str]] = []

    def run(self, reject: Callable[[dict[str, Any]], None]) -> Outcome:
        rejects = Rejects(self.plan.skip, reject)
        reading = Reading(self.plan, self.spool, rejects, self.outcome)
        self.watch.stage("comparing", None)
        self._compare(entities(reading), rejects, self.entities)
        self._compare(reading.late(self.store), rejects, self.entities)
        self._compare(reading.claims(self.store), rejects, self.claims)
        if rejects.faults:
            raise RecordFaults(rejects.faults)
        gone = {name: {label: list(self._gone(label, name)) for label, _ in _DROPS} for name in sorted(self.outcome.datasets)}
        size = self.entities.count + self.claims.count + sum(len(ids) for parts in gone.values() for ids in parts.values())
        if size > MOST:
            raise CasegraphError(
                f"the files differ from the store in {size} records, and one step takes {MOST}; nothing was written",
                hint="take the data set out with `casegraph datasets remove` and load it anew",
            )
        self.watch.stage("replacing", None)
        part = self.store.transaction(lambda within: self._write(within, gone), _STEP)
        self.outcome.tally = part
        self.outcome.rejected = rejects.count
        return self.outcome

    def _compare(self, made: Iterator[Batch], rejects: Rejects, shelf: Shelf) -> None:
        """Puts what differs from the store on a shelf."""
        for batch in made:
            if batch.opens:
                info = batch.opens
                self.opened.append((info.dataset, info.file, info.source.title, info.format))
            listed = batch.entities()
            changed = self._changed(batch, {one.record.id: one.record for one in listed})
            for one in (*batch.others, *listed):
                family = history.family(one.record)
                self.spool.meet(family, [one.record.id])
                if (family, one.record.id) in changed:
                    shelf.add(one)
            self.lock.beat(self.store)
            self.watch.moved(batch.done, batch.offset, rejects.count)
            if self.watch.stopped():
                raise LoadStopped("stopped while comparing; nothing was written", hint="the same command begins anew")

    def _changed(self, batch: Batch, entities: dict[str, Any]) -> set[tuple[str, str]]:
        """The records that the store does not hold as they are, as (family, id)."""
        sources, claims = ({one.id: one for one in part} for part in (batch.sources(), batch.claims()))
        ledger = decisions.effective(self.store, Ledger(entities, sources, claims))  # type: ignore[arg-type]  # of their families
        found = {("Entity", key) for key in differing(ledger.entities, stores.read_entities(self.store, entities))[0]}
        found |= {("Source", key) for key in differing(ledger.sources, stores.read_sources(self.store, sources))[0]}
        return found | {("Claim", key) for key in differing(ledger.claims, stores.read_claims(self.store, claims))[0]}

    def _gone(self, label: str, name: str) -> Iterator[str]:
        """The records of a set that the files do not have."""
        query = f"MATCH (n:{label}) WHERE $name IN n.datasets RETURN n.id AS id"
        for row in self.store.scan(query, {"name": name}):
            if not self.spool.has_met(label, row["id"]):
                yield row["id"]

    def _write(self, within: Writer, gone: dict[str, dict[str, list[str]]]) -> write.Tally:
        tally = write.Tally()
        for name, file, title, form in self.opened:
            datasets.begin(within, name, file, self.plan.by, title=title, format=form)
        for shelf, put in ((self.entities, write.write_entities), (self.claims, write.write_claims)):
            for batch in _batches(shelf):
                for summary in put(within, batch, self.plan.by):
                    tally.add(summary)
        for name, parts in gone.items():
            _drop(within, Order(name, self.plan.by, keep_all=True), parts, tally)
        tally.same = self.outcome.read - tally.new - tally.changed
        datasets.end(within, self.outcome.datasets)
        self.lock.move(within, Mark())
        return tally


def _batches(shelf: Shelf) -> Iterator[Batch]:
    batch = Batch()
    for one in shelf.read():
        batch.add(one)
        if batch.full():
            yield batch
            batch = Batch()
    yield batch


def _drop(within: Writer, order: Order, gone: dict[str, list[str]], tally: write.Tally) -> None:
    part = Removed()
    sources: list[str] = gone["Source"]
    for label, drop in _DROPS:
        for page in batches(gone[label], _PAGE):
            drop(within, page, order, part, sources)
    tally.deleted += part.entities + part.sources + part.claims
    tally.gone += part.relations
