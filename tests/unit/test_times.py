"""Two time axes: what holds on a day, what had happened, what was known; and how a day is written on the command line."""

from __future__ import annotations

import datetime as dt

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ask.snapshot import Known
from graph.cli.options import whole_day
from graph.ledger.certainty import Certainty, Snapshot, happened, holds, known, stated, was_known
from graph.model.dates import bounds

D = dt.date
DAYS = st.dates(D(2019, 1, 1), D(2027, 12, 31))
SHARP = DAYS.map(dt.date.isoformat)
SPANS = st.tuples(DAYS, DAYS).map(sorted).map(lambda pair: f"{pair[0]}/{pair[1]}")
LOOSE = st.one_of(
    st.integers(2019, 2027).map(str),
    st.tuples(st.integers(2019, 2027), st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02d}"),
    st.tuples(st.integers(2019, 2027), st.integers(21, 24)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
DATES = st.one_of(
    SHARP, SPANS, LOOSE, st.tuples(st.one_of(SHARP, LOOSE), st.sampled_from("?~%")).map("".join), DAYS.map(lambda d: f"{d}/.."),
    DAYS.map(lambda d: f"../{d}"),
)  # fmt: skip
MAYBE = st.none() | DATES
PATIENT = settings(deadline=None)  # the first season read takes its time: the EDTF grammar is loaded then
OVER_TIME = (Certainty.NO, Certainty.NOT_STATED, Certainty.POSSIBLY, Certainty.DEFINITELY)


def widened(text: str | None, by: int) -> str | None:
    """The same date, so many days less precise at both ends."""
    if text is None:
        return None
    first, last = bounds(text)
    step = dt.timedelta(by)
    return f"{first - step if first else '..'}/{last + step if last else '..'}"


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("2023-05-01", "2024-02-01", D(2023, 6, 1), Certainty.DEFINITELY),
        ("2023-05-01", "2024-02-01", D(2023, 5, 1), Certainty.DEFINITELY),
        ("2023-05-01", "2024-02-01", D(2024, 2, 1), Certainty.DEFINITELY),
        ("2023-05-01", "2024-02-01", D(2023, 4, 30), Certainty.NO),
        ("2023-05-01", "2024-02-01", D(2024, 2, 2), Certainty.NO),
        ("2023-05", "2024", D(2023, 5, 15), Certainty.POSSIBLY),
        ("2023-05", "2024", D(2023, 12, 31), Certainty.DEFINITELY),
        ("2023-05", "2024", D(2024, 7, 1), Certainty.POSSIBLY),
        ("2023-05", "2024", D(2025, 1, 1), Certainty.NO),
        ("2024-21", "2024-21", D(2024, 4, 10), Certainty.POSSIBLY),
        ("2023-05-01", None, D(2024, 1, 1), Certainty.POSSIBLY),
        ("2023-05-01", None, D(2023, 4, 30), Certainty.NO),
        (None, "2023-05-01", D(2020, 1, 1), Certainty.POSSIBLY),
        (None, "2023-05-01", D(2023, 5, 2), Certainty.NO),
        ("2023?", "2025", D(2024, 6, 1), Certainty.POSSIBLY),
        ("2023", "2025~", D(2024, 6, 1), Certainty.POSSIBLY),
        ("2023", "2025%", D(2026, 1, 1), Certainty.NO),
        ("2023/..", "2025", D(2024, 6, 1), Certainty.POSSIBLY),
        ("../2023", "2025/..", D(2024, 6, 1), Certainty.DEFINITELY),
        (None, None, D(2024, 6, 1), Certainty.NOT_STATED),
    ],
)
def test_what_holds_on_a_day(since: str | None, until: str | None, day: dt.date, expected: Certainty) -> None:
    assert holds(since, until, day) is expected


@pytest.mark.parametrize(("since", "until"), [("2023-05-01", None), (None, "2023-05-01"), ("2023-05-01", "2023-05-01")])
def test_what_happens_on_a_day_does_not_last(since: str | None, until: str | None) -> None:
    found = [holds(since, until, D(2023, 5, day), "TRAVELLED_TO") for day in (1, 2)]
    assert found == [stated(since, until, None, D(2023, 5, day), "TRAVELLED_TO") for day in (1, 2)]
    assert (found, holds(since, until, D(2023, 4, 30), "TRAVELLED_TO")) == ([Certainty.DEFINITELY, Certainty.NO], Certainty.NO)


