"""A data set put in the place of what it was: found out first, then written in one transaction.

The files are read and compared with the store, which costs nothing that a reader sees; what is new, changed or gone
waits on disk. Then all of it is written at once, so that a reader has the old set or the new one, and so has whoever
opens the store after a crash. One transaction holds its changes in the memory of the engine, which bounds them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph import stores
from graph.errors import CasegraphError, LoadStopped
from graph.ingest import datasets, decisions, editions, history, protection, write
from graph.ingest.batches import Batch
from graph.ingest.merge import Summary, differing, still_protected
from graph.ingest.remove import DROPS, Order, Removed, drop_deleted
from graph.ingest.spool import Spool
from graph.ledger import Ledger
from graph.stores import Limits, Mark, batches, held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.ingest.outcome import Outcome
    from graph.ingest.spool import Waiting
    from graph.ingest.walk import Walk
    from graph.model.located import Located
    from graph.stores import Lock, Store, Writer
    from loaders.stream import StreamInfo

MOST = 200_000
"""As many new, changed and gone records as one transaction takes; see docs/guide/datasets.md."""
_PAGE = 1000
_STEP = Limits(timeout=3600.0)
_LISTED = (
    "MATCH (s:Source)<-[r:REPORTED_BY]-(e:Entity) WHERE r.listed AND $name IN s.datasets AND $name IN e.datasets "
    "RETURN e.id AS id, s.id AS to"
)
Gone = dict[str, dict[str, list[str]]]
"""Ids by label and data set."""


def replace(store: Store, walk: Walk) -> Outcome:
    """Puts what the files of a walk say in the place of what their data sets held.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        CasegraphError: the difference is too large for one step; the store is as it was.
    """
    with held(store, walk.plan.by) as lock, Spool() as spool:
        return _Replacement(store, walk, spool, lock).run()


class _Replacement:
    """Puts what differs from the store aside, then writes it.

    Sources and entities wait apart from those that refer to others (`late`): what is written in one batch is not looked up there.
    """

    def __init__(self, store: Store, walk: Walk, spool: Spool, lock: Lock) -> None:
        self.store, self.walk, self.spool, self.lock = store, walk, spool, lock
        self.entities, self.late, self.claims = (spool.waiting(f"new-{name}") for name in ("entities", "late", "claims"))
        self.opened: list[StreamInfo] = []
        self.same = 0
        self.still: tuple[str, ...] = ()

    def run(self) -> Outcome:
        """All of it; see `replace`."""
        outcome = self.walk.outcome
        self.walk.run(self.store, self.spool, self, "comparing")
        names = sorted(outcome.datasets)
        gone = {label: {name: list(self._gone(label, name)) for name in names} for label in DROPS}
        unlisted = [pair for name in names for pair in self._unlisted(name)]
        size = self.entities.count + self.late.count + self.claims.count + self.spool.deletions
        size += sum(len(ids) for parts in gone.values() for ids in parts.values())
        if size > MOST:
            raise CasegraphError(
                f"the files differ from the store in {size} records, and one step takes {MOST}; nothing was written",
                hint="take the data set out with `casegraph datasets remove` and load it anew",
            )
        self.walk.progress.stage("replacing", None)
        done = self.store.transaction(lambda within: self._write(within, gone, unlisted), _STEP)
        outcome.add([done, Summary(same=self.same, still_protected=self.still)])
        return outcome

    def take(self, stage: str, batch: Batch) -> None:
        """Puts what differs from the store aside."""
        if batch.opens:
            self.opened.append(batch.opens)
        entities = batch.entities()
        families = (
            {one.record.id: one.record for one in entities},
            *({one.id: one for one in part} for part in (batch.sources(), batch.claims())),
        )
        changed = self._changed(Ledger(*families)) | self._newly_listed(entities)  # type: ignore[arg-type]  # of their families
        for one in (*batch.others, *entities):
            self._meet(one)
            family = history.family(one.record)
            if (family, one.record.id) not in changed:
                self.same += 1
            elif family == "Claim":
                self.claims.add(one)
            else:
                (self.late if stage == "late" else self.entities).add(one)
        self.lock.beat(self.store)

    def stopped(self, stage: str, batch: Batch) -> LoadStopped:  # noqa: ARG002  every taker is told both
        """Nothing was written yet."""
        return LoadStopped("stopped while comparing; nothing was written", hint="the same command begins anew")

    def _changed(self, given: Ledger) -> set[tuple[str, str]]:
        """The records that the store does not hold as they are, as (family, id)."""
        stated = decisions.effective(self.store, given)
        there = stores.read_entities(self.store, given.entities)
        shown, said = editions.beside(
            self.store, protection.effective(self.store, stated.entities), there, given.sources, replacing=True
        )
        changed = differing(shown, there)[0].keys() | {one.entity.id for one in said}
        same = {key: one for key, one in given.entities.items() if key in there and key not in changed}
        self.still += still_protected(same, there)
        found = {("Entity", key) for key in changed}
        found |= {("Source", key) for key in differing(stated.sources, stores.read_sources(self.store, given.sources))[0]}
        return found | {("Claim", key) for key in differing(stated.claims, stores.read_claims(self.store, given.claims))[0]}

    def _newly_listed(self, entities: list[Located]) -> set[tuple[str, str]]:
        """The entities that some source lists which is not said to list them, as (family, id)."""
        wanted = {(one.record.id, source) for one in entities for source in one.reported_by}
        said = set(stores.read_listed(self.store, (key for key, _ in wanted)))
        return {("Entity", key) for key, _ in wanted - said}

    def _meet(self, one: Located) -> None:
        """Remembers that the files have a record, for which data sets, and which sources list it."""
        for name in one.record.datasets:
            self.spool.meet(f"{history.family(one.record)} of {name}", [one.record.id])
        self.spool.meet("Listed", (f"{one.record.id} {source}" for source in one.reported_by))

    def _gone(self, label: str, name: str) -> Iterator[str]:
        """The records of a set that its files do not have."""
        query = f"MATCH (n:{label}) WHERE $name IN n.datasets RETURN n.id AS id"
        for row in self.store.scan(query, {"name": name}):
            if not self.spool.has_met(f"{label} of {name}", row["id"]):
                yield row["id"]

    def _unlisted(self, name: str) -> Iterator[tuple[str, str]]:
        """The (entity, source) pairs of a set of which the source lists the entity no more."""
        for row in self.store.scan(_LISTED, {"name": name}):
            if not self.spool.has_met("Listed", f"{row['id']} {row['to']}"):
                yield row["id"], row["to"]

    def _write(self, within: Writer, gone: Gone, unlisted: Sequence[tuple[str, str]]) -> Summary:
        by, done = self.walk.plan.by, Summary()
        for info in self.opened:
            datasets.begin(within, info, by)
        entities = partial(write.write_entities, replacing=True)
        puts = ((self.entities, entities), (self.late, entities), (self.claims, write.write_claims))
        for waiting, put in puts:
            for batch in _batches(waiting):
                done = sum(put(within, batch, by), done)
        stores.unlist_entities(within, unlisted)
        for label, parts in gone.items():
            for name, ids in parts.items():
                order, going = Order(name, by, keep_all=True), gone["Source"][name]
                done += sum((DROPS[label](within, page, order, going) for page in batches(ids, _PAGE)), Removed()).summary()
        for name, page in self.spool.gone_by_set():
            done += drop_deleted(within, page, Order(name, by, keep_all=True)).summary()
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
