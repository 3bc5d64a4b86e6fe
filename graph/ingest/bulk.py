"""Files into a new store as whole nodes and edges, for the bulk path of an engine: every record once, nothing looked up.

Ids and what the engine calls them are kept on disk. Claims that share a pair of entities and a type wait on disk for each
other: which relation each of them carries is known when all of them are there. The `Sink` writes: into the embedded
engine, or into files for Neo4j's importer.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from graph.errors import LoadStopped, RecordFaults
from graph.ingest.merge import Summary
from graph.ingest.spool import Spool
from graph.ledger import derive, episode_of
from graph.model import Claim, Source
from graph.query.result import Result
from graph.stores import by_ends, claim_edges, claim_row, reports, source_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.ingest.batches import Batch, EntityKey
    from graph.ingest.outcome import Outcome
    from graph.ingest.walk import Walk
    from graph.model.located import Located
    from graph.stores import BulkEdge, Edge, Ends, Sink, Writer
    from loaders.stream import StreamInfo


class _Nothing:
    def read(self, *_: Any, **__: Any) -> Result:
        """No rows."""
        return Result((), [])


NOTHING: Writer = cast("Writer", _Nothing())
"""A store that holds nothing, for looking up what the files do not have."""


class Bulk:
    """One bulk load: takes the batches of a walk. `opened` says what was known of every file."""

    def __init__(self, walk: Walk, sink: Sink) -> None:
        self.walk, self.sink, self.spool = walk, sink, Spool()
        self.opened: list[StreamInfo] = []
        self.done = Summary()

    def run(self) -> Outcome:
        """Reads and writes everything.

        Raises:
            RecordFaults: something is wrong and nothing is to be left out; what was written is to be thrown away.
        """
        with self.spool as spool:
            self.walk.run(NOTHING, spool, self)
            for group in spool.gathered():
                self._nodes({claim.id: claim for claim in group}, spool.sources(claim.source for claim in group))
        self.walk.outcome.tally = self.done
        return self.walk.outcome

    def take(self, stage: str, batch: Batch) -> None:  # noqa: ARG002  every taker is told both
        """Creates what a batch holds, unless something is wrong."""
        if self.walk.rejects.fatal:
            return
        if batch.opens:
            self.opened.append(batch.opens)
        self._sources(batch.sources())
        self._entities(batch)
        self._claims(batch)

    def stopped(self, stage: str, batch: Batch) -> LoadStopped:  # noqa: ARG002  likewise
        """Nothing is left of it."""
        return LoadStopped("stopped; nothing was written", hint="the same command begins anew")

    def _sources(self, sources: Iterable[Source]) -> None:
        spool = self.spool
        every = {source.id: source for source in sources}
        there = spool.named("Source", every)
        fresh = {key: source for key, source in every.items() if key not in there}
        rows = [source.properties() for source in fresh.values()]
        spool.name("Source", zip(fresh, self.sink.nodes("Source", rows), strict=True))
        publishers = spool.named("Entity", [source.published_by for source in fresh.values() if source.published_by])
        cited = spool.named("Source", [*fresh, *(key for source in fresh.values() for key in source.cites)])
        self._edges(source_edges(fresh.values()), {"Source": cited, "Entity": publishers})
        self.done += Summary(new=len(fresh))

    def _entities(self, batch: Batch) -> None:
        spool, keys = self.spool, {key.id: key for key in batch.keys}
        if there := spool.named("Entity", keys):
            raise _again(batch.entities(there)[0])
        by_kind: dict[str, list[EntityKey]] = defaultdict(list)
        for key in keys.values():
            by_kind[key.kind].append(key)
        named = spool.named("Source", {source for key in keys.values() for source in key.reported_by})
        for kind, group in by_kind.items():
            names = self.sink.nodes(kind, [batch.rows[key.id] for key in group])
            spool.name("Entity", zip((key.id for key in group), names, strict=True))
            ends = [(name, named[s]) for name, key in zip(names, group, strict=True) for s in key.reported_by]
            self.sink.edges("REPORTED_BY", [(name, source, {"listed": True}) for name, source in ends])
        self.done += Summary(new=len(keys))

    def _claims(self, batch: Batch) -> None:
        claims = {claim.id: claim for claim in batch.claims()}
        if not claims:
            return
        fresh = self.spool.new("Claim", claims)
        for one in batch.others:
            if isinstance(one.record, Claim) and one.record.id not in fresh:
                raise _again(one)
            fresh.discard(one.record.id)
        spool = self.spool
        later = {key: claim for key, claim in claims.items() if claim.relation in batch.repeated}
        spool.gather(later.values())
        self._nodes(
            {key: claim for key, claim in claims.items() if key not in later},
            spool.sources(claim.source for claim in claims.values()),
        )
        pairs = reports(claims.values()) - batch.listed
        reported = [pair.split() for pair in sorted(spool.new("Report", map(" ".join, pairs)))]
        entity, source = spool.named("Entity", [key for key, _ in reported]), spool.named("Source", [by for _, by in reported])
        self.sink.edges("REPORTED_BY", [(entity[key], source[by], None) for key, by in reported])
        self.done += Summary(new=len(claims))

    def _nodes(self, claims: Mapping[str, Claim], sources: Mapping[str, Source]) -> None:
        """Claims with their edges and the relations that they carry; all claims of each pair are given."""
        spool, episodes = self.spool, episode_of(claims.values())
        rows = [claim_row(claim, sources, episodes.get(key)) for key, claim in claims.items()]
        called: dict[str, Mapping[str, str]] = {"Claim": dict(zip(claims, self.sink.nodes("Claim", rows), strict=True))}
        called["Entity"] = spool.named("Entity", {key for one in claims.values() for key in (*one.about, *one.attributed_to)})
        called["Source"] = spool.named("Source", {claim.source for claim in claims.values()})
        self._edges(claim_edges(claims.values()), called)
        self._relations(claims.values(), called["Entity"], sources)

    def _edges(self, edges: Iterable[tuple[Ends, Edge]], called: Mapping[str, Mapping[str, str]]) -> None:
        """Edges of records; `called` is by family what the engine calls those with some ids."""
        for ends, group in by_ends(edges).items():
            start, end = called[ends.start], called[ends.end]
            self.sink.edges(ends.type_name, [(start[edge.start], end[edge.end], edge.row) for edge in group])

    def _relations(self, claims: Iterable[Claim], entity: Mapping[str, str], sources: Mapping[str, Source]) -> None:
        """The relations of claims, all of each pair given; `entity` is what the engine calls the claims' entities."""
        relations = derive(claims, sources)
        by_type: dict[str, list[BulkEdge]] = defaultdict(list)
        for relation in relations.values():
            row = (entity[relation.source], entity[relation.target], relation.properties())
            by_type[type(relation).type_name()].append(row)
        for name, rows in by_type.items():
            self.sink.edges(name, rows)
        self.done += Summary(relations=len(relations))


def _again(one: Located) -> RecordFaults:
    """The fault of an id that another file had, too: what a bulk load does not join."""
    return RecordFaults(
        [one.fault("the id stands in another file, too", "id", one.record.id)],
        hint="load files that share ids one after the other, without --bulk",
    )