def test_a_journey_of_some_days_lasts_for_them() -> None:
    journey = [holds("2023-05-01", "2023-05-03", D(2023, 5, day), "TRAVELLED_TO") for day in (1, 2, 3, 4)]
    assert journey == [*[Certainty.DEFINITELY] * 3, Certainty.NO]


@pytest.mark.parametrize(
    ("date", "day", "expected"),
    [
        ("2023-05", D(2023, 4, 30), Certainty.NO),
        ("2023-05", D(2023, 5, 1), Certainty.POSSIBLY),
        ("2023-05", D(2023, 5, 31), Certainty.DEFINITELY),
        ("2023-05~", D(2024, 5, 31), Certainty.POSSIBLY),
        ("2023/..", D(2024, 5, 31), Certainty.POSSIBLY),
        ("../2023", D(1990, 5, 31), Certainty.POSSIBLY),
        (None, D(2024, 5, 31), Certainty.NOT_STATED),
    ],
)
def test_what_had_happened_by_a_day(date: str | None, day: dt.date, expected: Certainty) -> None:
    assert happened(date, day) is expected


def test_a_number_is_judged_by_the_day_of_its_count_and_anything_else_by_its_period() -> None:
    assert stated(None, None, "2025-06", D(2025, 7, 1)) is Certainty.DEFINITELY
    assert stated(None, None, "2025-06", D(2025, 5, 31)) is Certainty.NO
    assert stated("2023", "2024", None, D(2025, 1, 1)) is Certainty.NO
    assert stated(None, None, None, D(2025, 1, 1)) is Certainty.NOT_STATED


@pytest.mark.parametrize(
    ("published", "recorded", "day", "expected", "counted"),
    [
        ("2025-07-09", None, D(2025, 7, 8), Certainty.NO, False),
        ("2025-07-09", None, D(2025, 7, 9), Certainty.DEFINITELY, True),
        ("2025", None, D(2025, 7, 9), Certainty.POSSIBLY, False),
        ("2025", "2025-07-01", D(2025, 7, 9), Certainty.DEFINITELY, True),
        ("2025?", "2026-11-22", D(2026, 1, 1), Certainty.POSSIBLY, True),
        ("2025?", "2026-11-22", D(2026, 11, 22), Certainty.DEFINITELY, True),
        ("2025/..", None, D(2026, 1, 1), Certainty.POSSIBLY, False),
        (None, "2026-11-22", D(2026, 11, 21), Certainty.NO, False),
        (None, D(2026, 11, 22), D(2026, 11, 22), Certainty.DEFINITELY, True),
        (None, None, D(2026, 11, 22), Certainty.NOT_STATED, False),
    ],
)
def test_what_was_known_on_a_day(
    published: str | None, recorded: str | dt.date | None, day: dt.date, expected: Certainty, counted: bool
) -> None:
    assert known(published, recorded, day) is expected
    assert was_known(published, recorded, day) is counted


