"""`query` and `cypher`: canned questions and a user's own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

OWN = """// summary: People by name
// category: mine
// parameters:
//   name: {type: text, help: "the whole name"}
//   top: {type: integer, default: 5, help: "how many"}
//   "on": {type: date, default: null, help: "a day"}
// columns: [name, day]
// example: {name: Askar Kubanychbek}

MATCH (p:Person) WHERE p.name = $name RETURN p.name AS name, $on AS day ORDER BY name LIMIT $top
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's folder of queries."""
    (tmp_path / "by-name.cypher").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_the_list_has_every_query_with_its_parameters(run: Run) -> None:
    rows = json.loads(run("query", "list", "--format", "json").out)
    assert len(rows) >= 25
    assert all(row["name"] and row["category"] and row["summary"] for row in rows)
    assert [row["parameters"][0] for row in rows if row["name"] == "recruited-by"] == ["organization"]
    assert [row["category"] for row in rows] == sorted(row["category"] for row in rows)


def test_a_query_is_shown_ready_to_paste(run: Run) -> None:
    done = run("query", "show", "sentence-as-of")
    assert done.code == 0
    pasted = [line for line in done.out.splitlines() if not line.startswith("//")]
    assert ":param person => " in done.out
    assert ":param on => date('" in done.out
    assert any(line.startswith("MATCH") for line in pasted)
    shown = json.loads(run("query", "show", "sentence-as-of", "--format", "json").out)
    assert {"name", "summary", "category", "columns", "parameters", "example", "cypher"} <= shown.keys()


def test_query_run_in_json_is_as_promised(run: Run, store_place: str) -> None:
    done = run("query", "run", "rulings-of", "-p", "person=Askar Kubanychbek", "--store", store_place, "--format", "json")
    assert done.code == 0
    result = json.loads(done.out)
    assert set(result) == {"columns", "rows", "truncated"}
    assert result["truncated"] is False
    assert [row["months"] for row in result["rows"]][:2] == [120, 84]
    assert all(list(row) == result["columns"] for row in result["rows"])


def test_an_entity_may_be_given_by_id_name_or_alias(run: Run, store_place: str) -> None:
    for who in ("wagner-group", "Wagner Group", "wagner group"):
        done = run("query", "run", "recruited-by", "-p", f"organization={who}", "--store", store_place, "--format", "csv")
        assert done.code == 0, done.err
        assert "Wagner Group" in done.out


def test_no_rows_are_no_error_and_keep_their_columns(run: Run, store_place: str) -> None:
    words = ("query", "run", "recruited-by", "-p", "organization=Kyrgyzstan", "--store", store_place, "--format")
    done = run(*words, "json")
    result = json.loads(done.out)
    assert (done.code, result["rows"], "recruited_by" in result["columns"]) == (0, [], True)
    assert "no rows" in done.err
    header = next(csv.reader(io.StringIO(run(*words, "csv").out)))
    assert header == result["columns"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["-p", "nonsense=1"], "has no parameter nonsense"),
        (["-p", "person=Askar Kubanychbek"], "needs on"),
        (["-p", "person=Askar Kubanychbek", "-p", "on=yesterday"], "not “yesterday”"),
        (["-p", "person"], "KEY=VALUE"),
        (["-p", "=x"], "KEY=VALUE"),
        ([], "needs person"),
    ],
)
def test_wrong_parameters_are_usage_errors(run: Run, given: list[str], told: str) -> None:
    done = run("query", "run", "sentence-as-of", *given, "--store", "/nowhere")
    assert (done.code, done.out) == (2, "")
    assert told in done.err


@pytest.mark.parametrize("sub", ["show", "run"])
def test_a_misspelt_query_is_not_found_and_a_near_one_proposed(run: Run, sub: str) -> None:
    done = run("query", sub, "recruted-by")
    assert (done.code, done.out) == (3, "")
    assert "recruited-by" in done.err


@pytest.mark.parametrize("name", ["../pyproject", "..", "/etc/passwd", "", "recruited-by.cypher"])
def test_a_name_is_not_a_way_to_other_files(run: Run, name: str) -> None:
    assert run("query", "show", name).code == 3


def test_a_wrong_name_in_a_parameter_is_not_found(run: Run, store_place: str) -> None:
    done = run("query", "run", "recruited-by", "-p", "organization=Wagnar Group", "--store", store_place)
    assert (done.code, done.out) == (3, "")
    assert "Wagner Group" in done.err


def test_a_users_own_queries_are_added(run: Run, own: Path, store_place: str) -> None:
    listed = run("query", "list", "--queries", own, "--format", "json")
    assert "by-name" in [row["name"] for row in json.loads(listed.out)]
    words = ("query", "run", "by-name", "--queries", own, "-p", "name=Askar Kubanychbek", "-p", "on=2024-05-31")
    done = run(*words, "--store", store_place, "--format", "json")
    assert json.loads(done.out)["rows"] == [{"name": "Askar Kubanychbek", "day": "2024-05-31"}]


