"""The guard that reads a query's own words, against a corpus of queries that write and of queries that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryRefused, UsageError
from graph.query import refuse_writing
from graph.query.guard import parameters_used, tokens

CORPUS = Path(__file__).parent / "corpus"


def corpus(name: str) -> list[str]:
    """The queries of a corpus file, which stand between lines of three dashes."""
    return (CORPUS / name).read_text(encoding="utf-8").removesuffix("\n").split("\n---\n")


REFUSED = corpus("refused.cypher")
READING = corpus("reading.cypher")


@pytest.mark.parametrize("query", REFUSED)
def test_a_query_that_writes_or_reaches_outside_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="would write or reach outside the graph") as raised:
        refuse_writing(query)
    assert "--write" in raised.value.hint


@pytest.mark.parametrize("query", READING)
def test_a_query_that_only_reads_passes(query: str) -> None:
    refuse_writing(query)


@pytest.mark.parametrize("query", [query for query in READING if ";" not in query])
def test_no_reading_query_can_be_made_to_hide_a_writing_one(query: str) -> None:
    """What follows a whole query on its own line is seen, whatever texts and comments the query holds."""
    with pytest.raises(QueryRefused):
        refuse_writing(f"{query}\nCREATE (n)")


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(REFUSED) >= 100
    assert len(READING) >= 60
    assert len({*REFUSED, *READING}) == len(REFUSED) + len(READING)


@pytest.mark.parametrize("query", ["", "   ", "// CREATE (n)", "/* CREATE (n)", "\n\n"])
def test_a_query_of_nothing_is_refused_as_empty(query: str) -> None:
    with pytest.raises(QueryRefused, match="the query is empty"):
        refuse_writing(query)


def test_the_refusal_names_what_it_is_about() -> None:
    for query, named in (
        ("MATCH (n) set n.x = 1", "(SET)"),
        ("load csv from 'a' as b return b", "(LOAD CSV)"),
        ("CALL {RETURN 1 AS x} IN TRANSACTIONS RETURN x", "(CALL … IN TRANSACTIONS)"),
        ("CALL `apoc`.load.json('a')", "(CALL apoc.load.json)"),
    ):
        with pytest.raises(QueryRefused) as raised:
            refuse_writing(query)
        assert named in str(raised.value)
        assert isinstance(raised.value, UsageError)


def test_tokens_leave_out_comments_and_the_inside_of_texts() -> None:
    assert tokens("MATCH (`a b`) // c\nRETURN 'it\\'s', $p /* d */ + 1.5") == [
        "MATCH", "(", "`a b`", ")", "RETURN", "''", ",", "$p", "+", "1", ".", "5",
    ]  # fmt: skip
    assert tokens("RETURN 'open") == ["RETURN", "''"]
    assert tokens("RETURN /* open") == ["RETURN"]
    assert tokens("RETURN `open") == ["RETURN", "`open"]


def test_parameters_are_found_outside_texts_and_comments() -> None:
    query = "MATCH (n {id: $id}) // $not\nWHERE n.x = '$nor' AND n.y = $`a b` RETURN $id, n.`$neither` /* $that */"
    assert parameters_used(query) == {"id", "a b"}
    assert parameters_used("MATCH (n:$(label)) RETURN n") == set()


@pytest.mark.parametrize(
    "query",
    [
        "UNWIND $rows AS set RETURN set.name",
        "UNWIND [1] AS remove MATCH (n) WHERE remove = n.x RETURN n",
        "MATCH (n) RETURN n.`a\nb` AS set",
        "CALL db.labels YIELD label RETURN label",
        "MATCH (n) RETURN n AS call",
    ],
)
def test_a_writing_word_may_name_something(query: str) -> None:
    refuse_writing(query)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("CALL apoc.create.node YIELD node RETURN node", "CALL apoc.create.node"),
        ("CALL .apoc.create.node(['A'], {})", "CALL .apoc.create.node"),
        ("CALL db.info`\n`()", "CALL db.info"),
        ("CREATE (n) RETURN n :", "CREATE"),
        ("LOAD CSV", "LOAD CSV"),
        ("DROP", "DROP"),
    ],
)
def test_a_query_that_no_engine_would_take_is_refused_as_well(query: str, named: str) -> None:
    with pytest.raises(QueryRefused) as raised:
        refuse_writing(query)
    assert f"({named}" in str(raised.value)


def test_a_refusal_says_how_to_go_on() -> None:
    with pytest.raises(QueryRefused) as raised:
        refuse_writing("DROP INDEX x")
    assert raised.value.hint == "if you mean it, repeat with `casegraph cypher --write`"
    with pytest.raises(QueryRefused) as raised:
        refuse_writing(" ")
    assert str(raised.value) == "the query is empty"
    assert raised.value.hint == "`casegraph query list` shows what can be asked without Cypher"


def test_a_parameter_may_have_one_letter_and_a_call_without_a_name_calls_nothing() -> None:
    assert parameters_used("RETURN $a, $X") == {"a", "X"}
    refuse_writing("RETURN 1 CALL")
