"""What stands beside the nodes and edges of a view: its legend, counted, and which of its claims cannot all be true."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from graph.export.outlines import SHAPES
from graph.export.view import LegendEntry, ViewConflict
from graph.ledger.conflicts import Finding
from graph.model import HYPOTHESIS, KINDS, RELATIONS, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.export.view import GraphView, ViewEdge, ViewNode
    from graph.ledger.clashes import Clash
    from graph.ledger.conflicts import Verdict

GREY = "#808080"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SHOWN = (Finding.CONFLICT, Finding.COMPATIBLE, Finding.REPEATED)


def kind_legend(nodes: list[ViewNode]) -> list[LegendEntry]:
    """One row for each kind that is there, in the order of the model."""
    counts = Counter(node.kind for node in nodes)
    return [
        LegendEntry(key=name, label=_capital(kind.label), count=counts[name], colour=kind.colour, shape=kind.shape)
        for name, kind in KINDS.items()
        if counts[name]
    ]


def relation_legend(edges: list[ViewEdge]) -> list[LegendEntry]:
    """One row for each type of relation that is there, by its name."""
    counts = Counter(edge.relation for edge in edges)
    return [
        LegendEntry(key=name, label=RELATIONS[name].label, count=counts[name], shape="dashed" if name == HYPOTHESIS else "")
        for name in sorted(RELATIONS)
        if counts[name]
    ]


def conflict_list(verdicts: Iterable[Verdict], clashes: Iterable[Clash] = ()) -> list[ViewConflict]:
    """The verdicts worth marking, and what contradicts itself otherwise; that two measures differ is none."""
    found = [
        ViewConflict(
            finding=str(verdict.finding),
            measure=verdict.one.measure,
            scope=verdict.one.scope,
            one=verdict.one.claim,
            other=verdict.other.claim,
            why=verdict.why,
        )
        for verdict in verdicts
        if verdict.finding in _SHOWN
    ]
    found += [
        ViewConflict(
            finding=str(Finding.CONFLICT), measure=clash.measure, scope=clash.scope, one=one.id, other=other.id, why=clash.why
        )
        for clash in clashes
        for one, other in product(clash.one.claims[:1], clash.other.claims)
    ]
    return sorted(found, key=lambda one: (_SHOWN.index(Finding(one.finding)), one.measure, one.scope, one.one, one.other))


def appearance(view: GraphView) -> dict[str, tuple[str, str]]:
    """Shape and colour (#rrggbb) of each kind of a view; a grey dot where the legend says nothing that can be drawn."""
    return {node.kind: ("dot", GREY) for node in view.nodes} | {entry.key: _look(entry) for entry in view.kinds}


def drawable_legend(view: GraphView) -> list[LegendEntry]:
    """The legend of kinds with shapes and colours that can be drawn, whatever the view says."""
    return [kind.model_copy(update=dict(zip(("shape", "colour"), _look(kind), strict=True))) for kind in view.kinds]


def _look(entry: LegendEntry) -> tuple[str, str]:
    shape = entry.shape if entry.shape in SHAPES else "dot"
    return shape, entry.colour if _COLOUR.fullmatch(entry.colour) else GREY


def edge_label(edge: ViewEdge) -> str:
    """The label of a relation with what a source calls it, where one does: “linked to (co-founder)”."""
    role = edge.properties.get("role")
    return relation_label(edge.relation) + (f" ({role})" if role else "")


def relation_label(relation: str) -> str:
    """A relation's type as words; one that the model does not know as it is."""
    return RELATIONS[relation].label if relation in RELATIONS else relation


def short_manner(edge: ViewEdge) -> str:
    """How an edge is put forward where there is room for a word or two: “alleged, disputed”, “denied only”."""
    if edge.standing is Standing.DENIED_ONLY:
        return edge.standing.value
    words = [] if edge.status == "asserted" else [edge.status]
    return ", ".join([*words, *([edge.standing.value] if edge.standing is Standing.DISPUTED else [])])


def undirected(relation: str) -> bool:
    """Whether a relation means the same in both directions."""
    return relation in RELATIONS and RELATIONS[relation].undirected


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
