"""The order of statuses and of grades, which everything that compares them shares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ask.claims import ClaimFilter, ListedClaim
from graph.errors import UsageError
from graph.model import Status, best_grade
from graph.model.vocabulary import GRADES, meets_grade, parse_grade
from graph.paths import Walkable
from graph.paths.arrays.facts import grade_code
from graph.paths.filters import RelationStep, StepFilter
from graph.query.parameters import Parameter

ROOT = Path(__file__).parents[2]


def test_statuses_speak_in_one_order_and_what_is_none_comes_last() -> None:
    assert [Status.strength(status) for status in ("asserted", "alleged", "inferred", "denied", "retracted")] == [0, 1, 2, 3, 4]
    assert Status.strength(None) == Status.strength("other") == 5


@pytest.mark.parametrize(
    ("grade", "least", "meets"),
    [("A6", "B2", True), ("B2", "B2", True), ("B3", "B2", False), ("C1", "B2", False), ("", "F6", False), (None, "F6", False)],
)
def test_the_letter_of_the_source_comes_before_the_number_of_the_claim(grade: str | None, least: str, meets: bool) -> None:
    assert meets_grade(grade, least) is meets


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_all_who_compare_grades_have_one_order(one: str, other: str) -> None:
    assert (
        meets_grade(one, other) == (one <= other) == (grade_code(one) <= grade_code(other)) == (best_grade([other, one]) == one)
    )


@pytest.mark.parametrize(("grade", "kept"), [("A6", True), ("B2", True), ("B3", False), ("", False)])
def test_claims_keep_what_paths_keep(grade: str, kept: bool) -> None:
    empty = dict.fromkeys(ListedClaim.model_fields)
    words = {"id": "c", "text": "It says.", "property": "name", "status": "asserted", "source": "s", "origin": "o"}
    claim = ListedClaim.model_validate({**empty, **words, "about": (), "cites": (), "grade": grade})
    step = RelationStep(here="a", there="b", kind="Person", id="a|x|b", status="asserted", grade=grade, origins=("o",),
                        disputed_sources=None, since=None, until=None, judgement=None)  # fmt: skip
    assert ClaimFilter(min_grade="B2").passes(claim) is kept
    assert StepFilter(Walkable(min_grade="B2"), frozenset()).passes(step) is kept


def test_a_grade_is_taken_in_any_case_and_refused_in_the_same_words_everywhere() -> None:
    assert parse_grade("b3") == "B3"
    parameter = Parameter("min_grade", "grade", "the least")
    assert parameter.value("b3", "query") == "B3"
    for refuse in (lambda: parse_grade("G1"), lambda: parameter.value("G1", "query")):
        with pytest.raises(UsageError, match="“G1” is no grade") as caught:
            refuse()
        assert "such as B2" in caught.value.hint


def test_nobody_else_lists_statuses_or_grades() -> None:
    lists = ("enumerate(Status)", "[A-F][1-6]", '"alleged", "inferred"', "ABCDEF")
    found = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "graph").rglob("*.py"))
        if file.name != "vocabulary.py" and any(words in file.read_text("utf-8") for words in lists)
    ]
    assert not found


@pytest.mark.parametrize("option", ["--as-of", "--known-at", "--min-grade"])
def test_an_option_that_many_commands_have_is_declared_once(option: str) -> None:
    declared = re.compile(rf'(?:option|partial)\([^)]*"{option}"')
    found = [file.name for file in sorted((ROOT / "graph" / "cli").glob("*.py")) if declared.search(file.read_text("utf-8"))]
    assert found == ["options.py"]
