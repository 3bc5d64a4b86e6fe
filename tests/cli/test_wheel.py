"""The wheel that users install has everything that the code reads beside itself."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The wheel, built from this folder; the build back end comes from the package index."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    [built] = out.glob("casegraph-*.whl")
    return zipfile.Path(built)


def test_everything_that_is_read_at_run_time_is_in_it(wheel: zipfile.Path) -> None:
    inside = set(wheel.root.namelist())
    for folder, endings in (
        ("graph", (".py", ".cypher", ".sql", ".js", ".css", ".html", ".j2", ".json")),
        ("loaders", (".py",)),
        ("queries", (".py", ".cypher")),
        ("seeds", (".py", ".yml")),
    ):
        wanted = {
            file.relative_to(ROOT).as_posix()
            for file in (ROOT / folder).rglob("*")
            if file.suffix in endings and "__pycache__" not in file.parts
        }
        assert wanted
        assert wanted <= inside, sorted(wanted - inside)
    assert "graph/stores/schema/0001_ids.cypher" in inside
    assert any(name.startswith("graph/export/page/") for name in inside)


def test_nothing_else_is_in_it(wheel: zipfile.Path) -> None:
    tops = {name.split("/")[0] for name in wheel.root.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"graph", "loaders", "queries", "seeds"}
    assert not [
        name
        for name in wheel.root.namelist()
        if "__pycache__" in name
        or (
            name.endswith((".txt", ".pyc"))
            and "dist-info" not in name
            and not name.startswith("seeds/made-up-harbour/documents/")
        )
    ]


def test_the_command_is_installed(wheel: zipfile.Path) -> None:
    [entry] = [name for name in wheel.root.namelist() if name.endswith("entry_points.txt")]
    assert "casegraph = graph.cli.main:run" in wheel.root.read(entry).decode()


def test_it_answers_when_it_is_imported_from_the_wheel_alone(wheel: zipfile.Path, tmp_path: Path) -> None:
    """Unpacked somewhere else and first on the path, with this environment's dependencies."""
    wheel.root.extractall(tmp_path / "site")
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import graph; print(graph.__file__); "
        "from graph.cli.main import run; run()"
    )
    command = [sys.executable, "-I", "-c", script, str(tmp_path / "site")]
    for words, told in ((["--version"], "casegraph, version"), (["query", "list"], "recruited-by"), (["demo"], "The page: ")):
        done = subprocess.run([*command, *words], capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert str(tmp_path / "site") in done.stdout
        assert told in done.stdout
