"""Fragments of Cypher: put in where a query calls them, once for all queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import CatalogueError
from graph.query import expand, fragment, load_catalogue, parse

ROOT = Path(__file__).parents[2]


def test_a_call_is_replaced_at_its_own_indentation_and_with_its_own_names() -> None:
    said, _ = expand("WHERE a\n  AND @relation_known(r)\nRETURN 1")
    assert said.startswith("WHERE a\n  AND ($known_at IS NULL OR EXISTS {\n        MATCH (carrying:Claim {relation: r.id})")
    assert said.endswith("\n      })\nRETURN 1")
    law = fragment("may_hold", "l", "in_force_from", "in_force_until", "on")
    assert law == "NOT coalesce(l.in_force_from_earliest > $on OR l.in_force_until_latest < $on, false)"


def test_what_a_call_leaves_out_stays_and_the_day_is_no_property() -> None:
    assert fragment("may_have_happened", "c", "as_of") == "NOT coalesce(c.as_of_earliest > $as_of, false)"


def test_a_call_brings_its_parameters_unless_the_header_declares_them() -> None:
    head = "// summary: s\n// category: c\n// columns: [a]\n"
    brought = parse("one", head + "\nMATCH ()-[r]->() WHERE @relation_known(r) AND @may_hold(r) RETURN 1 AS a")
    assert [(one.name, one.type, one.required) for one in brought.parameters] == [
        ("as_of", "date", False),
        ("known_at", "date", False),
    ]
    text = "MATCH (l:Law) WHERE @may_hold(l, since, until, on) RETURN 1 AS a"
    own = head + '// parameters: {"on": {type: date, help: "its own day"}}\n\n' + text
    assert [(one.name, one.help) for one in parse("one", own).parameters] == [("on", "its own day")]


def test_comments_and_texts_are_left_alone() -> None:
    text = "// @certainty(r)\nRETURN '@certainty(r)' AS a, \"@b(c)\" AS b, `@d(e)` AS c /* @f(g) */"
    assert expand(text) == (text, {})


@pytest.mark.parametrize(
    ("call", "said"),
    [("@certainy(r)", "there is no fragment @certainy"), ("@claim_known(a, b)", "takes x, not a, b"), ("@../x(r)", None)],
)
def test_what_is_no_fragment_is_refused(call: str, said: str | None) -> None:
    if said is None:
        assert expand(call) == (call, {})
        return
    with pytest.raises(CatalogueError, match=said):
        expand(call)


def test_no_query_tells_a_rule_of_days_in_its_own_words() -> None:
    """The CASE for certainty, and what may have held or was known, stand in queries/fragments alone."""
    rules = ("ELSE 'possibly'", "known_at IS NULL", "_earliest > $as_of", "_latest < $as_of", "=~ '.*[?~%].*'", "'known'")
    told = {
        file.name: found
        for file in sorted((ROOT / "queries").glob("*.cypher"))
        if (found := [rule for rule in rules if rule in file.read_text("utf-8")])
    }
    # which ruling stood is a question of its own, and an event is known by any claim about it
    assert told == {"sentence-as-of.cypher": ["ELSE 'possibly'"], "timeline.cypher": ["known_at IS NULL"]}


def test_every_fragment_is_used_and_every_query_expands_to_plain_cypher() -> None:
    texts = "".join(file.read_text("utf-8") for file in (ROOT / "queries").glob("*.cypher"))
    names = {file.stem for file in (ROOT / "queries" / "fragments").glob("*.cypher")}
    assert {name for name in names if f"@{name}(" not in texts} <= {"may_have_happened_in_order"}
    assert not [query.name for query in load_catalogue() if "@" in query.text or "@" in query.paste()]
