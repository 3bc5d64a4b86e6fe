"""Where the nodes of a large view stand: dots without room for labels, in seconds for ten thousand of them.

A first drawing comes from distances to a few far-apart pivots (Brandes and Pich, "Eigensolver Methods for Progressive
Multidimensional Scaling", 2006), in plain arithmetic. It is then evened out: by Fruchterman and Reingold's forces in
igraph where that optional package is installed, else by a few rounds of the same kind here. Everything is seeded: the
same graph and the same packages give the same positions.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from random import Random
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 20
PIVOTS = 12
POWER_ROUNDS = 40
FORCE_ROUNDS = 14
IGRAPH_ROUNDS = 300
SPACING = 46.0
"""Pixels between a node and its nearest neighbours, about."""
ASPECT = 1.2

Point = list[float]


def place_large(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return x and y of each of so many nodes, in whole pixels."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(link for link in links if link[0] != link[1])
    beside = [sorted(graph[node]) for node in range(count)]
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    return _pack(parts, [_place_part(part, beside) for part in parts], count)


def _place_part(part: list[int], beside: list[list[int]]) -> list[Point]:
    """Return positions of one component, by its place in `part`, around the origin and wider than high."""
    chance = Random(SEED)  # noqa: S311  a drawing, not a secret
    here = {node: at for at, node in enumerate(part)}
    near = [[here[other] for other in beside[node]] for node in part]
    side = SPACING * math.sqrt(len(part))
    points = _by_pivots(near, chance)
    _scale(points, side)
    # Nodes alike to every pivot, such as the leaves of one hub, come out on one spot.
    for point in points:
        point[0] += chance.uniform(-SPACING, SPACING)
        point[1] += chance.uniform(-SPACING, SPACING)
    points = _forced_by_igraph(near, points, chance) or _forced(near, points)
    _scale(points, side)
    return points


def _hops(near: list[list[int]], start: int) -> list[int]:
    hops = [-1] * len(near)
    hops[start] = 0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if hops[other] < 0:
                hops[other] = hops[node] + 1
                queue.append(other)
    return hops


def _by_pivots(near: list[list[int]], chance: Random) -> list[Point]:
    pivot = max(range(len(near)), key=lambda node: (len(near[node]), -node))
    nearest = [len(near)] * len(near)
    columns: list[list[float]] = []
    for _ in range(min(PIVOTS, len(near))):
        hops = _hops(near, pivot)
        nearest = [min(one, other) for one, other in zip(nearest, hops, strict=True)]
        columns.append([-0.5 * hop * hop for hop in hops])
        pivot = max(range(len(near)), key=lambda node: (nearest[node], -node))
    _centre(columns)
    inner = [[sum(map(float.__mul__, one, other)) for other in columns] for one in columns]
    axes = _two_axes(inner, chance)
    return [list(point) for point in zip(*(_along(columns, axis) for axis in axes), strict=True)]


def _centre(columns: list[list[float]]) -> None:
    """Take out the means of rows and columns, in place."""
    means = [sum(column) / len(column) for column in columns]
    whole = sum(means) / len(means)
    rows = [sum(row) / len(columns) for row in zip(*columns, strict=True)]
    for column, mean in zip(columns, means, strict=True):
        column[:] = [value - mean - row + whole for value, row in zip(column, rows, strict=True)]


def _along(columns: list[list[float]], axis: list[float]) -> list[float]:
    return [sum(map(float.__mul__, row, axis)) for row in zip(*columns, strict=True)]


def _two_axes(inner: list[list[float]], chance: Random) -> list[list[float]]:
    """Return the two strongest eigenvectors of a small symmetric matrix, by power iteration."""
    axes: list[list[float]] = []
    for _ in range(2):
        axis = [chance.uniform(-1, 1) for _ in inner]
        for _ in range(POWER_ROUNDS):
            for other in axes:
                along = sum(map(float.__mul__, axis, other))
                axis = [value - along * part for value, part in zip(axis, other, strict=True)]
            axis = [sum(map(float.__mul__, row, axis)) for row in inner]
            length = math.sqrt(sum(value * value for value in axis)) or 1.0
            axis = [value / length for value in axis]
        axes.append(axis)
    return axes


def _forced_by_igraph(near: list[list[int]], points: list[Point], chance: Random) -> list[Point] | None:
    """Return the points as igraph evens them out; None where it is not installed."""
    try:
        import igraph
    except ImportError:
        return None
    links = [(node, other) for node, others in enumerate(near) for other in others if node < other]
    graph = igraph.Graph(len(near), links)
    igraph.set_random_number_generator(chance)
    start = [[x / SPACING, y / SPACING] for x, y in points]
    layout = graph.layout_fruchterman_reingold(seed=start, niter=IGRAPH_ROUNDS, grid=True, start_temp=math.sqrt(len(near)) / 10)
    return [[x * SPACING, y * SPACING] for x, y in layout.coords]


def _forced(near: list[list[int]], points: list[Point]) -> list[Point]:
    """Return the points after some rounds in which links pull and neighbours on a grid push."""
    for turn in range(FORCE_ROUNDS):
        most = SPACING * (1 - turn / FORCE_ROUNDS)
        push = [[0.0, 0.0] for _ in points]
        for node, others in enumerate(near):
            x, y = points[node]
            for other in others:
                # Both ends of a link pull, each at itself.
                part = 0.3 / len(others)
                push[node][0] += (points[other][0] - x) * part
                push[node][1] += (points[other][1] - y) * part
        _push_apart(points, push)
        for point, (across, down) in zip(points, push, strict=True):
            far = math.hypot(across, down)
            part = most / far if far > most else 1.0
            point[0] += across * part
            point[1] += down * part
    return points


def _push_apart(points: list[Point], push: list[Point]) -> None:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, (x, y) in enumerate(points):
        cells[math.floor(x / SPACING), math.floor(y / SPACING)].append(node)
    for (column, row), nodes in cells.items():
        # A crowd in one cell leaves it as a whole: pairs would be too many.
        beside = [cells.get((column + right, row + down), ()) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        others = [node for cell in beside for node in cell[:8]]
        for node in nodes:
            x, y = points[node]
            for other in others:
                across, down = x - points[other][0], y - points[other][1]
                distance = math.hypot(across, down)
                if 0 < distance < SPACING:
                    force = (SPACING - distance) / distance * 0.35
                    push[node][0] += across * force
                    push[node][1] += down * force


def _scale(points: list[Point], side: float) -> None:
    """Centre the points and stretch them, in place, into a frame of `side` squared pixels, wider than high."""
    for axis, length in ((0, side * math.sqrt(ASPECT)), (1, side / math.sqrt(ASPECT))):
        low, high = min(point[axis] for point in points), max(point[axis] for point in points)
        factor = length / (high - low) if high > low else 0.0
        for point in points:
            point[axis] = (point[axis] - (low + high) / 2) * factor


def _pack(parts: list[list[int]], layouts: list[list[Point]], count: int) -> list[tuple[int, int]]:
    """Set the components on shelves, the largest first."""
    found = [(0, 0)] * count
    sides = [SPACING * (math.sqrt(len(part) * ASPECT) + 1) for part in parts]
    limit = max([math.sqrt(sum(side * side for side in sides)) * ASPECT, *sides], default=0.0)
    x = y = shelf = 0.0
    for part, points, side in zip(parts, layouts, sides, strict=True):
        if x > 0 and x + side > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        for node, point in zip(part, points, strict=True):
            found[node] = (round(point[0] + x + side / 2), round(point[1] + y + side / 2))
        x, shelf = x + side, max(shelf, side / ASPECT + SPACING)
    return found
