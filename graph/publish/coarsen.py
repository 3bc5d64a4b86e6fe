"""A view in which protected persons cannot be told apart by what the model declares to identify (`--k`).

Days become years, places their country or region, other ends their kind. What is then still shared by fewer than k persons
is left out. Free texts about protected persons say the same in words, so they are withheld, and so are claims on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.export.legend import kind_legend, relation_legend
from graph.export.view import GraphView, ViewEdge, ViewNode
from graph.model import KINDS, RELATIONS, Entity, Relation, bounds, kinds_under, relation_id
from graph.model.fields import field_spec, in_words
from graph.publish.singled import to_withhold, traits_of

if TYPE_CHECKING:
    from collections.abc import Collection

_PLACES = kinds_under("Place")
_WITHIN = ("LOCATED_IN", "PART_OF")
_YEAR = 4


def coarsened(view: GraphView, protected: Collection[str], k: int) -> GraphView:
    """The view with the protected persons among at least `k` persons each, by every declared trait that is left."""
    persons = {node.id for node in view.nodes if node.kind == "Person"}
    rough = _Rough(view, persons)  # of everybody, to see who shares what
    going = to_withhold(traits_of(rough.made(persons)), protected, k)
    return rough.made(protected, going)


class _Rough:
    """One view on its way to a coarser one."""

    def __init__(self, view: GraphView, persons: Collection[str]) -> None:
        self.view, self.persons = view, persons
        self.nodes = {node.id: node for node in view.nodes}
        self.within = {
            edge.source: edge.target
            for edge in view.edges
            if edge.relation in _WITHIN and {self._kind(edge.source), self._kind(edge.target)} <= _PLACES
        }

    def made(self, whose: Collection[str], going: dict[str, set[str]] | None = None) -> GraphView:
        """The view with what is said of some persons made coarse, without the traits in `going` (by person)."""
        touched = [edge for edge in self.view.edges if self._identifies(edge, whose)]
        nodes, edges = dict(self.nodes), {edge.id: edge for edge in self.view.edges if edge not in touched}
        for node in self.view.nodes:
            if node.id in whose:
                nodes[node.id] = self._person(node, (going or {}).get(node.id, set()))
        dated = {
            other for edge in touched for other in (edge.source, edge.target) if other not in whose and self.nodes[other].date
        }
        nodes |= {key: _of_year(self.nodes[key]) for key in dated}
        for edge in touched:
            end = self._end(edge, whose)
            nodes.setdefault(end.id, end)
            made = _edge(edge, end.id, whose)
            if not _is_going(made, {**nodes, end.id: end}, going or {}):
                edges[made.id] = made
        return self._view(nodes, edges, {other for edge in touched for other in (edge.source, edge.target)}, {*whose, *dated})

    def _kind(self, key: str) -> str:
        return self.nodes[key].kind

    def _identifies(self, edge: ViewEdge, whose: Collection[str]) -> bool:
        return RELATIONS.get(edge.relation, Relation).identifies and not {edge.source, edge.target}.isdisjoint(whose)

    @staticmethod
    def _person(node: ViewNode, going: set[str]) -> ViewNode:
        model = KINDS.get(node.kind, Entity)
        kept = {
            name: value for name, value in node.properties.items()
            if not (field_spec(model, name).identifies and f"{field_spec(model, name).label} {value}" in going)
        }  # fmt: skip
        return node.model_copy(update={"summary": "", "properties": kept, "contested": []})

    def _end(self, edge: ViewEdge, whose: Collection[str]) -> ViewNode:
        """What stands at the other end: the widest place around a place, an unnamed thing of its kind else."""
        other = self.nodes[edge.target if edge.source in whose else edge.source]
        if other.date:
            return _of_year(other)
        if other.id in self.persons or other.kind == "Country":
            return other
        seen, at = {other.id}, other.id
        while other.kind in _PLACES and at in self.within and self.within[at] not in seen:
            at = self.within[at]
            seen.add(at)
        if at != other.id:
            return self.nodes[at]
        name = f"unnamed {in_words(other.kind)}"
        return ViewNode(id=name.replace(" ", "-"), kind=other.kind, name=name, names=[name])

    def _view(
        self, nodes: dict[str, ViewNode], edges: dict[str, ViewEdge], touched: Collection[str], silent: Collection[str]
    ) -> GraphView:
        """The view without what only led to somebody, and without claims on those who are silent."""
        lone = {key for key in touched if key not in self.persons} - _ends(
            edge for edge in edges.values() if edge.relation not in _WITHIN
        )
        edges = {key: edge for key, edge in edges.items() if lone.isdisjoint((edge.source, edge.target))}
        left = [node for key, node in sorted(nodes.items()) if key not in lone]
        gone = {edge.id for edge in self.view.edges} - edges.keys()
        hidden = {*silent, *lone}
        claims = [
            claim for claim in self.view.claims
            if hidden.isdisjoint((*claim.about, *claim.attributed_to, claim.scope or "")) and claim.relation not in gone
        ]  # fmt: skip
        known = {claim.id for claim in claims}
        conflicts = [one for one in self.view.conflicts if {one.one, one.other} <= known]
        ordered = [_spoken_by_others(edge, lone) for _, edge in sorted(edges.items())]
        return self.view.model_copy(
            update={"nodes": left, "edges": ordered, "claims": claims, "conflicts": conflicts,
                    "kinds": kind_legend(left), "relations": relation_legend(ordered)}
        )  # fmt: skip


def _spoken_by_others(edge: ViewEdge, lone: Collection[str]) -> ViewEdge:
    """The edge without those origins that are no longer there: an employer who said so would be named as one."""
    origins, disputed = ([key for key in keys if key not in lone] for keys in (edge.origins, edge.disputed_origins))
    return edge.model_copy(update={"origins": origins, "disputed_origins": disputed})


def _ends(edges: Any) -> set[str]:
    return {end for edge in edges for end in (edge.source, edge.target)}


def _edge(edge: ViewEdge, end: str, whose: Collection[str]) -> ViewEdge:
    """The edge to another end, of years, with nothing else said of it."""
    source, target = (edge.source, end) if edge.source in whose else (end, edge.target)
    days: dict[str, str | None] = {}
    for name in ("since", "until"):
        days |= _year(getattr(edge, name), name)
    base = relation_id(source, edge.relation, target)
    key = f"{base}|{days['since'] or ''}/{days['until'] or ''}" if days["since"] or days["until"] else base
    return edge.model_copy(update={"id": key, "source": source, "target": target, "properties": {}, "contested": [], **days})


def _is_going(edge: ViewEdge, nodes: dict[str, ViewNode], going: dict[str, set[str]]) -> bool:
    """Whether any trait that an edge tells of a person is to be withheld."""
    pair = [nodes[edge.source], nodes[edge.target]]
    told = traits_of(GraphView(title="", nodes=pair, edges=[edge]))
    return any(not own.isdisjoint(going.get(person, set())) for person, own in told.items())


def _of_year(node: ViewNode) -> ViewNode:
    properties = {name: value for name, value in node.properties.items() if name != "date"}
    days = _year(node.date, "date")
    if days["date"] and "date" in node.properties:
        properties["date"] = days["date"]
    return node.model_copy(update={**days, "properties": properties, "summary": "", "contested": []})


def _year(day: str | None, name: str) -> dict[str, str | None]:
    """A date as its year, with the first and last day of that; nothing for one whose year is open."""
    year = day[:_YEAR] if day and day[:_YEAR].isdigit() else None
    first, last = bounds(year) if year else (None, None)
    return {name: year, f"{name}_earliest": str(first) if first else None, f"{name}_latest": str(last) if last else None}
