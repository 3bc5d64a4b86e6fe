"""A format of an export is one file in graph/export/formats/: command, options, profile, help and documentation follow."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.cli.commands import environment
from tests.conftest import ROOT
from tests.newcomer.conftest import Product

ROLL = '''
    """A roll of names, one a line: made up for this test."""

    from __future__ import annotations

    from typing import Literal

    from pydantic import Field

    from graph.export.format import Rendered, ViewFormat
    from graph.export.view import GraphView


    class Roll(ViewFormat):
        """Write a roll of names.

        \\b
        Example:
          casegraph export roll names.txt --all
        """

        suffix = ".txt"
        readers = "a roll-call"
        holds = "names"
        is_picture = True

        order: Literal["up", "down"] = Field("up", description="Which way the names run.")
        loud: bool = Field(False, description="In capital letters.")
        most: int = Field(100, description="How many names at most.")

        def render(self, view: GraphView) -> Rendered:
            """The names."""
            names = sorted((node.name for node in view.nodes), reverse=self.order == "down")[: self.most]
            text = "".join(f"{name}\\n" for name in names)
            return Rendered(text.upper() if self.loud else text, (f"{len(names)} were called",))
'''
MADE_UP = """
    dossier: harbour
    sources:
      - {id: log, title: The harbour's log}
    entities:
      - {id: ann, kind: Person, name: Ann Loe, identification: named, protected: true}
      - {id: line, kind: Company, name: The Line}
    claims:
      - {id: c1, relation: [ann, EMPLOYED_BY, line], says: She works there., source: log}
"""


@pytest.fixture(scope="module")
def with_roll(product: Product) -> Product:
    """The product with a new format, and a store with a made-up case."""
    product.add("graph/export/formats/roll.py", ROLL)
    product.run("load", str(product.write("harbour.yml", MADE_UP)))
    product.write("key", "made up for this test, and long enough for a key\n").chmod(0o600)
    return product


def test_the_new_format_writes_a_file(with_roll: Product) -> None:
    with_roll.run("export", "roll", "names.txt", "--all")
    assert (with_roll.work / "names.txt").read_text(encoding="utf-8") == "Ann Loe\nThe Line\n"
    assert with_roll.run("export", "roll", "-", "--around", "ann", "--hops", "0") == "Ann Loe\n"


def test_its_fields_are_options_of_its_command(with_roll: Product) -> None:
    assert with_roll.run("export", "roll", "-", "--all", "--order", "down", "--loud", "--most", "1") == "THE LINE\n"
    with_roll.run("export", "roll", "-", "--all", "--order", "sideways", code=2)


def test_nobody_who_is_protected_is_named_in_its_public_profile(with_roll: Product) -> None:
    shown = with_roll.run("export", "roll", "-", "--all", "--profile", "public", "--key", "key")
    assert "Ann" not in shown
    assert "The Line" in shown
    assert len(shown.splitlines()) == 2


def test_help_and_documentation_tell_of_it(with_roll: Product) -> None:
    assert "Write a roll of names." in with_roll.run("export", "--help")
    page = with_roll.run("export", "roll", "--help")
    for words in ("--order [up|down]", "Which way the names run.", "--loud", "--most INTEGER", "--force", "--profile"):
        assert words in page
    shutil.copytree(ROOT / "docs", with_roll.root / "docs")
    generator = [sys.executable, str(with_roll.root / "docs" / "generate.py")]
    subprocess.run(generator, check=True, capture_output=True, env=environment({"PYTHONPATH": str(with_roll.root)}))
    assert "## casegraph export roll" in (with_roll.root / "docs/reference/commands.md").read_text(encoding="utf-8")
    row = "| `roll` | `.txt` | a roll-call | names | yes |"
    assert row in (with_roll.root / "docs/guide/exporting.md").read_text(encoding="utf-8")


def test_a_picture_of_too_much_is_refused_in_it_too(with_roll: Product) -> None:
    small = "import graph.export.size as size; size.LARGE = 1; from graph.cli.main import main; print(main({}))"
    words = ["export", "roll", "large.txt", "--all"]
    assert with_roll.python(small.format(words)).strip() == "(2, False)"
    assert not (with_roll.work / "large.txt").exists()
    assert with_roll.python(small.format([*words, "--force"])).strip() == "(0, False)"


@pytest.mark.parametrize("text", ['"""No format at all."""', f"{ROLL}\n\n    class Other(ViewFormat):\n        pass\n"])
def test_a_file_that_is_not_one_format_is_refused_by_name(with_roll: Product, text: str) -> None:
    path = with_roll.add("graph/export/formats/odd.py", text)
    try:
        said = with_roll.python(
            "import graph.export.formats as it\ntry:\n    it.formats()\nexcept TypeError as error:\n    print(error)"
        )
    finally:
        path.unlink()
    assert "graph.export.formats.odd defines" in said
