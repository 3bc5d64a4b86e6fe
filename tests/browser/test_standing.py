"""What a page shows of what is denied, contested and held twice: the made-up harbour, from a store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.ask.select import everything
from graph.ask.view import view
from graph.export.view import GraphView
from graph.ingest.seeds import load_seeds
from graph.stores import open_store
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]
PAYMENT, JOB = "bob-arden|PAID|cy-morrow", "cy-morrow|EMPLOYED_BY|harbour-lines"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, GraphView]:
    """The case as it is drawn, and with what is denied only as well."""
    with open_store(str(tmp_path_factory.mktemp("harbour") / "store"), create=True) as store:
        load_seeds(store, "made-up-harbour")
        ids = everything(store)
        return {denied: view(store, ids, "Made up", "Made up", "2026-11-28", denied=denied) for denied in (False, True)}


def test_a_disputed_relation_says_who_denies_it(open_view: Open, harbour: dict[bool, GraphView]) -> None:
    opened = open_view(harbour[False])
    opened.click_on("edge", next(n for n, edge in enumerate(harbour[False].edges) if edge.id == PAYMENT))
    panel = opened.page.locator("#panel")
    assert panel.locator(".badge.denied").first.inner_text() == "disputed"
    assert [badge.inner_text() for badge in panel.locator("#details > .row .badge.grade").all()] == ["D4", "A1"]
    against = panel.locator("section", has_text="Denied by").locator(".against")
    assert [button.inner_text() for button in against.get_by_role("button").all()] == ["Bob Arden", "Cy Morrow"]
    opened.assert_quiet()


def test_what_is_denied_only_is_drawn_when_asked_for_and_marked(open_view: Open, harbour: dict[bool, GraphView]) -> None:
    assert JOB not in {edge.id for edge in harbour[False].edges}
    opened = open_view(harbour[True])
    opened.click_on("edge", next(n for n, edge in enumerate(harbour[True].edges) if edge.id == JOB))
    panel = opened.page.locator("#panel")
    assert "denied only" in [badge.inner_text() for badge in panel.locator(".badge.denied").all()]
    assert panel.locator(".against button").inner_text() == "Harbour Lines"
    opened.assert_quiet()


def test_two_terms_are_two_lines_and_one_of_them_holds_on_a_day(open_view: Open, harbour: dict[bool, GraphView]) -> None:
    opened = open_view(harbour[False])
    opened.find("Ana Rost")
    rows = opened.page.locator("#panel ul.rows > li", has_text="Harbour Lines")
    assert [f"{year}-01-01" in row.inner_text() for row, year in zip(rows.all(), (2001, 2010), strict=True)] == [True, True]
    terms = [n for n, edge in enumerate(harbour[False].edges) if edge.source == "ana-rost"]
    assert set(terms) <= opened.shown("edges")
    opened.page.get_by_label("First day").fill("2003-01-01")
    opened.page.get_by_label("Last day").fill("2003-12-31")
    opened.drawn()
    held = [harbour[False].edges[n].since for n in terms if n in opened.shown("edges")]
    assert held == ["2001-01-01"]
    opened.assert_quiet()


def test_a_contested_term_is_contested_wherever_it_stands(open_view: Open, harbour: dict[bool, GraphView]) -> None:
    opened = open_view(harbour[False])
    for name in ("Bob Arden: verdict", "Bob Arden", "Case against Bob Arden"):
        opened.find(name)
        assert opened.heading == name
        notes = opened.page.locator("#panel dl .conflicts li, #panel ol.rulings .conflicts li")
        assert notes.count() > 0, name
        assert all("84" in note.inner_text() and "The Ennet Courier" in note.inner_text() for note in notes.all())
    opened.assert_quiet()
