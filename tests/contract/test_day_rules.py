"""The rules of days: what the engines are asked says the same as graph.ledger.certainty."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.ledger.certainty import Certainty, happened, holds
from graph.model import dated
from graph.query import fragment
from graph.stores import Store

pytestmark = pytest.mark.contract

DATES = (None, "2018", "2018?", "2018-06~", "2018-06-15", "2017/2019", "2018/..", "../2018-07", "2018-21", "2020", "2010%")
DAYS = tuple(dt.date(year, month, day) for year in (2010, 2017, 2018, 2019, 2020) for month, day in ((1, 1), (6, 15), (12, 31)))
ROWS = [{"at": at, **dated("since", since), **dated("until", until)}
        for at, (since, until) in enumerate((since, until) for since in DATES for until in DATES)]  # fmt: skip


def answers(store: Store, name: str, day: dt.date) -> list[Any]:
    """What a fragment says of every row, in their order."""
    query = f"UNWIND $rows AS x WITH x, $as_of AS day RETURN x.at AS at, {fragment(name, 'x')} AS said ORDER BY at"
    return store.read(query, {"rows": ROWS, "as_of": day}).column("said")


def rule(row: dict[str, Any], day: dt.date) -> Certainty:
    return holds(row.get("since"), row.get("until"), day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_may_have_held_is_what_surely_did_not_not(empty_store: Store, day: dt.date) -> None:
    assert answers(empty_store, "may_hold", day) == [rule(row, day) is not Certainty.NO for row in ROWS]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_how_sure_it_is_is_told_in_the_same_words(empty_store: Store, day: dt.date) -> None:
    told = answers(empty_store, "certainty", day)
    for row, said in zip(ROWS, told, strict=True):
        if rule(row, day) is not Certainty.NO:
            assert said == rule(row, day), (row, day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_whether_an_event_had_happened_is_told_in_the_same_words(empty_store: Store, day: dt.date) -> None:
    query = f"UNWIND $rows AS x RETURN x.at AS at, {fragment('certainty_of_event', 'x', 'since')} AS said ORDER BY at"
    for row, said in zip(ROWS, empty_store.read(query, {"rows": ROWS, "as_of": day}).column("said"), strict=True):
        if (expected := happened(row.get("since"), day)) is not Certainty.NO:
            assert said == expected, (row, day)