def test_a_users_own_folder_may_come_from_the_environment(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_QUERIES", str(own))
    assert run("query", "show", "by-name").code == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("MATCH (n) RETURN n", "no header"),
        (
            "// summary: x\n// category: x\n// columns: [n]\n// example: {}\nMATCH (n) WHERE n.id = $id RETURN n",
            "does not declare",
        ),
        ("// summary: x\n// category: x\n// columns: [n]\nMATCH (n) DELETE n", "DELETE"),
        ("// summary: [\nMATCH (n) RETURN n", "not YAML"),
    ],
)
def test_a_wrong_file_among_a_users_own_is_told(run: Run, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "wrong.cypher").write_text(text, encoding="utf-8")
    done = run("query", "list", "--queries", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "wrong" in done.err
    assert told in done.err


def test_a_folder_of_queries_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert run("query", "list", "--queries", tmp_path / "no").code == 2


def test_cypher_in_json_is_as_promised(run: Run, store_place: str) -> None:
    query = "MATCH (p:Person {id: 'askar-kubanychbek'})-[r:CITIZEN_OF]->(c) RETURN p, r, c.name AS country ORDER BY country"
    done = run("cypher", query, "--store", store_place, "--format", "json")
    result = json.loads(done.out)
    assert (done.code, result["columns"], result["truncated"]) == (0, ["p", "r", "country"], False)
    first = result["rows"][0]
    assert list(first["p"])[:3] == ["id", "kind", "name"]
    assert first["r"]["relation"] == "CITIZEN_OF"
    assert first["country"] == "Kyrgyzstan"


def test_cypher_takes_parameters_as_json_or_text(run: Run, store_place: str) -> None:
    given = ["-p", "n=3", "-p", "t=text", "-p", "l=[1, 2]", "-p", "b=true", "-p", "e=a=b"]
    done = run(
        "cypher", "RETURN $n + 1 AS n, $t AS t, $l AS l, $b AS b, $e AS e", *given, "--store", store_place, "--format", "jsonl"
    )
    assert json.loads(done.out) == {"n": 4, "t": "text", "l": [1, 2], "b": True, "e": "a=b"}


def test_cypher_from_stdin(run: Run, store_place: str) -> None:
    done = run("cypher", "-", "--store", store_place, "--format", "csv", stdin="RETURN 'Ж' AS letter\n")
    assert (done.code, done.out) == (0, "letter\nЖ\n")


def test_writing_from_stdin_is_refused_too(run: Run) -> None:
    assert run("cypher", "-", stdin="CREATE (n)").code == 2


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv"])
def test_that_the_limit_cut_is_said(run: Run, store_place: str, fmt: str) -> None:
    words = ("cypher", "UNWIND range(1, 9) AS x RETURN x", "--store", store_place, "--format", fmt)
    cut = run(*words, "--limit", 3)
    assert cut.code == 0
    assert "first 3 rows" in cut.err
    assert "--limit" in cut.err
    if fmt == "json":
        assert json.loads(cut.out) == {"columns": ["x"], "rows": [{"x": 1}, {"x": 2}, {"x": 3}], "truncated": True}
    assert run(*words, "--limit", 9).err == ""


@pytest.mark.parametrize(
    "option", [["--limit", "0"], ["--limit", "many"], ["--timeout", "0"], ["--timeout", "-1"], ["--format", "xml"]]
)
def test_impossible_options_are_usage_errors(run: Run, option: list[str]) -> None:
    done = run("cypher", "RETURN 1", *option)
    assert (done.code, done.out) == (2, "")
    assert option[0] in done.err


def test_what_the_engine_cannot_read_is_told_without_a_traceback(run: Run, store_place: str) -> None:
    for query in ("MATCH (n RETURN n", "RETURN missing", "RETURN $missing AS x", "RETURN 1/0 AS x", "FROBNICATE"):
        done = run("cypher", query, "--store", store_place)
        assert "Traceback" not in done.err
        if query not in ("RETURN $missing AS x",):
            assert (done.code, done.out) == (1, "")
            assert done.err.startswith("error: ")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "a,b", 'a"b', "a\nb", "Ж"])
def test_csv_does_not_run_in_a_spreadsheet(run: Run, store_place: str, text: str) -> None:
    done = run("cypher", "RETURN $t AS t", "-p", f"t={json.dumps(text)}", "--store", store_place, "--format", "csv")
    [[_], [value]] = csv.reader(io.StringIO(done.out))
    assert value.lstrip("'") == text
    assert value[0] not in "=@\t"
