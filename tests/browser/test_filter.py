"""The legend that is the filter, the time slider, hypotheses and undo, used as a person would."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.cases import case, trial
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]


def test_a_kind_left_out_goes_and_undo_brings_it_back(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    page.locator("#group-kinds").get_by_role("checkbox", name="Ruling").uncheck()
    assert opened.shown("nodes") == {0, 1, 2, 6}
    assert opened.shown("edges") == {0, 6, 7}
    assert "no-kinds=Ruling" in opened.hash
    assert page.locator("#group-relations label", has_text="Ruled in").inner_text().split("\n")[-1] == "0 of 3"
    assert page.locator("#announce").inner_text() == "Shown: 4 entities, 3 relations"
    page.locator("#undo").click()
    assert opened.shown("nodes") == {0, 1, 2, 3, 4, 5, 6}
    assert page.locator("#undo").is_disabled()
    opened.assert_quiet()


def test_only_one_and_all_again(open_view: Open) -> None:
    opened = open_view(trial())
    only = opened.page.get_by_role("button", name="Only Ruled in")
    only.focus()
    opened.page.keyboard.press("Enter")
    assert opened.shown("edges") == {1, 2, 3}
    assert only.evaluate("button => button === document.activeElement")
    opened.page.keyboard.press("Enter")
    assert opened.shown("edges") == {0, 1, 2, 3, 4, 5, 6, 7}


@pytest.mark.parametrize(
    ("group", "row", "edges"),
    [
        ("statuses", "Alleged", {0, 1, 2, 3, 4, 5, 7}),
        ("sources", "Blog", {0, 1, 2, 4, 5}),
        ("relations", "Supersedes", {0, 1, 2, 3, 6, 7}),
    ],
)
def test_each_group_filters(open_view: Open, group: str, row: str, edges: set[int]) -> None:
    opened = open_view(trial())
    opened.page.locator(f"#group-{group}").get_by_role("checkbox", name=row).uncheck()
    assert opened.shown("edges") == edges
    opened.page.locator("#clear").click()
    assert opened.shown("edges") == {0, 1, 2, 3, 4, 5, 6, 7}


def test_at_least_a_grade_and_so_many_origins(open_view: Open) -> None:
    opened = open_view(trial())
    opened.page.get_by_label("Grade", exact=True).select_option("B2")
    assert opened.shown("edges") == {0, 1}
    opened.page.get_by_label("Origins", exact=True).select_option("2")
    assert opened.shown("edges") == {0}
    opened.page.locator("#canvas").focus()
    opened.page.keyboard.press("Control+z")
    assert opened.shown("edges") == {0, 1}


def test_hypotheses_are_off_and_dashed_when_on(open_view: Open) -> None:
    opened = open_view(trial())
    assert 8 not in opened.shown("edges")
    opened.page.get_by_label("Possibly same as").check()
    assert 8 in opened.shown("edges")
    assert opened.hash == "#hypotheses=1"
    dashes = "document.getElementById('canvas').casegraph.network.body.edges.e8.options.dashes"
    assert opened.page.evaluate(dashes) == [14, 6]
    opened.assert_quiet()


def test_the_time_slider_tells_definitely_from_possibly(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    counts = [label.inner_text().split() for label in page.locator(".certainties label").all()]
    assert counts == [["definitely", "3"], ["possibly", "1"], ["undated", "7"]]
    page.get_by_label("First day").fill("2024-01-01")
    # Rulings of 2023 are over; the fight that began in 2022 may go on; what nobody dates stays.
    assert opened.shown("nodes") == {0, 1, 2, 5, 6}
    assert opened.shown("edges") == {0, 3, 6, 7}
    page.locator("#certainty-undated").uncheck()
    assert opened.shown("edges") == {7}
    page.locator("#certainty-possibly").uncheck()
    assert opened.shown("edges") == set()
    assert opened.hash == "#no-certainties=undated,possibly&from=2024-01-01"
    opened.assert_quiet()


def test_a_slider_is_moved_by_keys_and_one_drag_is_one_undo(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    slider = page.get_by_label("End of the time shown")
    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "2022-07-01"
    assert opened.shown("nodes") == {0, 1, 2, 6}
    page.locator("#undo").click()
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + 10)
    page.mouse.down()
    for step in (40, 80, 120):
        page.mouse.move(box["x"] + box["width"] - step, box["y"] + 10)
    page.mouse.up()
    assert "to=202" in opened.hash
    page.locator("#undo").click()
    assert page.locator("#undo").is_disabled()
    assert opened.hash == ""


def test_a_view_without_dates_has_no_slider(open_view: Open) -> None:
    opened = open_view(case())
    assert opened.page.locator("#time").is_hidden()


def test_filters_come_from_the_address(open_view: Open) -> None:
    opened = open_view(trial(), at="#entity=kim&no-kinds=Ruling,Place&origins=1&hypotheses=1&to=2023-01-01")
    assert opened.heading == "Kim"
    assert opened.shown("edges") == {0}
    page = opened.page
    assert not page.locator("#group-kinds").get_by_role("checkbox", name="Place").is_checked()
    assert page.locator("#hypotheses").is_checked()
    assert page.get_by_label("Last day").input_value() == "2023-01-01"
    opened.assert_quiet()


def test_what_is_filtered_out_says_so_and_can_be_had_back(open_view: Open) -> None:
    opened = open_view(trial(), at="#no-kinds=Place")
    opened.page.fill("#query", "Osh")
    assert "hidden" in opened.page.locator(".match").inner_text()
    opened.page.keyboard.press("Enter")
    assert opened.heading == "Osh"
    assert "The filter hides this in the graph." in opened.page.locator("#details").inner_text()
    opened.page.locator("#details").get_by_role("button", name="Clear").click()
    assert 6 in opened.shown("nodes")
    opened.assert_quiet()
