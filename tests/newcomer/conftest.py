"""The product with one file more: what a newcomer adds is used by the commands as if it had always been there.

Each test works on a copy of the packages, puts its file into it and runs the command in processes of their own, so that
nothing that it adds is known to the tests beside it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import cast

import pytest

from tests.cli.commands import casegraph, environment
from tests.conftest import ROOT

PACKAGES = ("graph", "loaders", "queries", "seeds")
RUN_ALL = """
import io, json, sys
from graph.cli.main import main

def run_all(commands):
    stdout, printed = sys.stdout, []
    for command in commands:
        sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        code, _ = main(list(command))
        assert code == 0, (command, code)
        sys.stdout.flush()
        printed.append(sys.stdout.buffer.getvalue().decode())
    json.dump(printed, stdout)
"""


@dataclass(frozen=True)
class Product:
    """A copy of the packages in `root`, and an empty folder `work` in which its commands run and find their store."""

    root: Path
    work: Path

    def add(self, place: str, text: str) -> Path:
        """Puts a file into the copy, such as `graph/model/ships.py`; one that is there already is a fault of the test."""
        path = self.root / place
        with path.open("x", encoding="utf-8") as file:
            file.write(dedent(text))
        return path

    def change(self, place: str, old: str, new: str) -> None:
        """Changes a line of a file of the copy; the old text must stand there once."""
        path = self.root / place
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, text.count(old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, name: str, text: str) -> Path:
        """Puts a file into the working folder, such as a dossier to load."""
        path = self.work / name
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def run(self, *args: str, code: int = 0) -> str:
        """What a command of the copy prints on stdout; it must end with the given code."""
        done = casegraph(*args, env={"PYTHONPATH": str(self.root)}, cwd=self.work)
        assert done.returncode == code, done.stderr
        return done.stdout

    def run_all(self, *commands: tuple[str, ...]) -> list[str]:
        """What several commands print on stdout, run one after the other in one process; each must end well."""
        return cast("list[str]", json.loads(self.python(f"{RUN_ALL}\nrun_all({commands!r})")))

    def python(self, text: str) -> str:
        """What lines of Python print in a process that imports the copy."""
        done = subprocess.run(
            [sys.executable, "-c", dedent(text)],
            check=False, capture_output=True, text=True, encoding="utf-8", cwd=self.work,
            env=environment({"PYTHONPATH": str(self.root)}),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def copied(folder: Path) -> Product:
    """A copy of the packages in a folder, without what Python has compiled."""
    product = Product(folder / "product", folder / "work")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, product.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    product.work.mkdir()
    return product


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """One copy for the tests of a module, which add their files to it once."""
    return copied(tmp_path_factory.mktemp("newcomer"))
