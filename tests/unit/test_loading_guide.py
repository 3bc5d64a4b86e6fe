"""The guide's tables of what becomes what and of losses against the tables in the code."""

from __future__ import annotations

from pathlib import Path

from graph.export.formats.ftm import LOSSES
from graph.export.ftm_nodes import NEAREST
from graph.model import KINDS, RELATIONS
from graph.model.ftm import EDGES, NODES

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "loading.md").read_text(encoding="utf-8")


def test_every_edge_and_its_relation_are_in_the_table() -> None:
    for schema, edge in EDGES.items():
        (row,) = (line for line in GUIDE.splitlines() if line.startswith(f"| {schema} |"))
        assert f"`{edge.relation}`" in row
        assert edge.relation in RELATIONS


def test_every_schema_of_ours_is_in_the_table() -> None:
    named = "\n".join(line for line in GUIDE.splitlines() if line.startswith("| "))
    assert all(schema in named and kind in KINDS for schema, kind in NODES.items())


def test_every_loss_is_in_the_table() -> None:
    words = {
        "unnamed": "a person who is not named", "required": "without a property that its schema asks for",
        "kind": "a kind without a schema",
        "relation": "a relation without a schema", "status": "only alleged or inferred", "denied": "that is denied",
        "range": "its schema does not allow", "date": "a date such as", "value": "the library does not take",
        "claim": "claims about attributes and figures", "grade": "grades, attributions", "hypothesis": "judged negative",
    }  # fmt: skip
    assert set(words) == set(LOSSES)
    assert all(f"{text}" in GUIDE for text in words.values())


def test_a_kind_has_a_schema_of_its_own_or_a_nearest_one() -> None:
    assert set(NEAREST) <= set(KINDS) - set(NODES.values())
