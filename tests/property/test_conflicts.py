"""The algebra of conflicts: what must hold of every pair of statements."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.conflicts import Finding, Statement, bounded, compare, interval, share_origin, verdicts

BOUNDS = ("exactly", "at_least", "at_most", "about")
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1))


@st.composite
def statements(draw: st.DrawFn, unit: str | None = None) -> Statement:
    value = draw(st.integers(0, 20))
    bound = draw(st.sampled_from(BOUNDS))
    low, high = interval(value, bound)
    first, last = draw(st.tuples(st.none() | DAYS, st.none() | DAYS))
    if first and last and first > last:
        first, last = last, first
    source = draw(st.sampled_from(["s1", "s2", "s3"]))
    return Statement(
        f"c-{draw(st.integers(0, 10**6))}",
        draw(st.sampled_from(["cases", "pay"])),
        draw(st.sampled_from(["here", "there"])),
        unit or draw(st.sampled_from(["RUB/month", "USD/month", "cases"])),
        low,
        high,
        bounded(value, bound),
        source,
        draw(st.sampled_from(["o1", "o2"])),
        since=first,
        until=last,
        repeats=draw(st.sampled_from([frozenset(), frozenset({"s1"}), frozenset({"s2"})])) - {source},
    )


def alike(one: Statement, other: Statement) -> Statement:
    """The other, made to be about the same thing."""
    return replace(other, measure=one.measure, scope=one.scope, unit=one.unit)


@given(statements(), statements())
def test_verdicts_are_symmetric(one: Statement, other: Statement) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.finding == back.finding
    if one.claim != other.claim:
        assert there == back


@given(statements(), statements(), st.integers(0, 5), st.integers(0, 5))
def test_widening_a_bound_never_makes_a_conflict(one: Statement, other: Statement, down: int, up: int) -> None:
    other = alike(one, other)
    wider = replace(other, low=other.low - down, high=other.high + up)
    if compare(one, other).finding != Finding.CONFLICT:
        assert compare(one, wider).finding != Finding.CONFLICT


@given(statements(), statements())
def test_a_conflict_is_where_no_value_satisfies_both(one: Statement, other: Statement) -> None:
    other = replace(alike(one, other), since=one.since, until=one.until)
    common = [v for v in range(-1, 22) if one.low <= v <= one.high and other.low <= v <= other.high]
    assert (compare(one, other).finding == Finding.CONFLICT) == (not common)


@given(statements(), statements())
def test_different_scopes_measures_and_units_never_conflict(one: Statement, other: Statement) -> None:
    if (one.measure, one.scope, one.unit) != (other.measure, other.scope, other.unit):
        assert compare(one, other).finding == Finding.DIFFERENT


@given(statements(), statements())
def test_times_apart_never_conflict(one: Statement, other: Statement) -> None:
    early = replace(one, until=dt.date(2021, 1, 1), since=None)
    late = replace(alike(one, other), since=dt.date(2022, 1, 1), until=None)
    assert compare(early, late).finding == Finding.DIFFERENT


@given(statements())
def test_a_statement_does_not_conflict_with_itself(one: Statement) -> None:
    assert compare(one, replace(one, claim="another")).finding in (Finding.REPEATED, Finding.DIFFERENT)
    assert share_origin(one, one)


@given(statements(), statements())
def test_about_binds_nothing(one: Statement, other: Statement) -> None:
    vague = replace(alike(one, other), low=-math.inf, high=math.inf)
    assert compare(one, vague).finding != Finding.CONFLICT


@given(statements(unit="RUB/month"), statements(unit="USD/month"), st.floats(0.5, 200))
def test_currencies_meet_only_under_a_stated_rate(rubles: Statement, dollars: Statement, rate: float) -> None:
    dollars = replace(dollars, measure=rubles.measure, scope=rubles.scope, since=rubles.since, until=rubles.until)
    assert compare(rubles, dollars).finding == Finding.DIFFERENT
    assert compare(rubles, dollars, {"RUB": 1.0}).finding == Finding.DIFFERENT
    judged = compare(rubles, dollars, {"RUB": 1.0, "USD": rate})
    disjoint = rubles.low > dollars.high * rate or dollars.low * rate > rubles.high
    assert (
        (judged.finding == Finding.CONFLICT) == disjoint
        or math.isclose(rubles.low, dollars.high * rate)
        or math.isclose(rubles.high, dollars.low * rate)
    )


@given(st.lists(statements(), max_size=8))
def test_no_conflict_within_a_scope_is_missed(found: list[Statement]) -> None:
    found = [replace(one, claim=f"c-{at}") for at, one in enumerate(found)]
    seen = {
        (verdict.one.low, verdict.one.high, verdict.other.low, verdict.other.high)
        for verdict in verdicts(found)
        if verdict.finding == Finding.CONFLICT
    }
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if compare(one, other).finding == Finding.CONFLICT:
                pair = sorted((one, other), key=lambda statement: statement.claim)
                flat = (pair[0].low, pair[0].high, pair[1].low, pair[1].high)
                assert flat in seen or flat[2:] + flat[:2] in seen


@given(st.lists(statements(), max_size=8), st.randoms())
def test_the_order_of_claims_does_not_matter(found: list[Statement], random: object) -> None:
    found = [replace(one, claim=f"c-{at}") for at, one in enumerate(found)]
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert {(v.finding, v.one.claim, v.other.claim) for v in verdicts(found) if v.finding == Finding.CONFLICT} == {
        (v.finding, v.one.claim, v.other.claim) for v in verdicts(shuffled) if v.finding == Finding.CONFLICT
    }
