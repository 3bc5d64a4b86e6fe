"""Help, version, completion, doctor: what a new user meets first."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from graph import __version__
from graph.cli.main import COMMANDS, SECTIONS, casegraph
from tests.conftest import Run

FIRST_FIVE = ("demo", "load", "search", "show", "path")


def all_commands(group: click.Group = casegraph, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and subcommand with the words that call it."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield (*above, name), command
            if isinstance(command, click.Group):
                yield from all_commands(command, (*above, name))


EVERY = dict(all_commands())


def test_help_opens_with_the_five_commands_that_most_people_need(run: Run) -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    places = [done.out.index(f"  {name} ") for name in FIRST_FIVE]
    assert places == sorted(places)
    first = next(iter(SECTIONS))
    assert tuple(SECTIONS[first]) == FIRST_FIVE
    assert done.out.index(first) < places[0]
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert run("-h").out == done.out


def test_every_command_stands_in_one_section() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS) == sorted({words[0] for words in EVERY})


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_has_help_with_an_example_that_it_understands(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"Usage: casegraph {' '.join(words)}" in done.out
    example = done.out.split("Example:")[1].split("Options:")[0]
    assert f"casegraph {' '.join(words[:1])}" in example
    for option in re.findall(r" (--[a-z-]+)", example):
        assert option in done.out.split("Options:")[1] or isinstance(EVERY[words], click.Group)


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_option_has_help(words: tuple[str, ...]) -> None:
    for parameter in EVERY[words].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{' '.join(words)} {parameter.opts}"


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_rows_come_in_every_format_and_from_any_store(words: tuple[str, ...]) -> None:
    options = {name: parameter for parameter in EVERY[words].params for name in parameter.opts}
    if "--format" in options and "--out" not in options:  # what writes a file has the formats of files
        assert isinstance(options["--format"].type, click.Choice)
        assert set(options["--format"].type.choices) >= {"table", "json", "jsonl", "csv"}
    if "--store" in options:
        assert {"--user", "--database"} <= options.keys()
    assert not [name for name in options if "password" in name]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_tells_where_a_command_is_and_what_it_does(name: str) -> None:
    """The table spares imports; it must not drift from the modules."""
    module, words = COMMANDS[name]
    command = getattr(importlib.import_module(module), name)
    assert isinstance(command, click.Command)
    assert command.name == name
    assert 10 <= len(words) <= 64
    assert not words.endswith(".")
    assert (command.help or "").strip()


def test_help_does_not_import_what_it_does_not_need() -> None:
    heavy = (
        "import sys; from graph.cli.main import main; main(['--help']); "
        "print([m for m in HEAVY if m in sys.modules], file=sys.stderr)"
    )
    names = ("neo4j", "pydantic", "arcadedb", "yaml", "rich", "pyvis", "networkx", "numpy", "rapidfuzz")
    done = subprocess.run(
        [sys.executable, "-c", heavy.replace("HEAVY", repr(names))], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.strip() == "[]"


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.out, done.err) == (0, f"casegraph, version {__version__}\n", "")


def test_no_words_at_all_show_the_help(run: Run) -> None:
    done = run()
    assert "Usage: casegraph" in done.out + done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "_CASEGRAPH_COMPLETE" in done.out


def test_completion_completes() -> None:
    from click.shell_completion import ShellComplete

    completer = ShellComplete(casegraph, {}, "casegraph", "_CASEGRAPH_COMPLETE")
    assert [item.value for item in completer.get_completions([], "se")] == ["search", "serve"]
    assert "--format" in [item.value for item in completer.get_completions(["search"], "--f")]


def test_completion_of_an_unknown_shell(run: Run) -> None:
    assert run("completion", "tcsh").code == 2


def test_doctor_without_a_store_is_content(run: Run, tmp_path: object) -> None:
    done = run("doctor", "--store", f"{tmp_path}/no", "--format", "json")
    rows = {row["what"]: row for row in json.loads(done.out)}
    assert done.code == 0
    assert {"Python", "neo4j", "arcadedb", "store"} <= rows.keys()
    assert "casegraph load" in rows["store"]["advice"]


def test_doctor_looks_into_the_store(run: Run, store_place: str) -> None:
    rows = {row["what"]: row for row in json.loads(run("doctor", "--store", store_place, "--format", "json").out)}
    assert rows["store"]["ok"] is True
    assert "entities" in rows["store"]["found"]
    assert "migrations" in rows["store"]["found"]


def test_doctor_fails_when_something_needs_doing(run: Run) -> None:
    done = run("doctor", "--store", "bolt://127.0.0.1:1", "--format", "json")
    assert done.code == 1
    [store] = [row for row in json.loads(done.out) if row["what"] == "store"]
    assert store["ok"] is False
    assert store["advice"]


def test_doctor_fails_when_a_package_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    import graph.cli.doctor

    monkeypatch.setattr(graph.cli.doctor, "_needed", lambda: ["click", "no-such-package-here"])
    done = run("doctor", "--store", f"{tmp_path}/no", "--format", "csv")
    assert done.code == 1
    assert "no-such-package-here,no,not installed," in done.out


def test_schema_of_dossiers_is_a_json_schema(run: Run) -> None:
    import jsonschema

    done = run("schema", "--dossier")
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {"dossier": "d", "entities": [{"id": "a", "kind": "Person", "name": "A", "identification": "named"}]}
    assert list(validator.iter_errors(good)) == []
    assert list(validator.iter_errors({"dossier": "d", "entities": [{"id": "a", "kind": "Robot", "name": "A"}]}))


def test_the_seeds_follow_the_schema_of_dossiers(run: Run) -> None:
    import jsonschema
    import yaml

    from graph.ingest.seeds import seeds

    validator = jsonschema.Draft202012Validator(json.loads(run("schema", "--dossier").out))
    for file in sorted(seeds().glob("*.yml")):
        content = json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))
        assert list(validator.iter_errors(content)) == [], file


def test_schema_without_a_store_leaves_the_counts_out(run: Run, tmp_path: object) -> None:
    done = run("schema", "--store", f"{tmp_path}/no", "--format", "json")
    assert done.code == 0
    assert "counts are left out" in done.err
    assert json.loads(done.out)