@PATIENT
@given(MAYBE, MAYBE, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_widening_bounds_never_makes_anything_sure(
    since: str | None, until: str | None, day: dt.date, one: int, two: int
) -> None:
    before, after = holds(since, until, day), holds(widened(since, one), widened(until, two), day)
    unqualified = not any(sign in (since or "") + (until or "") for sign in "?~%")
    if unqualified:
        assert after is before or after is Certainty.POSSIBLY
    assert before is Certainty.NO or after is not Certainty.NO
    if until and since:
        assert happened(widened(since, one), day) is not Certainty.NO or happened(since, day) is Certainty.NO


@PATIENT
@given(MAYBE, MAYBE, DAYS, st.sampled_from("?~%"))
def test_doubt_about_a_date_never_makes_anything_sure(since: str | None, until: str | None, day: dt.date, sign: str) -> None:
    doubtful = since + sign if since and since[-1].isdigit() and "/" not in since else since
    before, after = holds(since, until, day), holds(doubtful, until, day)
    assert after is before or (before, after) == (Certainty.DEFINITELY, Certainty.POSSIBLY)


@PATIENT
@given(MAYBE, MAYBE, DAYS)
def test_only_what_has_no_date_is_not_stated(since: str | None, until: str | None, day: dt.date) -> None:
    assert (holds(since, until, day) is Certainty.NOT_STATED) == (since is None and until is None)


@PATIENT
@given(SHARP, SHARP, DAYS)
def test_sharp_dates_leave_no_doubt(since: str, until: str, day: dt.date) -> None:
    inside = since <= day.isoformat() <= until
    assert holds(since, until, day) is (Certainty.DEFINITELY if inside else Certainty.NO)
    assert happened(since, day) is (Certainty.DEFINITELY if since <= day.isoformat() else Certainty.NO)


@PATIENT
@given(MAYBE, DAYS, st.integers(0, 3000))
def test_what_had_happened_stays_so(date: str | None, day: dt.date, later: int) -> None:
    assert OVER_TIME.index(happened(date, day)) <= OVER_TIME.index(happened(date, day + dt.timedelta(later)))


@PATIENT
@given(MAYBE, st.none() | DAYS, DAYS, st.integers(0, 3000))
def test_what_was_known_stays_known(published: str | None, recorded: dt.date | None, day: dt.date, later: int) -> None:
    then = day + dt.timedelta(later)
    assert OVER_TIME.index(known(published, recorded, day)) <= OVER_TIME.index(known(published, recorded, then))
    assert was_known(published, recorded, day) <= was_known(published, recorded, then)


@PATIENT
@given(MAYBE, st.none() | DAYS, DAYS)
def test_what_is_counted_in_lies_between_definitely_and_possibly_known(
    published: str | None, recorded: dt.date | None, day: dt.date
) -> None:
    certainty, counted = known(published, recorded, day), was_known(published, recorded, day)
    assert counted or certainty is not Certainty.DEFINITELY
    assert not counted or certainty in (Certainty.DEFINITELY, Certainty.POSSIBLY)


@PATIENT
@given(MAYBE, DAYS, DAYS)
def test_recording_as_text_or_as_a_day_is_the_same(published: str | None, recorded: dt.date, day: dt.date) -> None:
    assert known(published, recorded, day) is known(published, recorded.isoformat(), day)
    assert was_known(published, recorded, day) is was_known(published, recorded.isoformat(), day)


def test_fields_that_only_later_claims_carry_are_left_out_but_never_a_protection() -> None:
    shown = {"id": "x", "name": "X", "protected": True, "age": 30, "occupation": "driver", "charge": "theft", "summary": "A man."}
    said = {("x", name) for name in ("name", "protected", "age", "occupation", "charge")}
    known = Known(said=said, values={("x", "age"): [30.0], ("x", "occupation"): ["cook"]}, spoken_of={"x"})
    assert known.fields(shown) == {"id": "x", "name": "X", "protected": True, "age": 30, "summary": "A man."}
    assert known.unheard_of() == {"x"}
    known.learnt_later.add("x")
    assert "summary" not in known.fields(shown)


def test_a_moment_says_what_was_asked() -> None:
    both = Snapshot(D(2024, 5, 31), D(2025, 7, 10))
    assert both
    assert both.words() == "as of 2024-05-31, as known on 2025-07-10"
    assert both.asked() == {"as_of": "2024-05-31", "known_at": "2025-07-10"}
    assert Snapshot(known_at=D(2025, 7, 10)).words() == "as known on 2025-07-10"
    assert not Snapshot()
    assert Snapshot().words() == ""


PARAMETER = click.Option(["--as-of"])
CONTEXT = click.Context(click.Command("show"))


@PATIENT
@given(DAYS)
def test_a_whole_date_is_taken(day: dt.date) -> None:
    assert whole_day(CONTEXT, PARAMETER, day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024-05",
        "20240531",
        "2024-5-31",
        "2024-W22-5",
        "2024-05-31T00:00",
        " 2024-05-31",
        "2024-05-31?",
        "٢٠٢٤-٠٥-٣١",
    ],
)
def test_anything_but_a_whole_date_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="not a whole date; write YYYY-MM-DD"):
        whole_day(CONTEXT, PARAMETER, text)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(click.BadParameter, match="no day of the calendar"):
        whole_day(CONTEXT, PARAMETER, "2023-02-29")
    assert whole_day(CONTEXT, PARAMETER, None) is None


def test_one_day_asked_for_is_a_snapshot() -> None:
    assert Snapshot(as_of=D(2024, 5, 31))
    assert Snapshot(known_at=D(2024, 5, 31))


def test_what_had_not_begun_is_not_stated_to_hold() -> None:
    assert stated("2023", None, None, D(2022, 12, 31)) is Certainty.NO
