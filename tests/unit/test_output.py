"""What a command prints: cells that a spreadsheet does not run, rows in four formats, paths as lines."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graph.cli.output import cell, emit_result, emit_rows
from graph.cli.path import print_path
from graph.cli.query import pairs
from graph.errors import UsageError
from graph.export.cells import harmless
from graph.paths import Path
from graph.query.result import Result

ROWS = [{"name": "Ann; «A»", "list": ["a", None, True], "none": None}, {"name": "=1+1\n", "list": [], "none": None}]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|'/c calc'!A0",
        "+1 202 555 0100",
        "-",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "--1",
        "+",
        "=",
        "- a point",
        "'=1",
    ],
)
def test_a_cell_that_begins_like_a_formula_is_made_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ann", "-5", "+5", "-5.5", "-1e5", "5", "a=b", " =1", "Ж", "(1)"])
def test_other_cells_and_numbers_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (2.5, "2.5"),
        ("Ж", "Ж"),
        ([], ""),
        (["a", 1, None, [True, "b"]], "a; 1; ; yes; b"),
        ({"id": "ann", "name": "Ann"}, "Ann"),
        ({"id": "ann"}, "ann"),
        ({"x": ["Ж", 1]}, '{"x": ["Ж", 1]}'),
        ([{"id": "a"}, {"name": "B"}], "a; B"),
    ],
)
def test_a_value_as_a_cell(value: object, text: str) -> None:
    assert cell(value) == text


def test_csv_is_read_back_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    emit_rows([*ROWS, {"name": 'say "a", b', "list": ["=x"], "none": -5}], "csv")
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["name", "list", "none"],
        ["Ann; «A»", "a; ; yes", ""],
        ["'=1+1\n", "", ""],
        ['say "a", b', "'=x", "-5"],
    ]


def test_json_lines_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    emit_rows(ROWS, "jsonl")
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == ROWS


def test_json_says_whether_the_limit_cut_it(capsys: pytest.CaptureFixture[str]) -> None:
    emit_result(Result(("name", "list", "none"), ROWS, truncated=True), "json")
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"columns": ["name", "list", "none"], "rows": ROWS, "truncated": True}
    assert shown.err == "only the first 2 rows are shown; allow more with --limit\n"


def test_a_table_without_rows_has_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    emit_result(Result(("name", "far")), "table")
    assert capsys.readouterr().out.replace("─", "").split() == ["name", "far"]
    emit_result(Result(("name", "far")), "csv")
    assert capsys.readouterr().out == "name,far\n"


def test_a_table_shows_no_control_characters_and_reads_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    emit_rows([{"a": "\x1b[31mred\x07 [bold]b[/bold] \u202eright\x9b"}], "table")
    shown = capsys.readouterr().out
    assert not any(letter in shown for letter in "\x1b\x07\u202e\x9b")
    assert "[bold]b[/bold]" in shown


def test_a_table_is_as_wide_as_its_cells_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    emit_rows([{"a": "x" * 300, "b": "y" * 300}], "table")
    assert "x" * 300 + "   " + "y" * 300 in capsys.readouterr().out


def hop(source: str, relation: str, target: str, **more: object) -> dict[str, object]:
    plain = {"since": None, "until": None, "status": "asserted", "grade": "B2", "sources": ["s"], "origins": ["o"], "also": []}
    undisputed = {"standing": "supported", "disputed_grade": None, "disputed_sources": [], "disputed_origins": []}
    ends = {"source": source, "relation": relation, "target": target, "id": f"{source}|{relation}|{target}"}
    return {**ends, **plain, **undisputed, **more}


def test_a_path_is_a_line_with_arrows_and_a_line_a_hop(capsys: pytest.CaptureFixture[str]) -> None:
    nodes = [{"id": key, "kind": "Person", "name": key.upper()} for key in ("a", "b", "c")]
    also = hop("b", "MEMBER_OF", "a", status="alleged", since="2020", until="2020", sources=["s", "t"], origins=["o", "p"])
    hops = [hop("a", "FOUGHT_FOR", "b", since="2023", until="2024", also=[also]), hop("c", "HEADS", "b", until="2021")]
    print_path(
        Path.model_validate({"length": 2, "weakest": {"grade": "B2", "origins": 1}, "nodes": nodes, "hops": hops, "cost": 2})
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 hops: A —[fought for]→ B ←[heads]— C"
    assert lines[1].startswith("  1. A fought for B, 2023 to 2024 [B2; 1 source")
    assert lines[2].startswith("     also B is a member of A, 2020, alleged [B2; 2 sources")
    assert lines[3].startswith("  2. C heads B, … to 2021 [B2; 1 source")
    assert lines[4] == "  weakest hop B2, 1 origin"
    assert len(lines) == 5


def test_a_path_of_no_hops_is_its_only_entity(capsys: pytest.CaptureFixture[str]) -> None:
    alone = {"id": "a", "kind": "Person", "name": "A"}
    print_path(Path.model_validate({"length": 0, "weakest": None, "nodes": [alone], "hops": [], "cost": 0}))
    assert capsys.readouterr().out == "0 hops: A\n"


def test_parameters_of_a_command_are_name_and_value() -> None:
    assert pairs(("who=Ann", "x=a=b", "y=")) == {"who": "Ann", "x": "a=b", "y": ""}


@pytest.mark.parametrize("word", ["who", "", "=x"])
def test_a_parameter_without_a_name_or_value_is_refused(word: str) -> None:
    with pytest.raises(UsageError):
        pairs((word,))
