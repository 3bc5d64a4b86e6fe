"""Small, medium and large views: which drawing they get, what it labels, and that it can be used."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.cases import trial, wheel
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]

LABELS = (
    "document.getElementById('canvas').casegraph.layout.labels.filter(label => !label.pill).map(label => label.lines.join(' '))"
)


def test_a_small_view_shows_all_names_that_find_room(open_view: Open) -> None:
    opened = open_view(trial())
    assert set(opened.page.evaluate(LABELS)) == {node.name for node in trial().nodes}
    assert opened.page.evaluate("typeof vis") == "object"


def test_a_medium_view_labels_the_best_connected_the_chosen_and_neighbours(open_view: Open) -> None:
    opened = open_view(wheel(400))
    page = opened.page
    assert page.evaluate("typeof vis") == "undefined"
    opened.drawn()
    labels = page.evaluate(LABELS)
    assert "Person 0" in labels
    assert len(labels) <= 120
    opened.find("Person 205")
    opened.drawn()
    assert {"Person 204", "Person 205", "Person 206"} <= set(page.evaluate(LABELS))
    assert page.locator("#crowd").is_hidden()
    opened.assert_quiet()


def test_lines_are_left_out_while_a_medium_view_is_dragged(open_view: Open) -> None:
    opened = open_view(wheel(400))
    page = opened.page
    strokes = """() => {
        const own = CanvasRenderingContext2D.prototype;
        const stroke = own.stroke;
        window.strokes = 0;
        own.stroke = function (...given) {
            window.strokes += given[0] instanceof Path2D ? 1 : 0;
            return stroke.apply(this, given);
        };
    }"""
    page.evaluate(strokes)
    box = page.locator("#canvas").bounding_box()
    assert box
    left, top = box["x"] + 12, box["y"] + 12
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + 30, top + 30)
    opened.drawn()
    before = opened.point("node", 7)
    page.evaluate("window.strokes = 0")
    page.mouse.move(left + 60, top + 70)
    opened.drawn()
    dragging = page.evaluate("window.strokes")
    after = opened.point("node", 7)
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((30, 40))
    page.evaluate("window.strokes = 0")
    page.mouse.up()
    opened.drawn()
    assert dragging == 0
    assert page.evaluate("window.strokes") > 0
    opened.assert_quiet()


def test_a_large_view_is_dots_that_are_searched_first(open_view: Open) -> None:
    opened = open_view(wheel(2500))
    page = opened.page
    assert "2,500 entities are too many to read as a picture" in page.locator("#crowd").inner_text()
    assert page.evaluate(LABELS) == []
    opened.find("Person 1234")
    assert opened.heading == "Person 1234"
    opened.drawn()
    assert {"Person 1233", "Person 1234", "Person 1235"} == set(page.evaluate(LABELS))
    page.locator("#crowd").get_by_role("button", name="Close").click()
    assert page.locator("#crowd").is_hidden()
    page.get_by_role("button", name="Entities").click()
    assert page.locator("tbody tr").count() == 100
    page.get_by_role("button", name="Show 2,400 more").click()
    assert page.locator("tbody tr").count() == 200
    opened.assert_quiet()


def test_our_own_canvas_is_clicked_dragged_and_zoomed(open_view: Open) -> None:
    opened = open_view(wheel(400))
    page = opened.page
    opened.find("Person 33")
    opened.click_on("node", 34)
    assert opened.heading == "Person 34"
    opened.click_on("edge", 34)
    assert opened.heading == "Knows"
    start = opened.point("node", 34)
    page.mouse.move(**start)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 60, steps=4)
    page.mouse.up()
    assert opened.point("node", 34)["y"] == pytest.approx(start["y"] + 60, abs=5)
    assert opened.heading == "Knows"
    scale = "document.getElementById('canvas').casegraph.camera().scale"
    before = page.evaluate(scale)
    page.mouse.wheel(0, -120)
    opened.until(f"{scale} > {before}")
    opened.assert_quiet()


@pytest.mark.parametrize("nodes", [7, 400])
def test_relaxing_stops_by_itself(open_view: Open, nodes: int) -> None:
    opened = open_view(trial() if nodes == 7 else wheel(nodes), reduced_motion="no-preference")
    page = opened.page
    places = "JSON.stringify(document.getElementById('canvas').casegraph.points())"
    before = page.evaluate(places)
    assert page.get_by_role("button", name="Relax the drawing").count() == 1
    # Pressed and read at once: a small drawing is done before another word with the browser.
    pressed = "(() => { const it = document.getElementById('relax'); it.click(); return it.getAttribute('aria-pressed'); })()"
    assert page.evaluate(pressed) == "true"
    opened.until("document.getElementById('relax').getAttribute('aria-pressed') === 'false'")
    after = page.evaluate(places)
    assert after != before
    opened.drawn(frames=20)
    assert page.evaluate(places) == after
    opened.assert_quiet()
