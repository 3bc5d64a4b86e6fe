"""For everybody: axe-core in both themes, the keyboard alone, five languages, small windows and large letters."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.cases import case, trial, wheel
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def findings(opened: OpenPage) -> list[str]:
    """What axe-core finds serious or critical on the page as it is now."""
    if not AXE.is_file():
        reason = "no axe-core: npm ci"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # The page's own policy lets no other script in; this one comes through the browser's debugger.
    opened.page.evaluate(AXE.read_text("utf-8") + "; undefined")
    found: dict[str, Any] = opened.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "#entity=kim&no-kinds=Place",
        "#relation=e0",
        "#path=lee,case&hypotheses=1",
        "#show=entities",
        "#show=claims&entity=town",
    ],
)
def test_axe_finds_nothing_serious(open_view: Open, address: str, scheme: str) -> None:
    opened = open_view(trial(), at=address, color_scheme=scheme)
    assert findings(opened) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_opens(open_view: Open, scheme: str) -> None:
    opened = open_view(case(), 390, 844, color_scheme=scheme)
    page = opened.page
    page.fill("#query", "a")
    page.keyboard.press("ArrowDown")
    assert findings(opened) == []
    page.keyboard.press("Escape")
    page.locator("#filters-open").click()
    page.locator("#download").click()
    assert findings(opened) == []
    page.keyboard.press("Escape")
    page.locator("#help-open").click()
    assert findings(opened) == []


def test_axe_finds_nothing_serious_in_a_crowd(open_view: Open) -> None:
    assert findings(open_view(wheel(2500))) == []


def test_the_keyboard_alone_reaches_everything(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    reached = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    wanted = {
        "query",
        "query-kind",
        "filters-open",
        "download",
        "language",
        "help-open",
        "tab",
        "filters",
        "clear",
        "kinds-0",
        "only-kinds-0",
    }
    wanted |= {
        "least-grade",
        "hypotheses",
        "canvas",
        "round",
        "time-from",
        "time-to",
        "day-from",
        "certainty-possibly",
        "panel",
        "entity",
    }
    assert wanted - reached == {"clear"}  # which is off while there is nothing to clear


def test_focus_is_seen(open_view: Open) -> None:
    opened = open_view(trial())
    for _ in range(30):
        opened.page.keyboard.press("Tab")
        seen = opened.page.evaluate(
            "(e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth)(document.activeElement)"
        )
        thumb = opened.page.evaluate("document.activeElement.type === 'range'")
        assert thumb or seen == "solid2px"


def test_the_canvas_by_keys(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    page.locator("#canvas").focus()
    camera = "(({x, y, scale}) => [x, y, scale])(document.getElementById('canvas').casegraph.camera())"
    x, y, scale = page.evaluate(camera)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(camera)[0] == pytest.approx(x + 60 / scale)
    assert page.evaluate(camera)[1] == pytest.approx(y + 60 / scale)
    page.keyboard.press("+")
    assert page.evaluate(camera)[2] == pytest.approx(scale * 1.35)
    page.keyboard.press("0")
    assert page.evaluate(camera)[2] == pytest.approx(scale)
    page.keyboard.press("Shift+ArrowRight")
    first = opened.heading
    page.keyboard.press("n")
    second = opened.heading
    assert len({first, second, "Overview"}) == 3
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    opened.assert_quiet()


def test_single_keys_and_their_switch(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    page.keyboard.press("t")
    assert page.locator("#table").is_visible()
    page.keyboard.press("g")
    page.keyboard.press("f")
    assert page.locator("#filters").is_hidden()
    page.keyboard.press("?")
    page.get_by_label("Keys of a single letter work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert page.locator("#filters").is_hidden()
    page.keyboard.press("Escape")
    opened.assert_quiet()


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-GB", ("Overview", "7 entities", "Kinds of entity", "Person")),
        ("ru-RU", ("Обзор", "7 объектов", "Виды объектов", "Человек")),
        ("uk-UA", ("Огляд", "7 об’єктів", "Види об’єктів", "Людина")),
        ("kk-KZ", ("Шолу", "7 нысан", "Нысан түрлері", "Адам")),
        ("ky-KG", ("Сереп", "7 объект", "Объекттин түрлөрү", "Адам")),
        ("fr-FR", ("Overview", "7 entities", "Kinds of entity", "Person")),
    ],
)
def test_the_page_speaks_the_readers_language(open_view: Open, locale: str, words: tuple[str, ...]) -> None:
    opened = open_view(trial(), locale=locale)
    text = opened.page.locator("body").inner_text()
    assert [word for word in words if word not in text] == []
    assert opened.page.evaluate("document.documentElement.lang") == (locale[:2] if locale != "fr-FR" else "en")
    opened.assert_quiet()


def test_the_language_can_be_chosen(open_view: Open) -> None:
    opened = open_view(trial(), at="#entity=kim")
    opened.page.get_by_label("Language").select_option("ky")
    assert "Чечимдер ирети менен" in opened.page.locator("#details").inner_text()
    assert opened.page.locator("#language").evaluate("select => select === document.activeElement")
    assert opened.page.locator("#query").get_attribute("placeholder") == "Аты боюнча издөө"


def test_twice_as_large(open_view: Open) -> None:
    # 200 % zoom of a window of 1280 by 800 is a window of 640 by 400 CSS pixels.
    opened = open_view(trial(), 640, 400, at="#entity=kim", device_scale_factor=2)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    for part in ("#query", "#canvas", "#time", "#details h2", "#foot"):
        page.locator(part).scroll_into_view_if_needed()
        box = page.locator(part).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 640
    page.locator("#filters-open").click()
    page.locator("#group-kinds").get_by_role("checkbox", name="Place").uncheck()
    opened.assert_quiet()
