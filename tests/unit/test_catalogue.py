"""Canned queries as files: a header that fits its text, typed parameters, a folder of one's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from textwrap import dedent

import pytest

from graph.errors import CatalogueError, NothingFound, UsageError
from graph.query import Catalogue, load_catalogue, load_one, parse
from graph.query.parameters import TYPES, Parameter

GOOD = """\
// summary: Who is near
// category: paths
// parameters:
//   who: {type: entity, help: "whom to start from"}
//   "on": {type: date, default: 2024-05-31, help: "the day"}
//   most: {type: integer, default: 5, help: "how many"}
// columns: [name, far]
// example: {who: "Ann «A» O'Hara", most: 3}

// a remark that belongs to the text, and names $nothing
MATCH (n:Entity {id: $who}) WHERE n.date < $on
RETURN n.name AS name, 1 AS far LIMIT $most
"""
HEAD = "// summary: s\n// category: c\n// columns: [a]\n"


def test_a_header_makes_name_summary_columns_and_parameters() -> None:
    query = parse("near", GOOD)
    assert (query.name, query.summary, query.category, query.columns) == ("near", "Who is near", "paths", ("name", "far"))
    assert [(one.name, one.type, one.required, one.default) for one in query.parameters] == [
        ("who", "entity", True, None),
        ("on", "date", False, dt.date(2024, 5, 31)),
        ("most", "integer", False, 5),
    ]
    assert query.text.startswith("// a remark")
    assert query.text.endswith("LIMIT $most\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RETURN 1 AS a", "no header"),
        ("\n" + HEAD + "RETURN 1 AS a", "no header"),
        ("/* summary: s */\nRETURN 1 AS a", "no header"),
        ("// words\nRETURN 1 AS a", "no header"),
        ("// a: [\nRETURN 1 AS a", "the header is not YAML"),
        ("// summary: s\n// columns: [a]\nRETURN 1 AS a", "lacks category"),
        ("// category: c\nRETURN 1 AS a", "lacks columns, summary"),
        (HEAD + "// author: me\nRETURN 1 AS a", "has author, which means nothing"),
        (HEAD + "// 5: five\nRETURN 1 AS a", "has 5, which means nothing"),
        (HEAD + "RETURN $x AS a", "uses but does not declare x"),
        (HEAD + "RETURN $`x y` AS a", "uses but does not declare x y"),
        (HEAD + "// parameters: {x: {type: text, help: h}}\nRETURN 1 AS a", "declares but does not use x"),
        (HEAD + "// parameters: {x: {type: text, help: h}}\nRETURN '$x' AS a // $x", "declares but does not use x"),
        (HEAD + "// parameters: {x: {type: text, help: h}, y: {type: text, help: h}}\nRETURN $z AS a", "does not use x, y"),
        (HEAD + "// example: {x: 1}\nRETURN 1 AS a", "the example gives x, which is no parameter"),
        (HEAD + "// parameters: {x: {type: list, help: h}}\nRETURN $x AS a", "parameter x needs a type"),
        (HEAD + "// parameters: {x: {type: [text], help: h}}\nRETURN $x AS a", "parameter x needs a type"),
        (HEAD + "// parameters: {x: {help: h}}\nRETURN $x AS a", "parameter x needs a type"),
        (HEAD + "// parameters: {x: {type: text}}\nRETURN $x AS a", "parameter x needs a type"),
        (HEAD + "// parameters: {x: text}\nRETURN $x AS a", "parameter x needs a type"),
        (HEAD + "// parameters: {x: {type: text, help: h, least: 5}}\nRETURN $x AS a", "has least, which means nothing"),
        (HEAD + "// parameters: {x: {type: integer, help: h, default: many}}\nRETURN $x AS a", "a whole number, not “many”"),
        (HEAD + "// parameters: {x: {type: date, help: h}}\n// example: {x: soon}\nRETURN $x AS a", "a day, such as"),
        (HEAD + "// parameters: [x]\nRETURN $x AS a", "parameters in the header is no dict"),
        (
            HEAD + "// parameters: {on: {type: date, help: h}}\nRETURN $on AS a",
            "a name in parameters reads as True in YAML; put it in quotes",
        ),
        (HEAD + "// example: 5\nRETURN 1 AS a", "example in the header is no dict"),
        ("// summary: {a: b}\n// category: c\n// columns: [a]\nRETURN 1 AS a", "summary in the header is no str"),
        ("// summary: s\n// category:\n// columns: [a]\nRETURN 1 AS a", "category in the header is no str"),
        ("// summary: s\n// category: c\n// columns: a\nRETURN 1 AS a", "columns in the header is no list"),
        ("// summary: s\n// category: c\n// columns: [1]\nRETURN 1 AS a", "a name in columns reads as 1 in YAML"),
        (HEAD, "the query is empty"),
        (HEAD + "CREATE (n) RETURN n AS a", r"would write .*\(CREATE\)"),
        (HEAD + "MATCH (n) SET n.x = 1 RETURN n AS a", r"would write .*\(SET\)"),
        (HEAD + "CALL apoc.load.json('x') YIELD value RETURN value AS a", "would write or reach outside"),
    ],
)
def test_a_file_that_is_no_canned_query(text: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=f"^bad: .*{message}") as raised:
        parse("bad", text)
    assert raised.value.exit_code == 2


def test_an_empty_example_or_no_parameters_are_fine() -> None:
    query = parse("q", HEAD + "// parameters:\n// example:\nRETURN 1 AS a")
    assert (query.parameters, query.example) == ((), {})


def test_values_are_typed_and_defaults_filled_in() -> None:
    query = parse("near", GOOD)
    assert query.values({"who": "ann", "most": "7"}) == {"who": "ann", "on": dt.date(2024, 5, 31), "most": 7}
    assert query.values({"who": "ann", "on": "2023-01-02"})["on"] == dt.date(2023, 1, 2)


def test_a_missing_or_unknown_parameter_is_named_with_the_way_out() -> None:
    query = parse("near", GOOD)
    with pytest.raises(UsageError, match="near needs who: whom to start from") as raised:
        query.values({})
    assert raised.value.hint == "add -p who=…"
    with pytest.raises(UsageError, match="near has no parameter far, near") as raised:
        query.values({"who": "ann", "near": 1, "far": 2})
    assert raised.value.hint == "its parameters: most, on, who"
    with pytest.raises(UsageError) as raised:
        parse("q", HEAD + "RETURN 1 AS a").values({"x": 1})
    assert raised.value.hint == "its parameters: none"


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("text", "5", "5"),
        ("text", 5, "5"),
        ("entity", "Ann", "Ann"),
        ("integer", " 5 ", 5),
        ("integer", "-9223372036854775807", -(2**63) + 1),
        ("number", "2.5", 2.5),
        ("flag", "yes", True),
        ("flag", "FALSE", False),
        ("flag", True, True),
        ("date", "2024-02-29", dt.date(2024, 2, 29)),
        ("date", dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
    ],
)
def test_a_value_that_fits_its_type(kind: str, given: object, value: object) -> None:
    found = Parameter("x", kind, "h").value(given, "q")
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("integer", "many"),
        ("integer", "2.5"),
        ("integer", "9223372036854775808"),
        ("integer", ""),
        ("number", "much"),
        ("flag", "perhaps"),
        ("date", "2023-02-29"),
        ("date", "2023"),
        ("date", "31.5.2023"),
    ],
)
def test_a_value_that_does_not_fit_its_type(kind: str, given: str) -> None:
    with pytest.raises(UsageError, match=f"^x of q is {TYPES[kind]}, not “{given}”$".replace(".", r"\.")):
        Parameter("x", kind, "h").value(given, "q")


def test_a_default_of_nothing_stays_nothing() -> None:
    parameter = parse("q", HEAD + "// parameters: {x: {type: integer, help: h, default: null}}\nRETURN $x AS a").parameters[0]
    assert parameter.value(None, "q") is None
    assert not parameter.required


def test_a_query_can_be_pasted_with_its_example_as_parameters() -> None:
    pasted = parse("near", GOOD).paste().splitlines()
    assert pasted[0].startswith(":param who => head(COLLECT { MATCH (e:Entity) ")
    assert '"Ann «A» O\'Hara"' in pasted[0]
    assert pasted[1:3] == [":param on => date('2024-05-31');", ":param most => 3;"]
    assert pasted[-1] == "RETURN n.name AS name, 1 AS far LIMIT $most;"


@pytest.mark.parametrize(
    ("kind", "value", "literal"),
    [
        ("text", 'say "a\\b"\n', '"say \\"a\\\\b\\"\\n"'),
        ("text", "Ж'", '"Ж\'"'),
        ("flag", True, "true"),
        ("number", 2.5, "2.5"),
        ("integer", None, "null"),
        ("date", None, "null"),
        ("date", "2024-05-31", "date('2024-05-31')"),
    ],
)
def test_literals_are_cypher(kind: str, value: object, literal: str) -> None:
    assert Parameter("x", kind, "h").literal(value) == literal


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "near.cypher").write_text(GOOD, encoding="utf-8")
    (tmp_path / "figures.cypher").write_text(HEAD + "RETURN 'mine' AS a", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no query")
    return tmp_path


def test_a_folder_of_ones_own_adds_and_replaces(own: Path) -> None:
    ours, both = load_catalogue(), load_catalogue(own)
    assert {query.name for query in both} - {query.name for query in ours} == {"near"}
    assert len(both) == len(ours) + 1
    assert both.get("figures").columns == load_one("figures", own).columns == ("a",)
    assert ours.get("figures").columns == load_one("figures").columns != ("a",)
    assert load_one("near", own) == both.get("near")
    assert load_one("sources", own) == ours.get("sources")


def test_a_catalogue_is_in_the_order_of_categories_and_names() -> None:
    texts = {"b": "x", "a": "y", "c": "x"}
    catalogue = Catalogue(
        parse(name, HEAD.replace("category: c", f"category: {kind}") + "RETURN 1 AS a") for name, kind in texts.items()
    )
    assert [query.name for query in catalogue] == ["b", "c", "a"]


def test_an_unknown_name_is_answered_with_near_ones(own: Path) -> None:
    with pytest.raises(NothingFound, match="no query “nera”") as raised:
        load_one("nera", own)
    assert "near" in raised.value.hint
    assert raised.value.hint.startswith("did you mean ")
    with pytest.raises(NothingFound) as raised:
        load_one("zzzzzzzz")
    assert raised.value.hint == "`casegraph query list` shows all"


@pytest.mark.parametrize("name", ["../queries/figures", "/etc/passwd", "..", ""])
def test_a_name_is_no_path(own: Path, name: str) -> None:
    with pytest.raises(NothingFound):
        load_one(name, own)


def test_a_folder_that_is_none_and_files_that_are_no_queries(own: Path) -> None:
    with pytest.raises(UsageError, match="is no folder of queries"):
        load_catalogue(own / "nowhere")
    (own / "bad.cypher").write_text("RETURN 1")
    with pytest.raises(CatalogueError, match=r"^bad: no header"):
        load_catalogue(own)
    (own / "bad.cypher").write_bytes(HEAD.encode() + "RETURN 'caf\xe9' AS a".encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"bad\.cypher is not UTF-8"):
        load_one("bad", own)


def test_line_ends_of_any_system_are_read() -> None:
    assert parse("near", GOOD.replace("\n", "\r\n")).parameters == parse("near", GOOD).parameters


def test_a_header_may_span_lines() -> None:
    text = dedent("""\
        // summary: A summary that
        //   goes on
        // category: c
        // columns: [a,
        //   b]
        RETURN 1 AS a, 2 AS b
        """)
    assert (parse("q", text).summary, parse("q", text).columns) == ("A summary that goes on", ("a", "b"))
