"""Where each node of a page stands: computed once, here, so that the page opens drawn and opens the same each time.

Distances on the page follow distances in the graph (stress), found by stochastic gradient descent as in Zheng, Pawar
and Goodman, "Graph Drawing by Stochastic Gradient Descent" (IEEE TVCG 2019). Boxes, a glyph with its label, are then
moved apart, and components packed beside each other. All of it is plain arithmetic on a seeded order: no clock, no
hash order and no numerical library, so the same graph has the same positions on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from graph.export.layout_large import place_large
from graph.export.size import MEDIUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEED = 20
ROUNDS = 30
ALL_PAIRS_UP_TO = 350
"""Nodes in a component; a larger one is held by its own links and by distances to PIVOTS far-apart nodes."""
PIVOTS = 40
SHORTEST, HUB, LEAF = 90.0, 22.0, 6.0
"""A link's length in pixels: at least, and what the square root of the links at its busier and other end adds."""
HUB_LINKS = 6
"""From so many links on a node is a hub: its label always shows, and needs all of its room."""
LEAST_AREA, AREA = 150_000.0, 4800.0
"""Square pixels of the drawing: for any component, and for each node in it."""
FILL = 0.9
"""The part of a component's area that its boxes may take together before they count as smaller than they are."""
LARGEST_GROWTH = 1.3
PUSHES, LEAST_PUSHES, PUSHED = 250, 20, 50_000
"""Rounds of moving boxes apart: at most, at least, and the boxes moved in all that lie between."""
ASPECT = 1.2
"""Width to height of the drawing: what a 1280 by 800 window leaves between filter and panel."""
GAP = 7.0


class Box(NamedTuple):
    """What a node covers, in pixels at zoom 1: its glyph together with its label."""

    width: float
    height: float


class _Term(NamedTuple):
    """Two nodes, the distance that they should have, and how much it matters."""

    first: int
    second: int
    distance: float
    weight: float


Points = dict[int, list[float]]


