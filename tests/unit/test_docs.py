"""The documentation is true: references are current, links lead somewhere, and every command line in it parses."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import click
import pytest

from graph.cli.main import COMMANDS, SECTIONS, casegraph
from graph.cli.query import pairs
from graph.query import load_one

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"])

FENCE = re.compile(r"^(?P<mark>`{3,})(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=mark)\s*$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`(casegraph [^`\n]+)`(?!`)")
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+?)\s*$", re.MULTILINE)
SHELL = {"", "console", "sh", "bash", "shell"}
ENDS = {"|", "||", "&&", ";", "&", ">", ">>", "<"}
PLACEHOLDERS = re.compile(r"…|\.\.\.|\bCOMMAND\b")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = generator()


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def slugs(page: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


def command_lines(text: str) -> Iterator[str]:
    """Every line of a shell block that starts with casegraph, after a prompt and variables; and code spans that do."""
    plain = FENCE.sub("", text)
    blocks = [block["text"] for block in FENCE.finditer(text) if block["language"] in SHELL]
    blocks.append("\n".join(line for line in plain.splitlines() if line.startswith("    ")))  # indented: a block too
    for line in "\n".join(blocks).replace("\\\n", " ").splitlines():
        bare = re.sub(r"^(?:\$ )?(?:[A-Z_]+=\S*\s+)*", "", line.strip())
        if bare.startswith("casegraph "):
            yield bare
    yield from SPAN.findall(plain)


def words(line: str) -> list[str]:
    """The words of the first command of a line, without casegraph itself."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    found: list[str] = []
    for word in lexer:
        if word in ENDS:
            break
        found.append(word)
    return found[1:]


def parsed(line: str, *, whole: bool) -> None:
    """Parses a command line without running it; a part of one may lack arguments."""
    rest = words(line)
    group: click.Command = casegraph
    context = click.Context(casegraph, info_name="casegraph", help_option_names=["-h", "--help"])
    while rest and rest[0] in ("--debug", "--version", "--help", "-h"):
        rest.pop(0)
    while isinstance(group, click.Group) and rest:
        found = group.get_command(context, rest[0])
        assert found is not None, f"no command {rest[0]}"
        group, rest = found, rest[1:]
    if isinstance(group, click.Group):
        return
    try:
        group.make_context(group.name, list(rest), parent=context)
    except click.MissingParameter:
        if whole:
            raise
    except click.exceptions.Exit:
        return  # --help


def asked(line: str) -> None:
    """A canned query that is asked exists, and has the parameters that it is given."""
    rest = words(line)
    if rest[:2] != ["query", "run"] or len(rest) == 2 or rest[2] == "NAME":
        return
    given = pairs(tuple(after for word, after in pairwise(rest) if word in ("-p", "--param")))
    load_one(rest[2]).values(given)


def lines_of_docs() -> list[tuple[Path, str, bool]]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        spans = {span[1] for span in SPAN.finditer(FENCE.sub("", text))}
        found += [(page, line, line not in spans) for line in command_lines(text) if not PLACEHOLDERS.search(line)]
    return found


def test_references_are_current() -> None:
    stale = [name(path) for path in GENERATOR.stale()]
    assert not stale, f"not current: {', '.join(stale)}; run make docs"


def test_references_are_deterministic() -> None:
    assert GENERATOR.pages() == GENERATOR.pages()


def test_check_says_what_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(GENERATOR, "ROOT", tmp_path)
    monkeypatch.setattr(GENERATOR, "REFERENCE", tmp_path / "reference")
    assert GENERATOR.main(["--check"]) == 1
    assert "reference/schema.md is not current; run make docs" in capsys.readouterr().err
    assert GENERATOR.main([]) == 0
    assert GENERATOR.main(["--check"]) == 0


def test_every_command_has_a_section() -> None:
    sections = set(HEADING.findall((DOCS / "reference" / "commands.md").read_text(encoding="utf-8")))
    assert {f"casegraph {command}" for command, _ in GENERATOR.commands()} <= sections
    assert {command for names in SECTIONS.values() for command in names} == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.finditer(without_code(page.read_text(encoding="utf-8"))):
        target, _, anchor = link["target"].partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in slugs(file)):
            broken.append(link["target"])
    assert not broken


def test_there_are_command_lines_to_parse() -> None:
    assert len(lines_of_docs()) > 50


@pytest.mark.parametrize(
    ("line", "whole"), [pytest.param(*found[1:], id=f"{name(found[0])}: {found[1]}") for found in lines_of_docs()]
)
def test_command_lines_parse(line: str, whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click.Path, "convert", lambda _self, value, _param, _context: value)  # files need not be there
    monkeypatch.setenv("CASEGRAPH_BY", "desk")  # docs export it once
    parsed(line, whole=whole)
    asked(line)


@pytest.mark.parametrize(
    "line", ["casegraph sarch x", "casegraph show x --nosuch", "casegraph path onlyone", "casegraph query runn x"]
)
def test_wrong_command_lines_are_found(line: str) -> None:
    with pytest.raises((AssertionError, click.UsageError)):
        parsed(line, whole=True)
