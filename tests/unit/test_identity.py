"""The score: what is evidence and what is not, vetoes, and that the open set is told right. People are made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RecordFaults
from graph.identity import THRESHOLD, Record, compare
from graph.identity.pairs import read_pairs
from graph.names.organizations import has_form

SETS = Path(__file__).parents[2] / "bench" / "names_sets"
OPEN = json.loads((SETS / "open.json").read_text(encoding="utf-8"))["pairs"]
ISAKOV = {"name": "Исаков Марат", "birth_date": "1983-05-01"}


def judged(a: dict[str, Any], b: dict[str, Any]) -> Any:
    return compare(Record.model_validate(a), Record.model_validate(b))


@pytest.mark.parametrize("pair", OPEN, ids=lambda pair: f"{pair['id']}-{pair['category']}")
def test_the_open_set_is_told_right(pair: dict[str, Any]) -> None:
    assert judged(pair["a"], pair["b"]).same == pair["same"]


@pytest.mark.parametrize(
    "change",
    [{"birth_date": "1997"}, {"birth_date": "1984-05-01"}, {"gender": "female"}],
    ids=lambda change: next(iter(change.values())),
)
def test_another_year_or_gender_is_a_veto(change: dict[str, str]) -> None:
    one = ISAKOV | {"gender": "male", "identifiers": ["inn:1"]}
    assert judged(one, one).same
    verdict = judged(one, one | change)
    assert verdict.score <= 0.001
    assert verdict.contrary


def test_an_exact_day_says_more_than_a_month_and_a_month_more_than_a_year() -> None:
    scores = [judged(ISAKOV, ISAKOV | {"birth_date": date}).score for date in ("1983-05-01", "1983-05", "1983")]
    without = judged(ISAKOV, {"name": "Marat Isakov"}).score
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > without > judged(ISAKOV, ISAKOV | {"birth_date": "1983-09-17"}).score


@pytest.mark.parametrize("date", ["1983-01-05", "1983-05-07", "1983-01-01"])
def test_a_day_that_may_be_a_slip_counts_little(date: str) -> None:
    assert judged(ISAKOV, ISAKOV | {"birth_date": date}).same


def test_about_a_year_is_no_conflict_with_the_next() -> None:
    assert judged(ISAKOV, ISAKOV | {"birth_date": "1984~"}).same
    assert not judged(ISAKOV, ISAKOV | {"birth_date": "1989~"}).same
    assert not judged(ISAKOV, ISAKOV | {"birth_date": "1990/1992"}).same
    assert judged(ISAKOV, ISAKOV | {"birth_date": "not known"}).same


def test_a_rare_name_says_more_than_a_usual_one() -> None:
    rare, usual = (judged({"name": name}, {"name": name}).score for name in ("Zorbek Qwintov", "Марат Исаков"))
    assert rare > usual >= THRESHOLD


def test_letters_are_never_evidence() -> None:
    assert judged({"name": "Исаков М."}, {"name": "Исаков М."}).score < THRESHOLD
    assert judged({"name": "М.И."}, {"name": "М.И."}).score < 0.01
    assert judged({"name": "К."}, {"name": "Куаныш Есенов"}).score < 0.01
    assert not judged({"name": "Исаков Б.", "birth_date": "1983"}, ISAKOV).same


def test_a_pseudonym_belongs_to_its_source() -> None:
    one = {"name": "G", "source": "one"}
    assert judged(one, one).same
    assert not judged(one, {"name": "G", "source": "two"}).same


def test_the_best_of_several_names_counts() -> None:
    assert judged({"name": "Nobody Else", "aliases": ["Марат Исаков"]}, {"names": ["Marat Isakov"]}).same


def test_an_ending_of_another_gender_speaks_against() -> None:
    assert not judged({"name": "Усманова Саид"}, {"name": "Усманов Саид"}).same
    assert not judged({"name": "Саида Усманова"}, {"name": "Usmanov", "gender": "male"}).same


def test_organizations_are_compared_by_their_words() -> None:
    assert judged({"name": "ТОО Ак Жол"}, {"name": "Ak Zhol LLP"}).same
    assert not judged({"name": "Ak Zhol 2", "kind": "Company"}, {"name": "Ak Zhol 3", "kind": "Company"}).same


@pytest.mark.parametrize(
    ("name", "form"),
    [("Ақ Мат Исаков", False), ("АҚ Самрук", True), ("Northern Forest Ltd", True), ("Ivan Co", False),
     ("Joint Stock Company North", True),
     ("Ao Mei", False), ("Marat Isakov", False), ("North GmbH", True)],
)  # fmt: skip
def test_a_short_legal_form_counts_in_capitals_only(name: str, form: bool) -> None:
    assert has_form(name) is form


def test_each_reason_has_words_and_a_side() -> None:
    verdict = judged(ISAKOV | {"country": "kg"}, {"name": "Marat Talantovich Isakov", "birth_date": "1983", "country": ["KZ"]})
    assert len(verdict.supporting) == 3
    assert verdict.contrary == ["other countries: kg and kz", "father's name stands on one side only: “Talantovich”"]


def test_pairs_are_read_in_order_and_faults_name_their_line() -> None:
    lines = ['{"a": {"name": "x", "id": 7}, "b": {"name": "y"}}', "", '{"a": {"name": "z"}, "b": {"names": ["q"]}}']
    assert [(a.names, b.names) for a, b in read_pairs(lines, "f")] == [(("x",), ("y",)), (("z",), ("q",))]
    broken = ["{", "[1]", '{"a": {"name": "x"}}', '{"a": {"name": 5}, "b": {}}', '{"a": {"name": " "}, "b": {"name": "x"}}',
              '{"a": {"name": "x", "birth_date": {"x": 1}}, "b": {"name": "x"}}', "[" * 10_000]  # fmt: skip
    with pytest.raises(RecordFaults) as caught:
        read_pairs(broken, "f")
    assert [fault.line for fault in caught.value.faults] == [1, 2, 3, 4, 5, 6, 7]