def place(boxes: Sequence[Box], links: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return x and y of the centre of each box, in whole pixels; `links` are pairs of indexes into `boxes`.

    Of more than MEDIUM boxes each counts as a dot: their labels do not show, so they need no room.
    """
    if len(boxes) > MEDIUM:
        return place_large(len(boxes), list(links))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(sorted((min(link), max(link)) for link in links if link[0] != link[1]))
    _set_lengths(graph)
    parts = [_place_component(graph.subgraph(sorted(nodes)).copy(), boxes) for nodes in nx.connected_components(graph)]
    points = _pack(parts, boxes)
    return [(round(points[index][0]), round(points[index][1])) for index in range(len(boxes))]


def _set_lengths(graph: nx.Graph[int]) -> None:
    """Give each link a length: longer at hubs, and leaves of one hub in three rings, so that labels find room."""
    leaves: dict[int, int] = defaultdict(int)
    for first, second, link in graph.edges(data=True):
        hub, other = (first, second) if graph.degree(first) >= graph.degree(second) else (second, first)
        length = SHORTEST + HUB * math.sqrt(graph.degree(hub)) + LEAF * math.sqrt(graph.degree(other))
        if graph.degree(other) == 1 and graph.degree(hub) > HUB_LINKS:
            length *= 0.8 + 0.3 * (leaves[hub] % 3)
            leaves[hub] += 1
        link["length"] = length


def _place_component(graph: nx.Graph[int], boxes: Sequence[Box]) -> Points:
    nodes = sorted(graph)
    chance = Random(SEED)  # noqa: S311  a drawing, not a secret
    spread = 60 * math.sqrt(len(nodes))
    points = {node: [chance.uniform(-spread, spread), chance.uniform(-spread, spread)] for node in nodes}
    terms = list(_all_terms(graph, nodes) if len(nodes) <= ALL_PAIRS_UP_TO else _pivot_terms(graph, nodes))
    if terms:
        _relax(points, terms, chance)
    _lay_flat(points)
    _spread(points, boxes, {node for node in nodes if graph.degree(node) >= HUB_LINKS})
    return points


def _lengths(graph: nx.Graph[int], node: int) -> dict[int, float]:
    lengths: dict[int, float] = nx.single_source_dijkstra_path_length(graph, node, weight="length")
    return lengths


def _term(first: int, second: int, distance: float) -> _Term:
    return _Term(first, second, distance, 1 / (distance * distance))


def _all_terms(graph: nx.Graph[int], nodes: Sequence[int]) -> Iterator[_Term]:
    lengths = {node: _lengths(graph, node) for node in nodes}
    for first, second in combinations(nodes, 2):
        yield _term(first, second, lengths[first][second])


def _pivot_terms(graph: nx.Graph[int], nodes: Sequence[int]) -> Iterator[_Term]:
    """Yield the links and, for each pivot, its distance to all: each next pivot is the node farthest from the rest."""
    for first, second in sorted(graph.edges):
        yield _term(first, second, graph[first][second]["length"])
    pivot = max(nodes, key=lambda node: (graph.degree(node), -node))
    nearest = dict.fromkeys(nodes, math.inf)
    for _ in range(PIVOTS):
        lengths = _lengths(graph, pivot)
        for node in nodes:
            nearest[node] = min(nearest[node], lengths[node])
            if node != pivot:
                yield _term(pivot, node, lengths[node])
        pivot = max(nodes, key=lambda node: (nearest[node], -node))


def _relax(points: Points, terms: list[_Term], chance: Random) -> None:
    """Move pairs of nodes towards their distance, by steps that shrink from the longest to a tenth of the shortest."""
    weights = [term.weight for term in terms]
    step, last = 1 / min(weights), 0.1 / max(weights)
    shrink = (last / step) ** (1 / (ROUNDS - 1))
    for _ in range(ROUNDS):
        chance.shuffle(terms)
        for first, second, distance, weight in terms:
            one, two = points[first], points[second]
            across, down = one[0] - two[0], one[1] - two[1]
            length = math.sqrt(across * across + down * down) or 0.01
            move = min(1.0, weight * step) * (length - distance) / (2 * length)
            one[0] -= move * across
            one[1] -= move * down
            two[0] += move * across
            two[1] += move * down
        step *= shrink


def _lay_flat(points: Points) -> None:
    """Centre the points and turn their longest axis level: screens and labels are wider than they are high."""
    middle = [sum(point[axis] for point in points.values()) / len(points) for axis in (0, 1)]
    for point in points.values():
        point[0] -= middle[0]
        point[1] -= middle[1]
    across = sum(x * x for x, _ in points.values())
    down = sum(y * y for _, y in points.values())
    both = sum(x * y for x, y in points.values())
    angle = 0.5 * math.atan2(2 * both, across - down)
    cos, sin = math.cos(angle), math.sin(angle)
    for point in points.values():
        point[:] = cos * point[0] + sin * point[1], cos * point[1] - sin * point[0]


def _spread(points: Points, boxes: Sequence[Box], hubs: set[int]) -> None:
    """Scale the points into a frame of their share of the page, and move overlapping boxes apart within it.

    Where the labels together need more room than the frame has, the boxes shrink alike, except those of hubs: the
    drawing is then evenly filled, and the page shows as many labels as find a place.
    """
    area = LEAST_AREA + AREA * len(points)
    size = [math.sqrt(area * ASPECT), math.sqrt(area / ASPECT)]
    ends = [max(1.0, 2 * max(abs(point[axis]) for point in points.values())) for axis in (0, 1)]
    grow = [min(LARGEST_GROWTH, size[axis] / ends[axis]) for axis in (0, 1)]
    for point in points.values():
        point[:] = point[0] * min(grow[0], 2 * grow[1]), point[1] * min(grow[1], 2 * grow[0])
    needed = sum((boxes[node].width + GAP) * (boxes[node].height + GAP) for node in points)
    shrink = min(1.0, math.sqrt(FILL * area / needed))
    shrunk = {node: _grown(boxes[node], 1.0 if node in hubs else shrink) for node in points}
    for _ in range(max(LEAST_PUSHES, min(PUSHES, PUSHED // len(points)))):
        if not _push_apart(points, shrunk):
            return
        for point in points.values():
            for axis in (0, 1):
                point[axis] = max(-size[axis] / 2, min(size[axis] / 2, point[axis]))


def _grown(box: Box, factor: float) -> Box:
    return Box((box.width + GAP) * factor, (box.height + GAP) * factor)


def _push_apart(points: Points, boxes: dict[int, Box]) -> bool:
    """Move overlapping boxes half of the shorter way apart; return whether any were."""
    moved = False
    for first, second in _near(points, boxes):
        one, two = points[first], points[second]
        across = (boxes[first].width + boxes[second].width) / 2 - abs(one[0] - two[0])
        down = (boxes[first].height + boxes[second].height) / 2 - abs(one[1] - two[1])
        if across > 0 and down > 0:
            axis, overlap = (0, across) if across < down else (1, down)
            way = overlap / 4 + 0.1 if one[axis] >= two[axis] else -overlap / 4 - 0.1
            one[axis] += way
            two[axis] -= way
            moved = True
    return moved


def _near(points: Points, boxes: dict[int, Box]) -> list[tuple[int, int]]:
    """Return the pairs of nodes close enough to overlap, found on a grid of cells as large as the largest box."""
    wide = max(box.width for box in boxes.values())
    high = max(box.height for box in boxes.values())
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, (x, y) in points.items():
        cells[math.floor(x / wide), math.floor(y / high)].append(node)
    pairs: list[tuple[int, int]] = []
    for (column, row), nodes in cells.items():
        pairs += combinations(nodes, 2)
        for beside in ((1, -1), (1, 0), (1, 1), (0, 1)):
            others = cells.get((column + beside[0], row + beside[1]), ())
            pairs += ((node, other) for node in nodes for other in others)
    return pairs


def _pack(parts: list[Points], boxes: Sequence[Box]) -> Points:
    """Set the components on shelves, the largest first, in a drawing of about the aspect of the page."""
    frames = sorted(((_frame(part, boxes), part) for part in parts), key=lambda pair: (-pair[0][3], min(pair[1])))
    area = sum(width * height for (_, _, width, height), _ in frames)
    limit = max([math.sqrt(area * ASPECT), *(frame[2] for frame, _ in frames)], default=0.0)
    x = y = shelf = 0.0
    points: Points = {}
    for (left, top, width, height), part in frames:
        if x > 0 and x + width > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        for node, point in part.items():
            points[node] = [point[0] - left + x, point[1] - top + y]
        x, shelf = x + width, max(shelf, height)
    return points


def _frame(part: Points, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a component, with a margin of one gap on each side."""
    left = min(x - boxes[node].width / 2 for node, (x, _) in part.items()) - GAP
    top = min(y - boxes[node].height / 2 for node, (_, y) in part.items()) - GAP
    right = max(x + boxes[node].width / 2 for node, (x, _) in part.items()) + GAP
    bottom = max(y + boxes[node].height / 2 for node, (_, y) in part.items()) + GAP
    return left, top, right - left, bottom - top
