"""Verdicts one by one: the sentence that gives the reason, the boundaries, and which pairs are looked at. All is made up."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest

from graph.ledger.conflicts import MANY_SCOPES, Finding, Statement, bounded, compare, interval, share_origin, verdicts

PAID = Statement("c1", "pay", "ann", "RUB/month", 5, 5, "exactly 5 RUB/month", "s1", "paper")
OTHER = replace(PAID, claim="c2", low=7, high=7, shown="exactly 7 RUB/month", source="s2", origin="radio")
SEEN = replace(PAID, claim="t1", unit="", low=-math.inf, high=math.inf, text="Osh", shown="Osh")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_periods_that_touch_are_not_apart() -> None:
    """The last day of one is the first of the other: on that day both are said to hold."""
    early, late = replace(PAID, until=day("2024-05-31")), replace(OTHER, since=day("2024-05-31"))
    assert compare(early, late).finding is Finding.CONFLICT
    assert compare(replace(early, claim="c9"), late).finding is Finding.CONFLICT
    apart = compare(early, replace(late, since=day("2024-06-01")))
    assert (apart.finding, apart.why) == (Finding.DIFFERENT, "they hold at different times")
    back = compare(replace(early, claim="c9"), replace(late, since=day("2024-06-01")))
    assert (back.finding, back.why) == (Finding.DIFFERENT, "they hold at different times")


@pytest.mark.parametrize("since", ["2024-06-01", None])
def test_an_open_end_keeps_no_periods_apart(since: str | None) -> None:
    late = replace(OTHER, since=day(since) if since else None)
    assert compare(PAID, late).finding is Finding.CONFLICT
    assert compare(replace(PAID, until=day("2020-01-01")), replace(OTHER, since=None)).finding is Finding.CONFLICT


@pytest.mark.parametrize(
    ("one", "other", "finding", "why"),
    [
        (PAID, OTHER, "conflict", "exactly 5 RUB/month and exactly 7 RUB/month cannot both hold of the same thing"),
        (PAID, replace(OTHER, origin="paper"), "conflict",
         "exactly 5 RUB/month and exactly 7 RUB/month cannot both hold of the same thing; both come from paper"),
        (PAID, replace(PAID, claim="c2", source="s2", origin="radio"), "compatible bounds",
         "exactly 5 RUB/month and exactly 5 RUB/month can both hold"),
        (PAID, replace(OTHER, low=5, high=9), "compatible bounds", "exactly 5 RUB/month and exactly 7 RUB/month can both hold"),
        (PAID, replace(OTHER, low=1, high=5), "compatible bounds", "exactly 5 RUB/month and exactly 7 RUB/month can both hold"),
        (PAID, replace(PAID, claim="c2", source="s2"), "same origin repeated",
         "both rest on the word of paper: one voice, told twice"),
        (replace(PAID, repeats=frozenset({"s2"})), replace(OTHER, low=5), "same origin repeated",
         "both rest on the word of radio: one voice, told twice"),
        (PAID, replace(OTHER, low=5, repeats=frozenset({"s1"})), "same origin repeated",
         "both rest on the word of paper: one voice, told twice"),
        (PAID, replace(OTHER, measure="rent"), "different measures", "pay and rent are not the same measure"),
        (PAID, replace(OTHER, scope="bob"), "different measures", "they count different things: “ann” and “bob”"),
        (PAID, replace(OTHER, unit="USD/month"), "different measures",
         "RUB/month and USD/month are not compared: no rate is stated"),
        (PAID, replace(OTHER, unit="people"), "different measures", "RUB/month and people are not compared: the units differ"),
        (replace(PAID, unit="people"), OTHER, "different measures", "people and RUB/month are not compared: the units differ"),
        (PAID, replace(OTHER, unit="KM"), "different measures", "RUB/month and KM are not compared: the units differ"),
        (PAID, replace(OTHER, unit="day"), "different measures", "RUB/month and day are not compared: the units differ"),
        (PAID, replace(OTHER, unit=""), "different measures", "RUB/month and no unit are not compared: the units differ"),
        (replace(PAID, unit=""), OTHER, "different measures", "no unit and RUB/month are not compared: the units differ"),
        (SEEN, replace(SEEN, claim="t2", origin="radio", source="s2", text="Bishkek", shown="Bishkek"), "conflict",
         "Osh and Bishkek cannot both hold of the same thing"),
        (SEEN, replace(SEEN, claim="t2", origin="radio", source="s2"), "compatible bounds", "Osh and Osh can both hold"),
        (SEEN, replace(SEEN, claim="t2", origin="radio", source="s2", text=None), "conflict",
         "Osh and Osh cannot both hold of the same thing"),
    ],
)  # fmt: skip
def test_a_verdict_says_why(one: Statement, other: Statement, finding: str, why: str) -> None:
    found = compare(one, other)
    assert (found.finding, found.why, found.one, found.other) == (finding, why, one, other)
    assert compare(other, one) == found


def test_of_one_claim_in_two_sources_the_first_source_comes_first() -> None:
    other = replace(OTHER, claim=PAID.claim)
    assert [one.source for one in (compare(other, PAID).one, compare(other, PAID).other)] == ["s1", "s2"]


@pytest.mark.parametrize(
    ("one", "other", "finding"),
    [
        ("RUB/month", "USD/month", "compatible bounds"),
        ("RUB", "USD", "compatible bounds"),
        ("RUB/month/person", "USD/month/person", "compatible bounds"),
        ("RUB/month", "USD/year", "different measures"),
        ("RUB/month", "EUR/month", "different measures"),
        ("EUR/month", "USD/month", "different measures"),
        ("rub/month", "USD/month", "different measures"),
        ("RUBLES", "USD", "different measures"),
    ],
)
def test_currencies_are_compared_per_the_same_time_and_under_a_stated_rate(one: str, other: str, finding: str) -> None:
    rubles, dollars = replace(PAID, unit=one, low=400, high=400), replace(OTHER, unit=other, low=5, high=5)
    assert compare(rubles, dollars, {"RUB": 1.0, "USD": 80.0}).finding == finding


def test_a_rate_is_applied_the_right_way_round() -> None:
    rubles, dollars = replace(PAID, low=400, high=480), replace(OTHER, unit="USD/month", low=6, high=7)
    assert compare(rubles, dollars, {"RUB": 1.0, "USD": 80.0}).finding is Finding.COMPATIBLE
    assert compare(rubles, replace(dollars, low=7), {"RUB": 1.0, "USD": 80.0}).finding is Finding.CONFLICT
    assert compare(rubles, replace(dollars, low=1, high=4), {"RUB": 1.0, "USD": 80.0}).finding is Finding.CONFLICT
    assert compare(rubles, replace(dollars, low=1, high=5), {"RUB": 1.0, "USD": 80.0}).finding is Finding.COMPATIBLE


@pytest.mark.parametrize(
    ("bound", "limits", "words"),
    [
        ("exactly", (210_000, 210_000), "exactly 210,000 RUB/month"),
        ("at_least", (210_000, math.inf), "at least 210,000 RUB/month"),
        ("at_most", (-math.inf, 210_000), "at most 210,000 RUB/month"),
        ("about", (-math.inf, math.inf), "about 210,000 RUB/month"),
    ],
)
def test_what_a_bound_allows_and_how_it_reads(bound: str, limits: tuple[float, float], words: str) -> None:
    assert interval(210_000, bound) == limits
    assert bounded(210_000.0, bound, "RUB/month") == words
    assert bounded(2.5, bound) == words.split(" 210", maxsplit=1)[0] + " 2.5"


def test_who_shares_an_origin() -> None:
    assert not share_origin(PAID, OTHER)
    assert share_origin(PAID, replace(OTHER, origin="paper"))
    assert share_origin(PAID, replace(OTHER, repeats=frozenset({"s1"})))
    assert share_origin(replace(PAID, repeats=frozenset({"s2"})), OTHER)
    assert not share_origin(replace(PAID, repeats=frozenset({"s1", "s3"})), OTHER)


def pairs(statements: list[Statement], rates: dict[str, float] | None = None, *, across: bool = False) -> list[str]:
    return [f"{one.one.claim} {one.other.claim} {one.finding}" for one in verdicts(statements, rates, across=across)]


def test_which_pairs_are_looked_at() -> None:
    """Each pair of one scope, and the first statements of two scopes of one measure."""
    third, elsewhere = replace(OTHER, claim="c3", source="s3"), replace(PAID, claim="d1", scope="bob")
    more = replace(OTHER, claim="d2", scope="bob")
    assert pairs([PAID, OTHER, third, elsewhere, more]) == [
        "c1 c2 conflict", "c1 c3 conflict", "c2 c3 same origin repeated", "d1 d2 conflict", "c1 d1 different measures",
    ]  # fmt: skip


def test_what_one_source_says_twice_counts_once_and_the_first_claim_stands_for_it() -> None:
    again = replace(PAID, claim="c0", grade="B2")
    assert pairs([PAID, OTHER, again]) == ["c0 c2 conflict"]
    for change in ({"high": 6.0}, {"low": 4.0}, {"since": day("2020-01-01")}, {"until": day("2030-01-01")}, {"source": "s9"},
                   {"origin": "agency"}):  # fmt: skip
        assert len(pairs([PAID, replace(again, **change)])) == 1
    assert len(pairs([SEEN, replace(SEEN, claim="t2", text="Bishkek")])) == 1


def test_units_are_scopes_of_their_own_unless_a_rate_joins_them() -> None:
    dollars = replace(OTHER, unit="USD/month")
    both = replace(dollars, claim="c3", low=8, high=8, source="s3", origin="blog")
    assert pairs([PAID, dollars, both]) == ["c2 c3 conflict", "c1 c2 different measures"]
    rates = {"RUB": 1.0, "USD": 80.0}
    assert pairs([PAID, dollars, both], rates) == ["c1 c2 conflict", "c1 c3 conflict", "c2 c3 conflict"]
    assert pairs([PAID, dollars, both], {"EUR": 90.0}) == ["c2 c3 conflict", "c1 c2 different measures"]
    assert pairs([PAID, replace(dollars, unit="USD/year")], rates) == ["c1 c2 different measures"]


@pytest.mark.parametrize(("scopes", "looked_at"), [(MANY_SCOPES, MANY_SCOPES * (MANY_SCOPES - 1) // 2), (MANY_SCOPES + 1, 0)])
def test_many_scopes_are_not_set_side_by_side(scopes: int, looked_at: int) -> None:
    assert len(pairs([replace(PAID, claim=f"c{at:02}", scope=f"{at:02}") for at in range(scopes)])) == looked_at


def test_measures_are_set_side_by_side_when_asked_for() -> None:
    rent, tax = replace(PAID, claim="r1", measure="rent"), replace(PAID, claim="x1", measure="tax")
    late = replace(PAID, claim="r2", measure="rent", scope="zoe")
    assert [found.other.claim for found in verdicts([tax, late, rent, PAID])] == ["r2"]
    assert pairs([tax, late, rent, PAID], across=True) == [
        "r1 r2 different measures", "c1 r1 different measures", "c1 x1 different measures", "r1 x1 different measures",
    ]  # fmt: skip
