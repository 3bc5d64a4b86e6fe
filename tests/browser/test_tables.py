"""Tables and what is taken away: the same content as the canvas, in forms that other people and programs read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from graph.export.view import GraphView
from tests.browser.cases import case, trial, wheel
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]


def rows(opened: OpenPage, column: int = 0) -> list[str]:
    """The text of one column, row by row."""
    return [row.locator("th, td").nth(column).inner_text() for row in opened.page.locator("tbody tr").all()]


def downloaded(opened: OpenPage, item: str) -> Path:
    """Press an entry of the menu and return the file that comes."""
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name="Download").click()
        opened.page.get_by_role("button", name=item).click()
    path = Path(waiting.value.path())
    return path.rename(path.with_name(waiting.value.suggested_filename))


def test_tables_hold_all_that_is_shown(open_view: Open) -> None:
    opened = open_view(trial())
    counts = []
    for face in ("Entities", "Relations", "Claims"):
        opened.page.get_by_role("button", name=face, exact=True).click()
        assert opened.page.locator("#stage").is_hidden()
        counts.append(opened.page.locator("tbody tr").count())
    assert counts == [7, 8, 3]
    opened.page.locator("#group-kinds").get_by_role("checkbox", name="Place").uncheck()
    assert rows(opened) == ["=Kim stands trial."]
    assert opened.hash == "#no-kinds=Place&show=claims"
    opened.assert_quiet()


def test_tables_sort_and_say_so(open_view: Open) -> None:
    opened = open_view(trial(), at="#show=entities")
    page = opened.page
    head = page.locator("th[scope=col]").first
    page.get_by_role("button", name="Sort by Name").click()
    assert (head.get_attribute("aria-sort"), rows(opened)[:2]) == ("ascending", ["Kim", "Lee"])
    page.keyboard.press("Enter")
    assert (head.get_attribute("aria-sort"), rows(opened)[0]) == ("descending", "The case")
    page.get_by_role("button", name="Sort by Relations").click()
    assert rows(opened, 5) == sorted(rows(opened, 5), key=int)
    opened.assert_quiet()


def test_tables_filter_in_any_column_and_lead_on(open_view: Open) -> None:
    opened = open_view(case(), at="#show=relations")
    opened.page.get_by_label("Rows that contain…").fill("court denied")
    assert opened.page.locator("tbody tr").count() == 1
    assert opened.page.locator(".table-head [role=status]").inner_text() == "1 row"
    opened.page.locator("tbody").get_by_role("button", name="sentenced by").click()
    assert opened.heading == "Sentenced by"
    opened.assert_quiet()


def test_csv_is_what_the_table_shows_and_no_formula(open_view: Open) -> None:
    opened = open_view(trial())
    text = downloaded(opened, "Claims (CSV)").read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in table] == ["c1", "c2", "c3"]
    assert table[2]["claim"] == "'=Kim stands trial."
    assert (table[0]["origin"], table[0]["grade"], table[0]["conflict"]) == ("ministry", "B2", "No number is both.")
    assert table[2]["locator"] == "characters 5–9"
    entities = downloaded(opened, "Entities (CSV)").read_text("utf-8-sig")
    assert entities.splitlines()[0].startswith("name,kind,names,date")
    assert len(downloaded(opened, "Relations (CSV)").read_text("utf-8-sig").splitlines()) == 9


def test_json_is_a_view_again(open_view: Open) -> None:
    opened = open_view(trial(), at="#no-kinds=Ruling")
    file = downloaded(opened, "All of it (JSON)")
    assert file.name == "The-trial-of-Kim.json"
    again = GraphView.model_validate(json.loads(file.read_text("utf-8")))
    assert [node.id for node in again.nodes] == ["case", "kim", "lee", "town"]
    assert (again.query, again.generated, len(again.claims)) == ('--around "Kim" --hops 2', "2026-11-22", 3)


def test_svg_and_png_show_what_is_shown(open_view: Open) -> None:
    opened = open_view(trial(), at="#no-kinds=Place")
    file = downloaded(opened, "Drawing (SVG)")
    root = ET.fromstring(file.read_text("utf-8"))
    words = "".join(root.itertext())
    assert "Probation" in words
    assert "Osh" not in words
    assert '--around "Kim" --hops 2' in words
    assert "Generated 2026-11-22" in words
    assert not [element for element in root.iter() if element.tag.endswith(("script", "image", "a", "use"))]
    png = downloaded(opened, "Picture (PNG)").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    opened.requests = [url for url in opened.requests if not url.startswith("blob:")]
    opened.assert_quiet()


def test_print_leaves_the_controls_out(open_view: Open) -> None:
    opened = open_view(trial(), at="#entity=kim")
    opened.page.emulate_media(media="print")
    for gone in ("#filters", "#tools", "#faces", "#search", "#zoom"):
        assert opened.page.locator(gone).is_hidden(), gone
    assert opened.page.locator("#details h2").is_visible()
    assert opened.page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("nodes", [7, 400])
def test_paper_is_white_and_holds_whole_tables(open_view: Open, nodes: int) -> None:
    opened = open_view(trial() if nodes == 7 else wheel(nodes), at="#show=entities", color_scheme="dark")
    surface = "document.getElementById('canvas').casegraph.theme.surface"
    assert opened.page.evaluate(surface) == "#14181f"
    opened.page.emulate_media(media="print")
    opened.until(f"{surface} === '#fff'")
    assert opened.page.locator("tbody tr").count() == nodes
    opened.page.emulate_media(media="screen")
    opened.until(f"{surface} === '#14181f'")
    assert opened.page.locator("tbody tr").count() == min(nodes, 100)
    opened.assert_quiet()


def test_the_foot_names_query_date_and_profile(open_view: Open) -> None:
    opened = open_view(trial())
    foot = opened.page.locator("#foot").inner_text()
    for part in (
        'Query: --around "Kim" --hops 2',
        "Generated 2026-11-22",
        "profile: internal, not for publication",
        "casegraph 0.1.0",
    ):
        assert part in foot
    public = open_view(trial().model_copy(update={"profile": "public", "as_of": "2024-01-01", "known_at": "2025-01-01"}))
    foot = public.page.locator("#foot").inner_text()
    for part in ("profile: public", "as of 2024-01-01", "as known on 2025-01-01"):
        assert part in foot
