"""Trees that tie entities together, and what lies between two: against every tree and every path there is."""

from __future__ import annotations

from itertools import combinations, pairwise
from unittest.mock import patch

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.paths import steiner as trees
from graph.paths.simple_paths import Steps, steps_on_simple_paths
from graph.paths.steiner import Weights, at_worst, cheapest_tree, components, hop

NODES = "abcdefgh"
pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])
weighted = st.dictionaries(pairs.map(lambda pair: hop(*pair)), st.integers(1, 9), min_size=1, max_size=16)
ends_wanted = st.sets(st.sampled_from(NODES), min_size=2, max_size=5)


def graph_of(weights: Weights) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in weights.items())
    return graph


def optimum(graph: nx.Graph, ends: set[str]) -> int:
    """The weight of the cheapest tree, from the cheapest spanning tree of every set of entities."""
    others = [key for key in NODES if key not in ends]
    found = []
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            part = graph.subgraph([*ends, *more])
            if nx.is_connected(part):
                found.append(int(nx.minimum_spanning_tree(part).size("weight")))
    return min(found)


@settings(max_examples=100, deadline=None)
@given(weights=weighted, wanted=ends_wanted)
def test_trees_tie_all_ends_and_cost_what_they_may(weights: Weights, wanted: set[str]) -> None:
    graph = graph_of(weights)
    parts = components(weights, wanted)
    reached = [sorted(wanted & part) for part in nx.connected_components(graph) if wanted & part]
    assert parts == sorted(reached)
    for ends in parts:
        if len(ends) == 1:
            continue
        best = optimum(graph, set(ends))
        exact = cheapest_tree(weights, ends)
        with patch.object(trees, "MOST_EXACT", 0):
            near = cheapest_tree(weights, ends)
        for tree, most in ((exact, best), (near, at_worst(len(ends)) * best)):
            made = nx.Graph(list(tree))
            assert nx.is_tree(made)
            assert made.nodes >= set(ends)
            assert tree <= weights.keys()
            assert all(made.degree(key) > 1 or key in ends for key in made)
            assert sum(weights[pair] for pair in tree) <= most


def test_two_ends_are_tied_by_the_shortest_way_with_the_smallest_ids() -> None:
    weights = {hop(one, other): 1 for one, other in ("ac", "cd", "ab", "bd")}
    assert cheapest_tree(weights, ["a", "d"]) == {("a", "b"), ("b", "d")}


def brute(steps: Steps, max_hops: int) -> set[tuple[str, str]]:
    graph = nx.DiGraph([(one, other) for one, onward in steps.items() for other in onward])
    graph.add_nodes_from(NODES)
    paths = nx.all_simple_paths(graph, "a", "h", cutoff=max_hops)
    return {step for path in paths for step in pairwise(path)}


def steps_of(arcs: set[tuple[str, str]], *, directed: bool) -> Steps:
    steps: Steps = {}
    for one, other in arcs:
        steps.setdefault(one, set()).add(other)
        if not directed:
            steps.setdefault(other, set()).add(one)
    return steps


@settings(max_examples=400, deadline=None)
@given(arcs=st.sets(pairs, max_size=20), directed=st.booleans(), max_hops=st.integers(1, 7))
def test_what_lies_between_is_what_every_simple_path_walks(arcs: set[tuple[str, str]], directed: bool, max_hops: int) -> None:
    steps = steps_of(arcs, directed=directed)
    found = steps_on_simple_paths(steps, ("a", "h"), max_hops, 100)
    assert (found.steps, found.unsettled, found.cut) == (brute(steps, max_hops), set(), False)


@settings(deadline=None)
@given(arcs=st.sets(pairs, max_size=20), max_hops=st.integers(1, 7), work=st.integers(0, 60))
def test_with_little_work_what_is_left_open_is_told(arcs: set[tuple[str, str]], max_hops: int, work: int) -> None:
    steps = steps_of(arcs, directed=False)
    found, every = steps_on_simple_paths(steps, ("a", "h"), max_hops, 100, work), brute(steps, max_hops)
    assert found.steps <= every <= found.steps | found.unsettled
    assert not found.steps & found.unsettled


@settings(deadline=None)
@given(arcs=st.sets(pairs, max_size=20), max_hops=st.integers(1, 7), most=st.integers(2, 7))
def test_a_cut_leaves_whole_paths_and_the_nearest_ones(arcs: set[tuple[str, str]], max_hops: int, most: int) -> None:
    steps = steps_of(arcs, directed=False)
    found, every = steps_on_simple_paths(steps, ("a", "h"), max_hops, most), brute(steps, max_hops)
    assert len({key for step in found.steps for key in step}) <= most
    assert found.cut == (len({key for step in every for key in step}) > most)
    assert found.cut or found.steps == every
    left: Steps = {}
    for one, other in found.steps:
        left.setdefault(one, set()).add(other)
    assert brute(left, max_hops) == found.steps
