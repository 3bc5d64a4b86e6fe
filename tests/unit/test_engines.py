"""Which engines there are is known to tests/engines.py alone, so that a new one gets every test by one line there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, needs_server

NAMES = {"embedded", "neo4j", "arcadedb"}
CLASSES = {"Embedded", "Neo4j", "EmbeddedStore", "OwnNeo4j", "ARCADEDB", "NEO4J"}
OF_ONE_ENGINE = ("faults/", "neo4j/", "embedded/")
ALLOWED = {
    "engines.py",
    "unit/test_engines.py",
    "unit/test_floor_plan.py",  # which names the product's code may say
    "cli/test_help.py",  # the packages of that name, which --help does not import
    "cli/test_errors.py",  # the scheme of an address
}
FILES = sorted(str(file.relative_to(ROOT / "tests")) for file in (ROOT / "tests").rglob("*.py"))


def named(file: Path) -> Iterator[str]:
    """The engines that a file names: as a text or part of a parametrization, as a class, or as a member of one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(word)) if word in NAMES:
                yield f"{node.lineno}: {word!r}"
            case ast.Name(id=word) | ast.Attribute(attr=word) if word in CLASSES:
                yield f"{node.lineno}: {word}"


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith(OF_ONE_ENGINE) and file not in ALLOWED])
def test_no_engine_is_named(file: str) -> None:
    assert list(named(ROOT / "tests" / file)) == []


def test_the_guard_sees_names(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text("def f(kind=Embedded):\n    return Engine.NEO4J, 'neo4j', 'embedded in text', embedded\n", encoding="utf-8")
    assert sorted(named(file)) == ["1: Embedded", "2: 'neo4j'", "2: NEO4J"]


@pytest.mark.parametrize(
    ("nodeid", "together"),
    [
        ("tests/contract/test_a.py::test_b[Neo4j]", True),
        ("tests/contract/test_a.py::test_b[Neo4j-some-name]", True),
        ("tests/contract/test_a.py::test_b[every engine-some [name]]", True),
        ("tests/contract/test_a.py::test_b[Embedded-name]", False),
        ("tests/neo4j/test_a.py::test_b", False),
    ],
)
def test_the_tests_on_a_server_stay_in_one_worker(nodeid: str, together: bool) -> None:
    assert needs_server(nodeid) is together
