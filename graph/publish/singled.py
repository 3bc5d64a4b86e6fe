"""What identifies without being a name: which traits, alone or together, only one person of a file has.

Traits are what the model declares (`identifies`): fields of a person, and relations with their other end and day. What a
free text tells is no trait; nobody but a reader can judge it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graph.model import KINDS, RELATIONS, Entity, Relation
from graph.model.fields import field_spec, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.export.view import GraphView, ViewEdge, ViewNode

Traits = dict[str, set[str]]
"""By the id of a person what is declared of that person, in words."""
_MOST_TOGETHER = 3
_MOST_TRAITS = 12
"""Of more traits that none is alone in, combinations are not looked at."""


def traits_of(view: GraphView) -> Traits:
    """The traits of every person of a view."""
    nodes = {node.id: node for node in view.nodes}
    found: Traits = {node.id: set(_fields(node)) for node in view.nodes if node.kind == "Person"}
    for edge in view.edges:
        if RELATIONS.get(edge.relation, Relation).identifies:
            for end, other in ((edge.source, edge.target), (edge.target, edge.source)):
                if end in found and other in nodes:
                    found[end] |= set(_of_edge(edge, nodes[other], outward=end == edge.source))
    return found


def _fields(node: ViewNode) -> Iterator[str]:
    model = KINDS.get(node.kind, Entity)
    for name, value in node.properties.items():
        if value not in (None, "") and field_spec(model, name).identifies:
            yield f"{field_spec(model, name).label} {_words(value)}"


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _of_edge(edge: ViewEdge, other: ViewNode, *, outward: bool) -> Iterator[str]:
    what = f"{in_words(edge.relation)} {other.name}" if outward else f"{other.name} {in_words(edge.relation)}"
    yield what
    if days := "/".join(day for day in (edge.since, edge.until) if day):
        yield f"{what} ({days})"
    if other.date:
        yield f"{in_words(other.kind)} of {other.date}"


def alone(traits: Mapping[str, set[str]], persons: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """The smallest combinations of up to three traits that some persons have alone; nothing for who has none."""
    having = _having(traits)
    found = {}
    for person in persons:
        if combined := list(_combinations(person, traits.get(person, set()), having)):
            found[person] = combined
    return found


def _combinations(person: str, own: set[str], having: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    told: list[set[str]] = []
    rest = sorted(own)
    for size in range(1, _MOST_TOGETHER + 1):
        for together in combinations(rest, size):
            if any(one <= {*together} for one in told):
                continue
            if set.intersection(*(having[trait] for trait in together)) == {person}:
                told.append({*together})
                yield together
        if size == 1:
            rest = [trait for trait in rest if {trait} not in told][:_MOST_TRAITS]


def _having(traits: Mapping[str, set[str]]) -> dict[str, set[str]]:
    having: dict[str, set[str]] = defaultdict(set)
    for person, own in traits.items():
        for trait in own:
            having[trait].add(person)
    return having


def to_withhold(traits: Mapping[str, set[str]], persons: Iterable[str], k: int) -> dict[str, set[str]]:
    """By person the traits that must go so that all that are left are shared by `k` persons, him included: the rarest first."""
    having = _having(traits)
    found = {}
    for person in persons:
        left = set(traits.get(person, ()))
        while left and len(set.intersection(*(having[trait] for trait in left))) < k:
            left.remove(min(left, key=lambda trait: (len(having[trait]), trait)))
        found[person] = traits.get(person, set()) - left
    return found
