"""Dates as sources give them: what EDTF text can mean, and what is refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from graph.model import KINDS, Source, bounds, dated

Bounds = tuple[str | None, str | None]

MEANINGS: dict[str, Bounds] = {
    # years, months, days
    "2023": ("2023-01-01", "2023-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "2023-05": ("2023-05-01", "2023-05-31"),
    "2023-04": ("2023-04-01", "2023-04-30"),
    "2023-02": ("2023-02-01", "2023-02-28"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023-12": ("2023-12-01", "2023-12-31"),
    "9999-05": ("9999-05-01", "9999-05-31"),
    "9999-12": ("9999-12-01", "9999-12-31"),
    "2024-02-29": ("2024-02-29", "2024-02-29"),
    "2023-05-01T10:00:00Z": ("2023-05-01", "2023-05-01"),
    # seasons, quarters, thirds and halves; a winter lies on either side of New Year
    "2024-21": ("2024-03-01", "2024-05-31"),
    "2024-22": ("2024-06-01", "2024-08-31"),
    "2024-23": ("2024-09-01", "2024-11-30"),
    "2024-24": ("2023-12-01", "2025-02-28"),
    "2023-24": ("2022-12-01", "2024-02-29"),
    "2024-25": ("2024-03-01", "2024-05-31"),
    "2024-28": ("2023-12-01", "2025-02-28"),
    "2024-29": ("2024-09-01", "2024-11-30"),
    "2024-30": ("2023-12-01", "2025-02-28"),
    "2024-33": ("2024-01-01", "2024-03-31"),
    "2024-36": ("2024-10-01", "2024-12-31"),
    "2024-37": ("2024-01-01", "2024-04-30"),
    "2024-41": ("2024-07-01", "2024-12-31"),
    # qualifiers do not move the bounds
    "2025?": ("2025-01-01", "2025-12-31"),
    "2024~": ("2024-01-01", "2024-12-31"),
    "2024%": ("2024-01-01", "2024-12-31"),
    "2024-05?": ("2024-05-01", "2024-05-31"),
    "2024-05-31~": ("2024-05-31", "2024-05-31"),
    "2024-21~": ("2024-03-01", "2024-05-31"),
    "2023-?05": ("2023-05-01", "2023-05-31"),
    # digits that the source leaves open
    "202X": ("2020-01-01", "2029-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2023-XX": ("2023-01-01", "2023-12-31"),
    "2023-05-XX": ("2023-05-01", "2023-05-31"),
    # intervals and sets; an open or unknown end has no bound
    "2023/2024": ("2023-01-01", "2024-12-31"),
    "2023-05/2024-06-02": ("2023-05-01", "2024-06-02"),
    "2023?/2024~": ("2023-01-01", "2024-12-31"),
    "2024-21/2024-23": ("2024-03-01", "2024-11-30"),
    "2024-24/2025": ("2023-12-01", "2025-12-31"),
    "2023/..": ("2023-01-01", None),
    "2023/": ("2023-01-01", None),
    "../2024": (None, "2024-12-31"),
    "/2024": (None, "2024-12-31"),
    "[2023,2024]": ("2023-01-01", "2024-12-31"),
    "{2023,2025}": ("2023-01-01", "2025-12-31"),
    "[2023..2025]": ("2023-01-01", "2025-12-31"),
}

IMPOSSIBLE = [
    "2023-02-29", "2023-02-30", "2024-04-31", "2023-13", "2023-13-01", "2023-00", "2023-01-00", "2024-42", "0000",
    "2024-02-30~", "2023-13?", "2023-02-30/2024", "2024/2023-02-30", "2023-02-3X", "Y17000", "-0044", "0001-24", "9999-24",
]  # fmt: skip

NOT_EDTF = [
    "", "  ", "yesterday", "May 2023", "2023-5", "2023-05-1", "23", "10000", "199u", "1.5.2023", "2023-05-01-02", "2023-1X",
    "2023/open", "2023/unknown", "2023/2024/2025", "/", "..", "?", "٢٠٢٣", "２０２３", "2023–05",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MEANINGS.items())
def test_a_date_means_from_this_day_to_that(text: str, expected: Bounds) -> None:
    found = bounds(text)
    assert tuple(day and day.isoformat() for day in found) == expected
    assert (found.earliest, found.latest) == tuple(found)


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"does not exist|out of range"):
        bounds(text)


@pytest.mark.parametrize("text", NOT_EDTF)
def test_what_is_no_edtf_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date in EDTF .*2024-21 \(spring\)"):
        bounds(text)


def test_nothing_is_printed_where_the_parser_stumbles(capsys: pytest.CaptureFixture[str]) -> None:
    bounds.cache_clear()
    with pytest.raises(ValueError, match="EDTF"):
        bounds("2023-1X")
    assert capsys.readouterr() == ("", "")


def test_a_record_keeps_the_text_as_written_and_the_graph_gets_its_days() -> None:
    event = KINDS["Event"](id="e", name="E", date=" 2024-21~ ")
    assert event.date == "2024-21~"
    properties = event.properties()
    assert properties["date"] == "2024-21~"
    assert (properties["date_earliest"], properties["date_latest"]) == (date(2024, 3, 1), date(2024, 5, 31))


def test_an_open_end_has_no_day_in_the_graph() -> None:
    assert dated("since", "2023/..") == {"since": "2023/..", "since_earliest": date(2023, 1, 1)}
    assert dated("since", "../2023") == {"since": "../2023", "since_latest": date(2023, 12, 31)}
    assert dated("since", None) == {}


@pytest.mark.parametrize(
    ("value", "kept"),
    [(2023, "2023"), (987, "0987"), (date(2023, 5, 1), "2023-05-01"), ("2023-05", "2023-05")],
)
def test_what_yaml_and_json_make_of_a_bare_date_is_read(value: object, kept: str) -> None:
    assert Source(id="s", title="T", published=value).published == kept


@pytest.mark.parametrize("value", [True, 2023.05, ["2023"], {"year": 2023}, -44, 20230501])
def test_other_values_are_no_dates(value: object) -> None:
    with pytest.raises(ValidationError, match=r"EDTF|written as text"):
        Source(id="s", title="T", published=value)


@pytest.mark.parametrize("text", ["2024/2023", "2023-05-02/2023-05-01", "2023-21/2022"])
def test_an_interval_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="ends before it begins"):
        Source(id="s", title="T", published=text)


def test_a_moment_is_read_as_the_text_that_python_writes() -> None:
    assert Source(id="s", title="T", published=datetime(2023, 5, 1, 10, 0, 0)).published == "2023-05-01T10:00:00"
