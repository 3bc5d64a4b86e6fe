"""A view without the names of protected persons: ids exchanged everywhere alike, texts masked, what identifies left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.model import HYPOTHESIS, KINDS, RELATIONS, relation_id
from graph.model.extra import PREFIX as EXTRA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewConflict, ViewEdge, ViewNode, ViewSource
    from graph.publish.mask import Masker

IDENTIFYING = frozenset({"birth_date", "age", "age_at"})
"""Fields of a person that are left out, with the claims that say them."""
NAMING = IDENTIFYING | {"name", "names", "protected", "identification"}
"""What a claim on a protected person must not be about: its value is a name, or says how well the name is known."""
CLOSED = frozenset({"identification", "ruling", "size_bound", "certainty", "judgement", "kind"})
"""Properties whose values are words of the product."""
FIELDS = frozenset(
    [
        *(name for kind in KINDS.values() for name in kind.own_fields()),
        *(name for one in RELATIONS.values() for name in one.own_fields()),
    ]
)
_BIRTH = "BORN_IN"


def names(prop: str) -> bool:
    """Whether a claim on a protected person must not be about a property: it names, identifies, or is a data set's own."""
    return prop in NAMING or prop.startswith(EXTRA)


def _identifies(name: str) -> bool:
    """Whether a property of a protected person must not be shown."""
    return name in IDENTIFYING or name.startswith(EXTRA)


