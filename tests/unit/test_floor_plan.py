"""The floor plan holds: no two modules lean on each other in a circle, and no engine is named outside graph/stores.

The layers themselves are held by import-linter (pyproject.toml). Here every import counts: at run time, inside a
function, and for typing alone.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent.parent
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("graph", "loaders")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
ENGINE = re.compile(r"neo4j|arcade|bolt", re.IGNORECASE)
ALLOWED = {
    "graph": {"neo4j_import", '"neo4j-import"', '"neo4j_import"'},  # the format that users ask for
    "graph.cli.options": {'"neo4j"'},  # the user that a server has from the beginning
}
LONGEST = 25
REASON = re.compile(r"# noqa: [A-Z0-9]+(, [A-Z0-9]+)*  \S|# type: ignore\[[a-z, -]+\]  # \S")


def imported(module: str) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it."""
    inside = FILES[module].name == "__init__.py"
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in FILES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                if whole in FILES:
                    yield whole
                elif node.module in FILES and not (inside and node.module == module):
                    yield str(node.module)


def test_no_modules_import_each_other_in_a_circle() -> None:
    arrows = nx.DiGraph([(module, other) for module in FILES for other in imported(module)])
    circles = [sorted(circle) for circle in nx.strongly_connected_components(arrows) if len(circle) > 1]
    assert sorted(circles) == []


def names_in(path: Path) -> Iterator[tuple[int, str]]:
    """The names and short texts of a module's code, with their lines; no comments, no docstrings, no sentences."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.NAME or (token.type == tokenize.STRING and " " not in token.string):
            yield token.start[0], token.string


@pytest.mark.parametrize("module", [module for module in FILES if not module.startswith("graph.stores")])
def test_no_engine_is_named_outside_the_stores(module: str) -> None:
    allowed = {name for package, names in ALLOWED.items() if f"{module}.".startswith(f"{package}.") for name in names}
    named = [(line, name) for line, name in names_in(FILES[module]) if ENGINE.search(name) and name not in allowed]
    assert named == []


@pytest.mark.parametrize("module", [module for module in FILES if not module.startswith("graph.stores")])
def test_nobody_outside_the_stores_asks_which_engine_it_is(module: str) -> None:
    asked = [
        node.lineno
        for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and part.attr == "engine"
    ]
    assert asked == []


def test_whoever_silences_a_check_says_why() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in ("graph", "loaders", "queries", "seeds", "bench", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*(noqa|type:\s*ignore|mypy:|pragma: no cover)", line) and not REASON.search(line) and "re." not in line
    ]
    assert silent == []


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function has, from its `def` on and without its docstring."""
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    return (function.end_lineno or 0) - function.lineno + 1 - documented * ((first.end_lineno or 0) - first.lineno + 1)


def test_no_function_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {lines_of(node)} lines"
        for folder in ("graph", "loaders", "queries", "seeds")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > LONGEST
    ]
    assert long == []
