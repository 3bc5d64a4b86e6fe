"""What a store holds that files may refer to: all of it or, when their data sets are replaced, what these leave there.

An entity or source that only the replaced sets carry, and on which nothing of other sets leans, goes when the new edition
does not have it; what refers to it must be checked, and given an end, as in a store that never held it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import stores
from graph.ingest.merge import known_to
from graph.ingest.remove import leaning_sets
from graph.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.model import Source
    from graph.model.located import Located
    from graph.stores import Writer

_KINDS = (
    "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id, n.kind AS kind, n.x_absent_from IS NOT NULL AS placeholder"
)
_ONLY_OF = "UNWIND $ids AS id MATCH (n:%s {id: id}) WHERE all(name IN n.datasets WHERE name IN $names) RETURN n.id AS id"


@dataclass(frozen=True, slots=True)
class Known:
    """A store as the records of some files see it; `replaced` are the data sets whose place they take."""

    store: Writer
    replaced: Collection[str] = ()

    def kinds(self, ids: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
        """The kinds of what is there, and of what is there only because an earlier load missed it: that is made again."""
        there: dict[str, str] = {}
        made: dict[str, str] = {}
        for part in stores.batches(sorted(ids)):
            going = self._going("Entity", part)
            for row in self.store.read(_KINDS, {"ids": list(part)}).rows:
                if row["id"] not in going:
                    (made if row["placeholder"] else there)[row["id"]] = row["kind"]
        return there, made

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """The sources that are there, by id."""
        found = stores.read_sources(self.store, ids)
        going = self._going("Source", found)
        return {key: source for key, source in found.items() if key not in going}

    def ledger(self, group: Iterable[Located]) -> Ledger:
        """What is there of the records that some others bear the id of or refer to."""
        whole = known_to(self.store, group)
        entities, sources = self._going("Entity", whole.entities), self._going("Source", whole.sources)
        return Ledger(
            {key: one for key, one in whole.entities.items() if key not in entities},
            {key: one for key, one in whole.sources.items() if key not in sources},
            whole.claims,
        )

    def _going(self, label: str, ids: Collection[str]) -> set[str]:
        """Those of some ids that go with the replaced data sets, unless the files have them."""
        if not (self.replaced and ids):
            return set()
        names = sorted(self.replaced)
        only = self.store.read(_ONLY_OF % label, {"ids": list(ids), "names": names}).column("id")
        leaning = leaning_sets(self.store, label, only, names)
        return {key for key in only if not leaning.get(key)}