class PublicView:
    """One view on its way out."""

    def __init__(self, masker: Masker, view: GraphView) -> None:
        self.masker, self.view = masker, view
        self.people = masker.index.people
        self.ids = {node.id: masker.id(node.id) for node in view.nodes}
        self.source_ids = {source.id: masker.id(source.id) for source in view.sources}
        self.kinds = {node.id: node.kind for node in view.nodes}

    def made(self) -> GraphView:
        """The view as it may leave."""
        edges = [edge for edge in self.view.edges if not self._unmasks(edge)]
        gone = {edge.id for edge in self.view.edges} - {edge.id for edge in edges}
        claims = [claim for claim in self.view.claims if claim.relation not in gone and not self._names(claim)]
        self.claim_ids = {claim.id: self._claim_id(claim) for claim in claims}
        text = self.masker.text
        return self.view.model_copy(
            update={
                "title": text(self.view.title),
                "description": text(self.view.description),
                "query": text(self.view.query),
                "profile": "public",
                "nodes": _by_id(self._node(node) for node in self.view.nodes),
                "edges": _by_id(self._edge(edge) for edge in edges),
                "claims": _by_id(self._claim(claim) for claim in claims),
                "sources": _by_id(self._source(source) for source in self.view.sources),
                "conflicts": [
                    self._conflict(one) for one in self.view.conflicts if {one.one, one.other} <= self.claim_ids.keys()
                ],
                "relations": list(_recounted(self.view.relations, edges)) if gone else self.view.relations,
            }
        )

    def _unmasks(self, edge: ViewEdge) -> bool:
        """Whether a hypothesis would tie a protected person to somebody who is not."""
        return edge.relation == HYPOTHESIS and (edge.source in self.people) != (edge.target in self.people)

    def _names(self, claim: ViewClaim) -> bool:
        return claim.relation is None and names(claim.property) and not self.people.keys().isdisjoint(claim.about)

    def _touches(self, claim: ViewClaim) -> bool:
        """Whether a claim speaks of or for a protected person, by its ends or by its words."""
        ends = {*claim.about, *claim.attributed_to, claim.origin, *(claim.relation or "").split("|")}
        texts = (
            claim.text,
            claim.scope or "",
            *(str(one) for one in (claim.value,) if isinstance(one, str)),
            *claim.attributed_to,
        )
        return not self.people.keys().isdisjoint(ends) or any(self.masker.text(one) != one for one in texts)

    def _claim_id(self, claim: ViewClaim) -> str:
        """A claim's own id is a digest of what it says, so that a guess could be tested: another one where that matters."""
        return self.masker.key.other_id(claim.id) if self._touches(claim) else self.masker.id(claim.id)

    def _any_id(self, key: str) -> str:
        """The id of an entity or source, or a name, as it may leave."""
        if key in self.ids or key in self.source_ids:
            return self.ids.get(key) or self.source_ids[key]
        return self.masker.id(key) if key in self.people else self.masker.text(key)

    def _relation_id(self, key: str) -> str:
        """An edge's id, which consists of its ends where it is one of ours."""
        source, sign, rest = key.partition("|")
        kind, again, target = rest.partition("|")
        if not sign or not again:
            return self.masker.id(key)
        return relation_id(self.ids.get(source) or self.masker.id(source), kind, self.ids.get(target) or self.masker.id(target))

    def _value(self, name: str, value: Any, about: frozenset[str] = frozenset()) -> Any:
        if isinstance(value, str):
            known = self.ids.get(value) if name not in ("text", "summary") else None
            return value if name in CLOSED else known or self.masker.text(value, about)
        if isinstance(value, list | tuple):
            return [self._value(name, item, about) for item in value]
        if isinstance(value, dict):
            return self._properties(value, about)
        return value

    def _properties(self, properties: dict[str, Any], about: frozenset[str]) -> dict[str, Any]:
        """Values and names of properties; those of the model are names of nobody."""
        return {
            str(name) if name in FIELDS or name in CLOSED else self.masker.text(str(name)): self._value(str(name), value, about)
            for name, value in properties.items()
        }

    def _node(self, node: ViewNode) -> ViewNode:
        own = node.id in self.people
        about = frozenset({node.id} & self.people.keys())
        name = self.masker.key.pseudonym(node.id) if own else self.masker.text(node.name)
        told = {key: value for key, value in node.properties.items() if not (own and _identifies(key))}
        properties = self._properties(told, about)
        if own and "identification" in properties:
            properties["identification"] = "pseudonym"
        return node.model_copy(
            update={
                "id": self.ids[node.id],
                "name": name,
                "names": [name] if own else list(dict.fromkeys(map(self.masker.text, node.names))),
                "summary": self.masker.text(node.summary, about),
                "datasets": [self.masker.id(key) for key in node.datasets],
                "protected": own,
                "sources": sorted(map(self._any_id, node.sources)),
                "properties": properties,
            }
        )

    def _edge(self, edge: ViewEdge) -> ViewEdge:
        about = frozenset({edge.source, edge.target} & self.people.keys())
        changed: dict[str, Any] = {
            "id": self._relation_id(edge.id),
            "source": self.ids[edge.source],
            "target": self.ids[edge.target],
            "sources": sorted(map(self._any_id, edge.sources)),
            "origins": sorted(map(self._any_id, edge.origins)),
            "properties": self._properties(
                {key: value for key, value in edge.properties.items() if not (about and key.startswith(EXTRA))}, about
            ),
        }
        if edge.relation == _BIRTH and edge.source in self.people:
            changed |= dict.fromkeys(("since", "until", "since_earliest", "since_latest", "until_earliest", "until_latest"))
        return edge.model_copy(update=changed)

    def _claim(self, claim: ViewClaim) -> ViewClaim:
        touched = self._touches(claim)
        about = frozenset({*claim.about, *claim.attributed_to} & self.people.keys())
        changed: dict[str, Any] = {
            "id": self.claim_ids[claim.id],
            "text": self.masker.text(claim.text, about),
            "source": self._any_id(claim.source),
            "origin": self._any_id(claim.origin),
            "about": [self._any_id(key) for key in claim.about],
            "attributed_to": [self._any_id(key) for key in claim.attributed_to],
            "relation": self._relation_id(claim.relation) if claim.relation else None,
            "metric": self.masker.id(claim.metric) if claim.metric else None,
            "value": self._value(claim.property, claim.value, about),
        }
        changed |= {name: self.masker.text(getattr(claim, name) or "", about) or None for name in ("scope", "unit")}
        if touched:
            changed |= {"locator_start": None, "locator_end": None}
        if claim.property == _BIRTH and about:
            changed |= {"since": None, "until": None}
        return claim.model_copy(update=changed)

    def _source(self, source: ViewSource) -> ViewSource:
        tells = source.url is not None and self.masker.tells(source.url)
        return source.model_copy(
            update={
                "id": self.source_ids[source.id],
                "title": self.masker.text(source.title),
                "url": None if tells else source.url,
                "publisher": self.masker.text(source.publisher) if source.publisher else None,
            }
        )

    def _conflict(self, one: ViewConflict) -> ViewConflict:
        return one.model_copy(
            update={
                "measure": self.masker.text(one.measure),
                "scope": self.ids.get(one.scope) or self.masker.text(one.scope),
                "one": self.claim_ids[one.one],
                "other": self.claim_ids[one.other],
                "why": self.masker.text(one.why),
            }
        )


def _by_id(parts: Iterable[Any]) -> list[Any]:
    """In the order of the ids under which they leave: that of the old ones would tell something of them."""
    return sorted(parts, key=lambda part: part.id)


def _recounted(legend: list[LegendEntry], edges: list[ViewEdge]) -> Iterable[LegendEntry]:
    counts = Counter(edge.relation for edge in edges)
    for entry in legend:
        if entry.key not in RELATIONS or counts[entry.key]:
            yield entry.model_copy(update={"count": counts[entry.key]})
