"""What the graph keeps of a record: one function a family makes its row or edges, and every writer only carries them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.ledger import origin
from graph.model import Status
from graph.model.extra import PREFIX as EXTRA
from graph.names import search_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.model import Claim, Entity, Source
    from graph.stores.base import Row

LOOKED_UP = ("search", "original_id")
"""What an entity's node has for being found only."""
MAX_ORIGINAL = 1000  # Neo4j's index takes no text of 8 KB
_DERIVED = ("_earliest", "_latest")
_ENGINE_ONLY = frozenset({"kind", *LOOKED_UP, "grade", "origin", "source", "target", "pair"})


class Ends(NamedTuple):
    """Which edges: their type, and the family of the nodes at both ends."""

    type_name: str
    start: str
    end: str


class Edge(NamedTuple):
    """One edge by the ids of its ends, with what tells it from others between them."""

    start: str
    end: str
    row: Row | None = None


PUBLISHED_BY, CITES = Ends("PUBLISHED_BY", "Source", "Entity"), Ends("CITES", "Source", "Source")
REPORTED_BY, ABOUT = Ends("REPORTED_BY", "Claim", "Source"), Ends("ABOUT", "Claim", "Entity")
ATTRIBUTED_TO = Ends("ATTRIBUTED_TO", "Claim", "Entity")
SPOKEN_OF = Ends("REPORTED_BY", "Entity", "Source")
"""That a source speaks of an entity, because a claim of it does or because its data set lists it."""


def entity_row(entity: Entity) -> Row:
    """The properties of an entity's node, with what it is found by: its names, and its id where ours is another."""
    row = entity.properties() | {"search": search_text(entity.names)}
    original = next(iter(entity.extra.get("id", ())), "")
    if original and original != entity.id and len(original) <= MAX_ORIGINAL:
        row["original_id"] = original
    return row


def claim_row(claim: Claim, sources: Mapping[str, Source], episode: str | None = None) -> Row:
    """The properties of a claim's node, with what follows from its source.

    `episode` is the relation that it carries, where that is one of several between its pair.
    """
    return claim.properties() | {
        "grade": claim.graded(sources[claim.source]),
        "origin": origin(claim, sources),
        "source": claim.source,
        **({"attributed_to": list(claim.attributed_to)} if claim.attributed_to else {}),
        **({"relation": episode, "pair": claim.relation} if episode else {}),
    }


def source_edges(sources: Iterable[Source]) -> Iterator[tuple[Ends, Edge]]:
    """Who published sources, and which others they cite."""
    for source in sources:
        if source.published_by:
            yield PUBLISHED_BY, Edge(source.id, source.published_by)
        for cited in source.cites:
            yield CITES, Edge(source.id, cited)


def claim_edges(claims: Iterable[Claim]) -> Iterator[tuple[Ends, Edge]]:
    """Who reports claims, whom they are about, and whom they are attributed to, in which order."""
    for claim in claims:
        yield REPORTED_BY, Edge(claim.id, claim.source)
        for entity in dict.fromkeys(claim.about):
            yield ABOUT, Edge(claim.id, entity)
        for order, entity in enumerate(claim.attributed_to):
            yield ATTRIBUTED_TO, Edge(claim.id, entity, {"order": order})


def by_ends(edges: Iterable[tuple[Ends, Edge]]) -> dict[Ends, list[Edge]]:
    """Edges of one type between the same families together."""
    grouped: dict[Ends, list[Edge]] = defaultdict(list)
    for ends, edge in edges:
        grouped[ends].append(edge)
    return grouped


def reports(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """The (entity, source) pairs of which claims that stand make the source speak of the entity."""
    return pairs_of(claim for claim in claims if claim.status != Status.RETRACTED)


def pairs_of(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """The (entity, source) pairs that claims bring together."""
    return {(key, claim.source) for claim in claims for key in (*claim.about, *claim.attributed_to)}


def stored(row: Row) -> Row:
    """What was declared of a record, without what was derived from it."""
    return {
        name: value
        for name, value in row.items()
        if name not in _ENGINE_ONLY and (name.startswith(EXTRA) or not name.endswith(_DERIVED))
    }
