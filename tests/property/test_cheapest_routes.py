"""The best simple paths through a weighted graph are those of networkx, in order, whatever the graph."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ask.answer import Named
from graph.paths.bidirectional import BidirectionalSearch, Caps
from graph.paths.costs import Step
from graph.paths.k_shortest import Route, Steps, Target, cheapest_routes
from graph.paths.question import PathQuestion, Prefer

NODES = "abcdefg"
graphs = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1]),
    st.builds(Step, st.integers(101, 300), st.integers(1, 5000)),
    max_size=22,
)


class Given:
    """An expander over a graph in memory."""

    def __init__(self, steps: dict[tuple[str, str], Step], degrees: dict[str, int]) -> None:
        self.steps, self.degrees = steps, degrees

    def onward(self, ids: list[str], *, backwards: bool) -> dict[str, dict[str, Step]]:
        found: dict[str, dict[str, Step]] = {}
        for (source, target), step in self.steps.items():
            here, there = (target, source) if backwards else (source, target)
            if here in ids:
                found.setdefault(here, {})[there] = Step(step.weakness, self.degrees[target])
        return found


def expected(steps: Steps, max_hops: int, via: frozenset[str]) -> list[Route]:
    """Every simple path from a to g, by networkx, in our order."""
    graph = nx.DiGraph([(one, other) for one, onward in steps.items() for other in onward])
    graph.add_nodes_from(NODES)
    paths = [tuple(path) for path in nx.all_simple_paths(graph, "a", "g", cutoff=max_hops) if via.issubset(path)]
    return sorted(Route(sum(steps[one][other] for one, other in pairwise(path)), path) for path in paths)


@given(graph=graphs, max_hops=st.integers(1, 7), via=st.frozensets(st.sampled_from(NODES), max_size=2))
def test_cheapest_routes_are_all_simple_paths_in_order(
    graph: dict[tuple[str, str], Step], max_hops: int, via: frozenset[str]
) -> None:
    steps: Steps = {}
    for (one, other), step in graph.items():
        steps.setdefault(one, {})[other] = step.weakness
    assert list(cheapest_routes(steps, Target("a", "g", max_hops, via))) == expected(steps, max_hops, via)


@settings(max_examples=300)
@given(
    graph=graphs,
    degrees=st.fixed_dictionaries({key: st.integers(1, 5000) for key in NODES}),
    max_hops=st.integers(1, 7),
    k=st.integers(1, 6),
    prefer=st.sampled_from(Prefer),
    via=st.frozensets(st.sampled_from("bcdef"), max_size=2),
)
def test_the_search_from_both_ends_finds_the_best_of_all(
    graph: dict[tuple[str, str], Step], degrees: dict[str, int], max_hops: int, k: int, prefer: Prefer, via: frozenset[str]
) -> None:
    from graph.paths.costs import weight

    question = PathQuestion(
        Named(id="a", kind="Person", name="a"),
        Named(id="g", kind="Person", name="g"),
        max_hops,
        k=k,
        prefer=prefer,
        via=tuple(sorted(via)),
    )
    found = BidirectionalSearch(Given(graph, degrees), question, Caps()).run()
    steps: Steps = {}
    for (one, other), step in graph.items():
        steps.setdefault(one, {})[other] = weight(prefer, Step(step.weakness, degrees[other]), last=other == "g")
    every = expected(steps, max_hops, via)
    assert found.routes == list(islice(every, k))
    assert found.more == (len(every) > k) or not found.more


def test_the_arrays_have_a_number_for_every_relation_type() -> None:
    from graph.model import RELATIONS

    assert len(RELATIONS) <= 64, "six bits hold the type (graph.paths.arrays.facts)"
