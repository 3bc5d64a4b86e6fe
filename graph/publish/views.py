"""A view without the names of protected persons: each part is made anew of what may leave, and of nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.export.view import GraphView, ViewClaim, ViewConflict, ViewContested, ViewEdge, ViewNode, ViewSource
from graph.model import KINDS, RELATIONS, Entity, Relation
from graph.publish.exchange import CERTAINTY, SOURCE_WITHHELD, WITHHELD, Exchange, may_leave

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.export.view import LegendEntry
    from graph.publish.mask import Masker


class PublicView:
    """One view on its way out."""

    def __init__(self, masker: Masker, view: GraphView, *, withhold: bool = False) -> None:
        self.exchange, self.view, self.withhold = Exchange(masker), view, withhold
        self.people = masker.index.people
        self.known = {one.id for part in (view.nodes, view.sources) for one in part}
        self.kinds = {node.id: node.kind for node in view.nodes}
        self.edges = {
            edge.id: edge for edge in view.edges if not self.exchange.unmasks(edge.relation, (edge.source, edge.target))
        }
        gone = {edge.id for edge in view.edges} - self.edges.keys()
        claims = [one for one in view.claims if one.relation not in gone and not self.exchange.is_closed(one, self.kinds)]
        self.claims = {claim.id: (claim, self.exchange.claim_id(claim)) for claim in claims}
        self.secretive = {edge.id for edge in self.edges.values() if self._withholds(edge)}

    def made(self) -> GraphView:
        """The view as it may leave; parts stand in the order of the ids under which they do."""
        view, text = self.view, self.exchange.text
        return GraphView(
            title=text(view.title),
            description=text(view.description),
            query=text(view.query),
            as_of=view.as_of,
            known_at=view.known_at,
            profile="public",
            generated=view.generated,
            version=view.version,
            nodes=sorted(map(self._node, view.nodes), key=lambda node: node.id),
            edges=sorted(map(self._edge, self.edges.values()), key=lambda edge: edge.id),
            claims=sorted((self._claim(*claim) for claim in self.claims.values()), key=lambda claim: claim.id),
            sources=sorted(map(self._source, view.sources), key=lambda source: source.id),
            conflicts=[self._conflict(one) for one in view.conflicts if {one.one, one.other} <= self.claims.keys()],
            kinds=view.kinds,
            relations=list(_recounted(view.relations, self.edges.values())),
        )

    def _withholds(self, edge: ViewEdge) -> bool:
        """Whether an edge has a property that its type does not let out: the texts of its claims may tell it."""
        model = RELATIONS.get(edge.relation, Relation)
        return any(name != CERTAINTY and not may_leave(model, name, protected=False) for name in edge.properties)

    def _named(self, key: str) -> str:
        """The id of an entity or source, or a name, as it may leave."""
        return self.exchange.id(key) if key in self.known or key in self.people else self.exchange.text(key)

    def _node(self, node: ViewNode) -> ViewNode:
        exchange, model = self.exchange, KINDS.get(node.kind, Entity)
        about = exchange.protected([node.id])
        name = exchange.masker.key.pseudonym(node.id) if about else exchange.text(node.name)
        return ViewNode(
            id=exchange.id(node.id),
            kind=node.kind,
            name=name,
            names=[name] if about else list(dict.fromkeys(map(exchange.text, node.names))),
            summary=exchange.text(node.summary, about),
            datasets=[exchange.id(key) for key in node.datasets],
            protected=bool(about),
            sources=sorted(map(self._named, node.sources)),
            properties=exchange.properties(model, node.properties, about),
            contested=self._contested(node.contested, model, about),
            **(_days(node, "date") if may_leave(model, "date", protected=bool(about)) else {}),
        )

    def _edge(self, edge: ViewEdge) -> ViewEdge:
        exchange, model = self.exchange, RELATIONS.get(edge.relation, Relation)
        about = exchange.protected((edge.source, edge.target))
        return ViewEdge(
            id=exchange.relation_id(edge.id),
            relation=edge.relation,
            source=exchange.id(edge.source),
            target=exchange.id(edge.target),
            status=edge.status,
            grade=edge.grade,
            sources=sorted(map(self._named, edge.sources)),
            origins=sorted(map(self._named, edge.origins)),
            standing=edge.standing,
            disputed_grade=edge.disputed_grade,
            disputed_sources=sorted(map(self._named, edge.disputed_sources)),
            disputed_origins=sorted(map(self._named, edge.disputed_origins)),
            properties=exchange.properties(model, edge.properties, about),
            contested=self._contested(edge.contested, model, about),
            **({} if about and model.dates_identify else _days(edge, "since") | _days(edge, "until")),
        )

    def _contested(
        self, contested: Iterable[ViewContested], model: type[Entity | Relation], about: frozenset[str]
    ) -> list[ViewContested]:
        """The other values of fields that may leave, whose claims leave; dates that tell who somebody is stay in."""
        dates = not (about and issubclass(model, Relation) and model.dates_identify)
        return [
            ViewContested(
                field=one.field,
                value=self.exchange.value(model, one.field, one.value, about),
                stance=one.stance,
                grade=one.grade,
                sources=sorted(map(self._named, one.sources)),
                origins=sorted(map(self._named, one.origins)),
                claims=[self.claims[key][1] for key in one.claims],
            )
            for one in contested
            if self.claims.keys() >= {*one.claims}
            and ((one.field in ("since", "until") and dates) or may_leave(model, one.field, protected=bool(about)))
        ]

    def _claim(self, claim: ViewClaim, identifier: str) -> ViewClaim:
        values = self.exchange.claim(claim, self.kinds) | {
            "id": identifier,
            "grade": claim.grade,
            "reliability": claim.reliability,
            "source": self._named(claim.source),
            "origin": self._named(claim.origin),
            "about": [self._named(key) for key in claim.about],
            "attributed_to": [self._named(key) for key in claim.attributed_to],
        }
        return ViewClaim(**values | ({"text": WITHHELD} if claim.relation in self.secretive else {}))

    def _source(self, source: ViewSource) -> ViewSource:
        text, tells = self.exchange.text, self.exchange.tells
        if self.withhold and self.exchange.names_somebody(source.title, source.url):
            return ViewSource(id=self.exchange.id(source.id), title=SOURCE_WITHHELD, reliability=source.reliability)
        return ViewSource(
            id=self.exchange.id(source.id),
            title=text(source.title),
            url=None if source.url is None or tells(source.url) else source.url,
            publisher=text(source.publisher) if source.publisher else None,
            published=source.published,
            language=source.language,
            reliability=source.reliability,
        )

    def _conflict(self, conflict: ViewConflict) -> ViewConflict:
        text = self.exchange.text
        return ViewConflict(
            finding=conflict.finding,
            measure=text(conflict.measure),
            scope=self.exchange.id(conflict.scope) if conflict.scope in self.kinds else text(conflict.scope),
            one=self.claims[conflict.one][1],
            other=self.claims[conflict.other][1],
            why=text(conflict.why),
        )


def _days(part: ViewNode | ViewEdge, name: str) -> dict[str, str | None]:
    """A date with the first and last day that it can mean."""
    return {key: getattr(part, key) for key in (name, f"{name}_earliest", f"{name}_latest")}


def _recounted(legend: list[LegendEntry], edges: Iterable[ViewEdge]) -> Iterable[LegendEntry]:
    """The legend of relations as it is without the edges that stay in."""
    counts = Counter(edge.relation for edge in edges)
    for entry in legend:
        if entry.key not in RELATIONS or counts[entry.key]:
            yield entry.model_copy(update={"count": counts[entry.key]})
