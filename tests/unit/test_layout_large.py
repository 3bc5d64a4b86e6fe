"""Positions of large views: seeded, apart, near their neighbours, with igraph and without."""

from __future__ import annotations

import math
import sys

import pytest

from graph.export.layout import Box, place
from graph.export.layout_large import place_large

RING = [(node, (node + 1) % 600) for node in range(600)]


@pytest.fixture(params=["igraph", "without"])
def with_igraph(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "without":
        monkeypatch.setitem(sys.modules, "igraph", None)
    else:
        pytest.importorskip("igraph")
    return str(request.param)


@pytest.mark.usefixtures("with_igraph")
def test_the_same_graph_has_the_same_places_and_neighbours_are_near() -> None:
    points = place_large(620, RING)
    assert points == place_large(620, RING)
    assert len(set(points)) > 600

    def apart(one: int, two: int) -> float:
        return math.dist(points[one], points[two])

    near = sum(apart(a, b) for a, b in RING) / len(RING)
    far = sum(apart(node, (node + 300) % 600) for node in range(600)) / 600
    assert near * 5 < far


@pytest.mark.usefixtures("with_igraph")
@pytest.mark.parametrize("links", [[], [(0, 0)], [(0, 1), (1, 0), (0, 1)], [(0, leaf) for leaf in range(1, 30)]])
def test_odd_graphs(links: list[tuple[int, int]]) -> None:
    points = place_large(30, links)
    assert len(set(points)) == 30


def test_layout_hands_large_views_over() -> None:
    links = [(node, node // 2) for node in range(1, 2001)]
    assert place([Box(100, 40)] * 2001, links) == place_large(2001, links)
