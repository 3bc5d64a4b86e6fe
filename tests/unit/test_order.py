"""The order of events from dates and from what is said to come before what, on events made by hand and at random."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ledger.chronology import Chain, Link, dating
from graph.model import bounds


def chain(dates: dict[str, str | None], *links: tuple[str, ...]) -> Chain:
    """Events named as their ids; a link is (before, after) or (before, after, status)."""
    said = [Link(link[0], link[1], "PRECEDES", link[2] if len(link) > 2 else "asserted") for link in links]
    return Chain({key: key for key in dates}, dates, said)


def test_dates_alone_give_the_order() -> None:
    assert chain({"c": "2024-21", "a": "2023", "b": "2024-01"}).steps("abc") == {"a": 1, "b": 2, "c": 3}


def test_dates_that_overlap_give_none() -> None:
    assert chain({"a": "2023", "b": "2023-05"}).steps("ab") == {"a": 1, "b": 1}


def test_what_is_undated_stands_where_it_is_said_to_and_what_nothing_places_at_the_end_without_a_step() -> None:
    found = chain({"lone": None, "first": "2020", "then": None, "last": "2022"}, ("first", "then"), ("then", "last"))
    assert found.steps(found.dates) == {"first": 1, "then": 2, "last": 3, "lone": None}
    assert list(found.steps(found.dates))[-1] == "lone"


def test_a_chain_without_any_date_has_its_order() -> None:
    assert list(chain(dict.fromkeys("cba"), ("c", "b"), ("b", "a")).steps("abc").items()) == [("c", 1), ("b", 2), ("a", 3)]


def test_chains_of_which_nobody_says_how_they_lie_to_each_other_go_side_by_side() -> None:
    found = chain(dict.fromkeys("abyz"), ("a", "b"), ("z", "y"))
    assert list(found.steps("abyz").items()) == [("a", 1), ("z", 1), ("b", 2), ("y", 2)]


def test_events_of_one_step_may_lie_in_any_order() -> None:
    found = chain({"a": "2020", "x": None, "y": None, "z": None}, ("a", "x"), ("a", "y"), ("x", "z"))
    assert found.steps(found.dates) == {"a": 1, "x": 2, "y": 2, "z": 3}


def test_what_is_not_shown_orders_all_the_same() -> None:
    found = chain(dict.fromkeys("abc"), ("a", "b"), ("b", "c"))
    assert found.steps("ca") == {"a": 1, "c": 2}


def test_days_are_carried_along_the_order_that_is_asserted() -> None:
    found = chain({"a": "2020-02", "b": None, "c": None, "d": "2021?"}, ("a", "b"), ("b", "c", "inferred"), ("c", "d"))
    assert found.spans()["b"] == (dt.date(2020, 2, 1), dt.date(2021, 12, 31))
    sure = found.spans(asserted_only=True)
    assert sure["b"] == (dt.date(2020, 2, 1), None)
    assert sure["c"] == (None, dt.date(2021, 12, 31))


@pytest.mark.parametrize(
    ("date", "span", "said"),
    [
        ("2023-05", (None, None), "definitely"),
        ("2024-21", (None, None), "definitely"),
        ("2025-01-14?", (None, None), "possibly"),
        ("2024~", (None, None), "possibly"),
        (None, (dt.date(2023, 5, 1), None), "possibly"),
        (None, (None, dt.date(2023, 5, 1)), "possibly"),
        (None, (None, None), "not stated"),
    ],
)
def test_how_a_date_is_known(date: str | None, span: tuple[dt.date | None, dt.date | None], said: str) -> None:
    assert dating(date, span) == said


def test_dates_that_contradict_what_is_said_are_followed_and_the_contradiction_is_told() -> None:
    found = chain({"a": "2022", "b": "2020"}, ("a", "b"))
    assert found.steps("ab") == {"b": 1, "a": 2}
    assert found.contradictions == ["“a” is said to come before “b” (asserted), which their dates contradict"]


def test_of_a_circle_the_weakest_statement_is_left_out() -> None:
    found = chain(dict.fromkeys("abc"), ("a", "b"), ("b", "c"), ("c", "a", "inferred"))
    assert found.steps("abc") == {"a": 1, "b": 2, "c": 3}
    assert found.contradictions == ["“c” is said to come before “a” (inferred), which other statements of order contradict"]


def test_an_event_before_itself_is_a_contradiction() -> None:
    found = chain({"a": None}, ("a", "a"))
    assert found.spans() == {"a": (None, None)}
    assert found.steps("a") == {"a": None}
    assert len(found.contradictions) == 1


EVENTS = "abcdefg"
DATES = st.none() | st.sampled_from(
    ["2020", "2020-05", "2020-05-07", "2021?", "2022~", "2021/2022", "2022/..", "../2021", "2024-21"]
)
LINKS = st.lists(
    st.tuples(st.sampled_from(EVENTS), st.sampled_from(EVENTS), st.sampled_from(["asserted", "alleged", "inferred"])), max_size=12
)


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(EVENTS, DATES)), LINKS)
def test_every_event_is_shown_once_and_none_is_dated_by_us(dates: dict[str, str | None], links: list[tuple[str, ...]]) -> None:
    found = chain(dates, *links)
    steps = found.steps(dates)
    assert sorted(steps) == sorted(dates)
    numbers = [step for step in steps.values() if step is not None]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(set(numbers)) + 1))
    assert found.dates == dates


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(EVENTS, DATES)), LINKS)
def test_sure_dates_always_decide_and_a_step_apart_is_the_right_way_round(
    dates: dict[str, str | None], links: list[tuple[str, ...]]
) -> None:
    steps = chain(dates, *links).steps(dates)
    place = {key: at for at, key in enumerate(steps)}
    for one, first in dates.items():
        for other, second in dates.items():
            if first and second and (ended := bounds(first).latest) and (began := bounds(second).earliest) and ended < began:
                assert place[one] < place[other]
                assert (steps[one] or 0) < (steps[other] or 0)


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(EVENTS, DATES)), LINKS)
def test_an_order_without_contradictions_is_kept_whole(dates: dict[str, str | None], links: list[tuple[str, ...]]) -> None:
    found = chain(dates, *links)
    place = {key: at for at, key in enumerate(found.steps(dates))}
    if not found.contradictions:
        assert all(place[link[0]] < place[link[1]] for link in links)


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(EVENTS, DATES)), LINKS, st.randoms())
def test_the_order_of_the_records_does_not_matter(
    dates: dict[str, str | None], links: list[tuple[str, ...]], random: object
) -> None:
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    here, there = chain(dates, *links), chain(dict(sorted(dates.items(), reverse=True)), *shuffled)
    assert list(here.steps(dates).items()) == list(there.steps(dates).items())
    assert here.contradictions == there.contradictions


def test_only_a_statement_of_the_circle_is_left_out_of_it() -> None:
    found = chain(dict.fromkeys("abxy"), ("a", "b"), ("b", "a"), ("x", "y", "inferred"))
    assert found.steps("xy") == {"x": 1, "y": 2}
    assert found.contradictions == ["“b” is said to come before “a” (asserted), which other statements of order contradict"]


def test_of_two_statements_the_one_of_lower_status_is_left_out_whatever_the_names() -> None:
    found = chain(dict.fromkeys("ab"), ("a", "b", "inferred"), ("b", "a"))
    assert found.steps("ab") == {"b": 1, "a": 2}
    assert [line.split(",")[0] for line in found.contradictions] == ["“a” is said to come before “b” (inferred)"]


def test_dates_are_named_as_the_reason_also_where_other_events_have_an_order() -> None:
    found = chain({"a": "2022", "b": "2020", "c": None, "d": None}, ("a", "b"), ("c", "d"))
    assert found.steps("cd") == {"c": 1, "d": 2}
    assert found.contradictions == ["“a” is said to come before “b” (asserted), which their dates contradict"]


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ({"a": "2023-06", "b": "2023"}, "ba"),  # by the first day
        ({"a": "2023", "b": "2023-01"}, "ba"),  # then by the last one
        ({"a": "../2022-06-30", "b": "2022-06-30"}, "ab"),  # the last day stands for a first one that is open, then the name
        ({"a": "2023/..", "b": "2023"}, "ba"),
        ({"a": "2023", "b": "2023"}, "ab"),
    ],
)
def test_events_of_one_step_are_listed_by_their_days_and_then_by_name(dates: dict[str, str | None], order: str) -> None:
    found = chain(dates).steps(dates)
    assert list(found) == list(order)
    assert set(found.values()) == {1}


def test_an_event_comes_after_what_precedes_it_over_any_of_many_events_that_are_not_shown() -> None:
    hidden = [f"h{at}" for at in range(20)]
    dates: dict[str, str | None] = dict.fromkeys(["first", "last", "between", *hidden])
    found = chain(dates, ("first", "between"), ("between", "last"), *((key, "last") for key in hidden))
    assert found.steps(["first", "last"]) == {"first": 1, "last": 2}
