"""Answers are frozen models, and the modules that give them do not import each other in a circle."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import grimp
import networkx as nx
import pytest
from pydantic import ValidationError

import graph.ask
import graph.paths
from graph.ask.answer import Answer, Named
from graph.paths.hops import GradeAndOrigins, Hop

HOP = {"relation": "MEMBER_OF", "source": "a", "target": "b", "id": "a|MEMBER_OF|b", "status": "asserted", "grade": "B2",
       "sources": ["s"], "origins": ["o", "p"], "standing": "supported", "disputed_grade": None,
       "disputed_sources": [], "disputed_origins": [], "since": None, "until": "2020"}  # fmt: skip


def answers(kind: type[Answer] = Answer) -> Iterator[type[Answer]]:
    for package in (graph.ask, graph.paths):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for child in kind.__subclasses__():
        yield child
        yield from answers(child)


def test_every_part_of_an_answer_is_frozen_and_takes_nothing_else() -> None:
    kinds = set(answers())
    assert len(kinds) > 20
    assert all(kind.model_config["frozen"] and kind.model_config["extra"] == "forbid" for kind in kinds)
    with pytest.raises(ValidationError):
        Named(id="a", kind="Person", name="Ann", age=3)  # type: ignore[call-arg]  # what is tested
    with pytest.raises(ValidationError):
        Named(id="a", kind="Person", name="Ann").name = "Eve"  # type: ignore[misc]  # what is tested


def test_json_has_what_was_set_and_nothing_else() -> None:
    hop = Hop.model_validate(HOP)
    assert hop.as_json() == HOP
    assert list(hop.as_json()) == list(HOP)
    sure = Hop.model_validate({**HOP, "certainty": "possibly", "also": [HOP]})
    assert sure.as_json() == {**HOP, "certainty": "possibly", "also": [HOP]}


def test_a_hop_is_supported_as_well_as_the_best_of_its_relations() -> None:
    weak = {**HOP, "grade": None, "origins": ["o"]}
    both = Hop.model_validate({**weak, "also": [{**HOP, "grade": "A6"}, {**HOP, "grade": "B1"}]})
    assert both.support() == GradeAndOrigins(grade="A6", origins=2)
    assert Hop.model_validate(weak).support() == GradeAndOrigins(grade=None, origins=1)


@pytest.mark.parametrize("package", ["graph.ask", "graph.paths", "graph.query", "graph.ledger"])
def test_no_two_modules_of_a_package_import_each_other_in_a_circle(package: str) -> None:
    imports = grimp.build_graph("graph", exclude_type_checking_imports=True, cache_dir=None)
    modules = [module for module in imports.modules if module.startswith(f"{package}.")]
    arrows = [(module, other) for module in modules for other in imports.find_modules_directly_imported_by(module)]
    assert not [circle for circle in nx.simple_cycles(nx.DiGraph(arrows)) if all(one in modules for one in circle)]
