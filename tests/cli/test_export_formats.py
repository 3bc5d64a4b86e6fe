"""`export` in every format, on both engines: each choice makes a file that its readers take, or a message that helps."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import networkx as nx
import pytest

from graph.cli.export import export
from graph.cli.options import StoreChoice
from graph.cli.profile import ProfileChoice
from graph.cli.selection import Choice, Selection, chosen_view
from graph.cli.walking import Walk
from graph.errors import UsageError
from graph.export import size
from graph.export.formats import formats
from graph.export.formats.csv import TABLES
from graph.ledger.certainty import Snapshot
from graph.stores import Store
from tests.cli.commands import CASEGRAPH, assert_told, environment
from tests.conftest import Run
from tests.gexf import read_gexf

pytestmark = pytest.mark.contract

FORMATS = ("html", "json", "csv", "gexf", "graphml", "dot", "mermaid", "svg", "png")
TEXTS = ("html", "json", "gexf", "graphml", "dot", "mermaid", "svg")
CHOICES: dict[str, tuple[str, ...]] = {
    "around": ("--around", "Askar Kubanychbek", "--hops", "1"),
    "path": ("--path", "Askar Kubanychbek", "Russian Foreign Ministry"),
    "component": ("--component", "Askar Kubanychbek"),
    "query": ("--query", "recruited-by", "-p", "organization=Wagner Group"),
    "all": ("--all",),
}
SMALL = CHOICES["around"]


def test_the_formats_are_those_of_the_issue() -> None:
    assert sorted(formats()) == sorted((*FORMATS, "ftm"))
    assert sorted(export.commands) == sorted((*formats(), "neo4j-import"))


def json_of(run: Run, place: str, out: Path, *words: str) -> dict:
    done = run("export", "json", out, *words, "--store", place)
    assert (done.code, done.out) == (0, ""), done.err
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_makes_the_same_graph_in_every_format(run: Run, store_place: str, tmp_path: Path, choice: str) -> None:
    view = json_of(run, store_place, tmp_path / "v.json", *CHOICES[choice])
    nodes, edges = {node["id"] for node in view["nodes"]}, {edge["id"] for edge in view["edges"]}
    assert nodes
    assert "askar-kubanychbek" in nodes or choice == "query"
    assert view["query"].startswith(f"--{choice}")
    for fmt in ("gexf", "graphml"):
        done = run("export", fmt, tmp_path / f"v.{fmt}", *CHOICES[choice], "--store", store_place)
        assert (done.code, done.out) == (0, ""), done.err
        assert f"{len(nodes)} entities and {len(edges)} relations" in done.err
    gexf = read_gexf(tmp_path / "v.gexf")
    graphml = nx.read_graphml(tmp_path / "v.graphml", force_multigraph=True)
    assert set(gexf) == set(graphml) == nodes
    assert {data["id"] for _, _, data in gexf.edges(data=True)} == edges
    assert {key for _, _, key in graphml.edges(keys=True)} == edges
    assert run("export", "csv", tmp_path / "v", *CHOICES[choice], "--store", store_place).code == 0
    tables = {
        path.stem: list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
        for path in (tmp_path / "v").iterdir()
    }
    assert {row["id"] for row in tables["nodes"]} == nodes
    assert {row["id"] for row in tables["claims"]} == {claim["id"] for claim in view["claims"]}
    assert {row["id"] for row in tables["sources"]} == {source["id"] for source in view["sources"]}


@pytest.mark.parametrize("fmt", TEXTS)
def test_a_dash_writes_what_a_file_would_hold(run: Run, store_place: str, tmp_path: Path, fmt: str) -> None:
    shown = run("export", fmt, "-", *SMALL, "--store", store_place)
    assert (shown.code, shown.err) == (0, "")
    assert run("export", fmt, tmp_path / "file", *SMALL, "--store", store_place).code == 0
    assert (tmp_path / "file").read_text(encoding="utf-8") == shown.out


@pytest.mark.parametrize("table", TABLES)
def test_one_table_goes_to_stdout_or_into_a_file(run: Run, store_place: str, tmp_path: Path, table: str) -> None:
    shown = run("export", "csv", "-", "--table", table, *SMALL, "--store", store_place)
    assert (shown.code, shown.err) == (0, "")
    assert len(list(csv.reader(io.StringIO(shown.out)))) > 1
    assert run("export", "csv", tmp_path / "one.csv", "--table", table, "--excel", *SMALL, "--store", store_place).code == 0
    assert (tmp_path / "one.csv").read_bytes() == b"\xef\xbb\xbf" + shown.out.encode()


def test_several_tables_do_not_go_to_stdout(run: Run, store_place: str) -> None:
    done = run("export", "csv", "-", *SMALL, "--store", store_place)
    assert (done.code, done.out) == (2, "")
    assert "--table" in done.err


def test_pictures_are_pictures(run: Run, store_place: str, tmp_path: Path) -> None:
    for fmt in ("svg", "png"):
        assert run("export", fmt, tmp_path / f"p.{fmt}", *SMALL, "--store", store_place).code == 0
    assert ElementTree.parse(tmp_path / "p.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert (tmp_path / "p.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_days_go_along(run: Run, store_place: str, tmp_path: Path) -> None:
    days = ("--as-of", "2023-06-01", "--known-at", "2025-07-10")
    view = json_of(run, store_place, tmp_path / "v.json", "--around", "Wagner Group", *days)
    assert (view["as_of"], view["known_at"]) == days[1::2]
    assert view["query"] == "--around 'Wagner Group' --hops 2 --as-of 2023-06-01 --known-at 2025-07-10"
    assert view["description"].endswith("as of 2023-06-01, as known on 2025-07-10")


def test_the_json_fits_the_schema_that_is_printed(run: Run, store_place: str, tmp_path: Path) -> None:
    schema = json.loads(run("schema", "--view").out)
    jsonschema.Draft202012Validator(schema).validate(json_of(run, store_place, tmp_path / "v.json", "--all"))


def test_a_title_is_the_heading(run: Run, store_place: str, tmp_path: Path) -> None:
    assert json_of(run, store_place, tmp_path / "v.json", *SMALL, "--title", "Мой <b>файл</b>")["title"] == "Мой <b>файл</b>"


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_file_that_cannot_be_written_is_told(run: Run, store_place: str, tmp_path: Path, fmt: str) -> None:
    done = run("export", fmt, tmp_path / "no" / "such" / "file", *SMALL, "--store", store_place)
    assert done.code == 1
    assert_told(done.err)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("words", [(), ("--all", "--component", "A.T.")])
def test_one_choice_and_not_several(run: Run, store_place: str, tmp_path: Path, fmt: str, words: tuple[str, ...]) -> None:
    done = run("export", fmt, tmp_path / "file", *words, "--store", store_place)
    assert (done.code, done.out, (tmp_path / "file").exists()) == (2, "", False)
    assert "--component" in done.err


@pytest.mark.parametrize("fmt", ["html", "svg", "png"])
def test_a_picture_that_nobody_could_read_is_refused_unless_forced(
    run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fmt: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(size, "LARGE", 100)
        patched.setattr("graph.ask.view.view", _never)
        done = run("export", fmt, tmp_path / "file", "--all", "--store", store_place)
    assert (done.code, done.out, (tmp_path / "file").exists()) == (2, "", False)
    for way_out in ("--around", "--path", "--component", "--query", "export gexf", "export graphml", "--force", "100"):
        assert way_out in done.err
    monkeypatch.setattr(size, "LARGE", 100)
    assert run("export", fmt, tmp_path / "file", "--all", "--force", "--store", store_place).code == 0


def _never(*_: object, **__: object) -> None:
    message = "the refusal comes before anything is read or laid out"
    raise AssertionError(message)


def test_data_formats_are_not_refused(run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "LARGE", 1)
    for fmt in ("json", "csv", "gexf", "graphml"):
        assert run("export", fmt, tmp_path / fmt, "--all", "--store", store_place).code == 0


def test_the_limit_is_counted_in_entities(seeded_store: Store) -> None:
    walk = Walk((), (), False, False, False, None, 1, Snapshot(), 30.0)
    selection = Selection(
        Choice(whole="askar-kubanychbek"), walk, None, StoreChoice("", "", None), ProfileChoice("internal", None)
    )
    count = len(chosen_view(seeded_store, selection).nodes)
    assert len(chosen_view(seeded_store, selection, count).nodes) == count
    with pytest.raises(UsageError):
        chosen_view(seeded_store, selection, count - 1)


def test_mermaid_says_when_it_is_too_much(run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "maxEdges" not in run("export", "mermaid", tmp_path / "a", "--all", "--store", store_place).err
    monkeypatch.setattr("graph.export.formats.mermaid.MOST_EDGES", 3)
    assert "maxEdges" in run("export", "mermaid", tmp_path / "a", "--all", "--store", store_place).err


@pytest.mark.parametrize("fmt", ["json", "svg", "graphml", "html"])
def test_files_are_utf8_wherever_the_locale_points(seeded_folder: Path, tmp_path: Path, fmt: str) -> None:
    words = ("export", fmt, "--all", "--title", "Дело — Іс", "--store", str(seeded_folder))
    env = environment({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"})
    out = tmp_path / "file"
    subprocess.run([*CASEGRAPH, *words[:2], str(out), *words[2:]], check=True, env=env, capture_output=True)
    piped = subprocess.run([*CASEGRAPH, *words[:2], "-", *words[2:]], check=True, env=env, capture_output=True).stdout
    assert out.read_bytes() == piped
    assert "Дело — Іс" in piped.decode("utf-8")


def test_a_failed_write_leaves_what_was_there(
    run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "v.json"
    out.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    done = run("export", "json", out, *SMALL, "--store", store_place)
    assert done.code == 1
    assert "No space left on device" in done.err
    assert out.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["v.json"]


def test_a_closed_pipe_is_quiet(seeded_folder: Path) -> None:
    words = [*CASEGRAPH, "export", "json", "-", "--all", "--store", str(seeded_folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 141, -13)
