"""The page in a browser: it opens from disk in silence, shows what the view says, and leads from one thing to the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.export.view import GraphView, LegendEntry, ViewContested, ViewNode
from tests.browser.cases import SHAPES, case, trial
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]


def test_opens_in_silence_and_shows_what_it_is(open_view: Open) -> None:
    opened = open_view(case())
    page = opened.page
    assert page.title() == "Дело Аскара"
    assert page.locator("#counts").inner_text() == "4 entities · 4 relations · 2 claims · 2 sources"
    assert "Что говорят источники." in page.locator("footer").inner_text()
    assert "2026-11-22" in page.locator("footer").inner_text()
    opened.click_on("node", 0)
    opened.click_on("edge", 3)
    page.get_by_label("Zoom in").click()
    page.get_by_label("Show all").click()
    opened.drawn()
    opened.assert_quiet()


def test_legend_counts_equal_the_view(open_view: Open) -> None:
    page = open_view(case()).page

    def rows(group: str) -> list[list[str]]:
        return [row.inner_text().split("\n") for row in page.locator(f"#group-{group} label").all()]

    assert rows("kinds") == [["Person", "3"], ["Court", "1"]]
    assert rows("relations") == [["Heard by", "1"], ["Relative of", "1"], ["Sentenced by", "1"]]
    # Hypotheses are off: their line counts among those of its status all the same.
    assert rows("statuses") == [["Asserted", "1 of 2"], ["Alleged", "1"], ["Denied", "1"]]
    assert page.locator("label", has_text="Possibly same as").inner_text().split("\n") == ["Possibly same as", "1"]


def test_a_click_on_a_node_fills_the_panel(open_view: Open) -> None:
    opened = open_view(case())
    opened.click_on("node", 0)
    panel = opened.page.locator("#panel")
    assert opened.heading == "Аскар Кубанычбеков"
    text = panel.inner_text()
    for shown in ("also Askar Kubanychbekov, Аскар", "Вернулся в мае 2023 года.", "1994~", "since 2023-05", "heard by", "B2"):
        assert shown in text
    for shown in ("Суд рассмотрел дело.", "Origin:", "Olim Sa'dullayev", "characters 120–180", "Репортаж", "Азаттык"):
        assert shown in text
    assert "Empty" not in text
    link = panel.locator("a")
    assert link.get_attribute("href") == link.inner_text() == "https://example.org/report"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") is None
    assert "Аскар Кубанычбеков" in opened.page.locator("[aria-live]#announce").inner_text()
    opened.assert_quiet()


def test_a_click_on_each_of_two_parallel_edges(open_view: Open) -> None:
    opened = open_view(case())
    opened.click_on("edge", 0)
    assert opened.heading == "Heard by"
    assert "Суд рассмотрел дело." in opened.page.locator("#panel").inner_text()
    opened.click_on("edge", 1)
    assert opened.heading == "Sentenced by"
    text = opened.page.locator("#panel").inner_text()
    assert "denied" in text
    assert "elsewhere" in text
    opened.assert_quiet()


def test_the_panel_leads_from_one_to_the_other_and_back(open_view: Open) -> None:
    opened = open_view(case())
    opened.click_on("node", 1)
    panel = opened.page.locator("#panel")
    panel.locator("button.entity", has_text="Аскар").first.click()
    assert opened.heading == "Аскар Кубанычбеков"
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"
    panel.get_by_role("button", name="Details of heard by Bishkek City Court").click()
    assert opened.heading == "Heard by"
    for expected in ("Аскар Кубанычбеков", "Bishkek City Court"):
        panel.get_by_role("button", name="Back").click()
        assert opened.heading == expected
    panel.get_by_role("button", name="Overview").click()
    assert opened.heading == "Overview"


def test_figures_and_other_addresses_are_text(open_view: Open) -> None:
    opened = open_view(case())
    opened.click_on("node", 3)
    text = opened.page.locator("#panel").inner_text()
    assert "Foreign fighters: at least 210,000 people · as of 2025" in text
    assert "ftp://example.org/post" in text
    assert opened.page.locator("#panel a").count() == 1  # of the claim that it is the origin of


def test_a_contested_value_is_marked_with_the_others(open_view: Open) -> None:
    view = trial()
    others = [
        ViewContested(field="sentence_months", value=84, stance="supports", grade="C3", origins=["kim"], claims=["c3"]),
        ViewContested(field="sentence_months", value=72, stance="disputes", grade="B2", origins=["court"], claims=["c1"]),
    ]
    nodes = [
        node.model_copy(update={"properties": {"sentence_months": 72}, "contested": others}) if node.id == "first" else node
        for node in view.nodes
    ]
    opened = open_view(view.model_copy(update={"nodes": nodes}))
    opened.find(next(node.name for node in nodes if node.id == "first"))
    notes = opened.page.locator("#panel dl .conflicts li")
    assert [note.locator(".badge.conflict").inner_text() for note in notes.all()] == ["conflict", "denied"]
    assert "84" in notes.nth(0).inner_text()
    assert "Kim" in notes.nth(0).inner_text()
    assert "C3" in notes.nth(0).inner_text()
    opened.assert_quiet()


def test_claims_stand_side_by_side_by_origin_and_conflicts_are_marked(open_view: Open) -> None:
    opened = open_view(trial())
    opened.find("Osh")
    cards = opened.page.locator(".claim")
    assert cards.count() == 2
    assert [card.locator(".origin bdi").inner_text() for card in cards.all()] == ["Kim", "ministry"]
    boxes = [card.bounding_box() for card in cards.all()]
    assert boxes[0]
    assert boxes[1]
    assert (boxes[0]["y"], boxes[0]["x"] < boxes[1]["x"]) == (boxes[1]["y"], True)
    assert "Fighters: exactly 116 · Osh" in cards.nth(1).inner_text()
    assert "B2" in cards.nth(1).inner_text()
    assert cards.nth(0).locator(".badge.conflict").inner_text() == "conflict"
    assert "No number is both." in cards.nth(0).inner_text()
    opened.assert_quiet()


def test_rulings_stand_in_their_order_and_the_last_one_stands(open_view: Open) -> None:
    opened = open_view(trial(), at="#entity=case")
    assert opened.heading == "The case"
    rulings = [row.inner_text().split("\n") for row in opened.page.locator(".rulings > li").all()]
    # By date alone the second, which only a year dates, would come first.
    assert [row[0] for row in rulings] == ["Ten years", "Seven years", "Probation"]
    assert "2023-05-16 · verdict · 120 months" in rulings[0]
    assert rulings[2][-1] == "not superseded here"
    opened.find("Kim")
    assert opened.page.locator(".rulings > li").count() == 3


def test_neighbours_light_up(open_view: Open) -> None:
    opened = open_view(trial())
    opened.find("Kim")
    assert opened.lifted("nodes") == {0, 1, 6}
    assert opened.lifted("edges") == {0, 6}
    opened.page.keyboard.press("Escape")
    assert opened.heading == "Overview"


def test_paths_between_two(open_view: Open) -> None:
    opened = open_view(trial())
    page = opened.page
    page.get_by_label("From", exact=True).fill("Lee")
    page.keyboard.press("Enter")
    page.get_by_label("To", exact=True).fill("The case")
    page.keyboard.press("Enter")
    assert opened.hash == "#path=lee,case"
    steps = [" ".join(step.inner_text().split()) for step in page.locator(".steps > li").all()]
    assert steps == ["Lee fought for Osh", "Kim born in Osh", "Kim defendant in The case"]
    assert opened.lifted("edges") == {0, 6, 7}
    page.get_by_label("Possibly same as").check()
    assert page.locator(".steps > li").count() == 2
    opened.assert_quiet()


def test_a_path_begun_at_an_entity_ends_at_the_next_chosen(open_view: Open) -> None:
    opened = open_view(trial())
    opened.find("Lee")
    opened.page.get_by_role("button", name="Path from here").click()
    assert "other end" in opened.page.locator("#notice").inner_text()
    opened.find("Kim")
    assert opened.heading == "Paths between two"
    assert opened.hash == "#path=lee,kim"


def test_addresses_are_copied_before_they_are_followed(open_view: Open) -> None:
    opened = open_view(case(), permissions=["clipboard-read", "clipboard-write"])
    opened.click_on("node", 0)
    opened.page.get_by_role("button", name="Copy the address").first.click()
    opened.until("document.getElementById('announce').textContent === 'Copied'")
    assert opened.page.evaluate("navigator.clipboard.readText()") == "https://example.org/report"
    opened.assert_quiet()


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("#entity=olim", "Olim Sa'dullayev"),
        ("#relation=r1", "Heard by"),
        ("#path=olim,court", "Paths between two"),
        ("#entity=nobody", "Overview"),
        ("#entity=%E0%A4%A", "Overview"),
        ("#path=olim", "Overview"),
        ("#%23&&=&origins=x&from=yesterday", "Overview"),
    ],
)
def test_deep_links(open_view: Open, address: str, heading: str) -> None:
    opened = open_view(case(), at=address)
    assert opened.heading == heading
    opened.assert_quiet()


def test_the_address_follows_and_the_browser_goes_back(open_view: Open) -> None:
    opened = open_view(case())
    opened.find("Olim")
    opened.find("court")
    assert opened.hash == "#entity=court"
    opened.page.go_back()
    opened.until("document.querySelector('#details h2').textContent.startsWith('Olim')")
    opened.page.evaluate("location.hash = '#entity=g'")
    opened.until("document.querySelector('#details h2').textContent === 'G'")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("садул", "Olim Sa'dullayev"),
        ("KUBANYCH", "Аскар Кубанычбеков"),
        ("city court", "Bishkek City Court"),
        ("кубанычбеков", "Аскар Кубанычбеков"),
        ("бишкек", "Bishkek City Court"),
        ("sadullaev", "Olim Sa'dullayev"),
        ("Ասկար", "Аскар Кубанычбеков"),
    ],
)
def test_search_finds_by_any_name(open_view: Open, query: str, expected: str) -> None:
    opened = open_view(case())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(query)
    opened.page.keyboard.press("Enter")
    assert opened.heading == expected
    opened.drawn()
    index = [node.name for node in case().nodes].index(expected)
    canvas = opened.page.locator("#canvas").bounding_box()
    assert canvas
    point = opened.point("node", index)
    assert point["x"] == pytest.approx(canvas["x"] + canvas["width"] / 2, abs=2)
    assert point["y"] == pytest.approx(canvas["y"] + canvas["height"] / 2, abs=2)
    opened.assert_quiet()


def test_search_by_keyboard_alone(open_view: Open) -> None:
    opened = open_view(case())
    page = opened.page
    field = page.get_by_role("combobox", name="Find by name").first
    field.fill("a")
    options = page.locator(".match:visible")
    assert options.count() == 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("Escape")
    assert options.count() == 0
    field.fill("zzz")
    assert page.locator(".matches.none:visible").inner_text() == "No entity has this name."
    page.keyboard.press("Enter")
    assert opened.heading == "Overview"
    field.fill("G")
    page.keyboard.press("Enter")
    assert opened.heading == "G"
    opened.assert_quiet()


def test_search_by_kind(open_view: Open) -> None:
    opened = open_view(case())
    opened.page.fill("#query", "e")
    assert opened.page.locator(".match").count() == 3
    opened.page.get_by_label("Kind to find").select_option("Court")
    opened.page.fill("#query", "e")
    assert [row.inner_text().split("\n")[0] for row in opened.page.locator(".match").all()] == ["Bishkek City Court"]


def test_an_empty_view_says_so(open_view: Open) -> None:
    opened = open_view(GraphView(title="Nothing"))
    assert opened.page.locator("#empty").inner_text() == "Nothing to show: this view has no entities."
    opened.page.fill("#query", "a")
    for face in ("Entities", "Relations", "Claims", "Graph"):
        opened.page.get_by_role("button", name=face, exact=True).click()
    opened.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_fits_its_window(open_view: Open, width: int, scheme: str) -> None:
    opened = open_view(case(), width, 844, color_scheme=scheme)
    opened.click_on("node", 0)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    canvas, panel = page.locator("#canvas").bounding_box(), page.locator("#panel").bounding_box()
    assert canvas
    assert panel
    beside, below = panel["x"] >= canvas["width"], panel["y"] >= canvas["y"] + canvas["height"]
    assert (beside, below) == ((True, False) if width == 1280 else (False, True))
    opened.assert_quiet()


def test_every_shape_is_drawn(open_view: Open) -> None:
    nodes = [ViewNode(id=shape, kind=shape, name=shape) for shape in SHAPES]
    kinds = [LegendEntry(key=shape, label=shape, count=1, colour="#0072b2", shape=shape) for shape in SHAPES]
    opened = open_view(GraphView(title="Shapes", nodes=nodes, kinds=kinds))
    for index, shape in enumerate(SHAPES):
        opened.click_on("node", index)
        assert opened.heading == shape
    opened.assert_quiet()


def test_a_huge_summary_opens_on_request(open_view: Open) -> None:
    summary = "слово " * 175_000
    opened = open_view(
        case().model_copy(update={"nodes": [ViewNode(id="a", kind="Person", name="x" * 5000, summary=summary)], "edges": []})
    )
    opened.click_on("node", 0)
    more = opened.page.get_by_role("button", name="Show all 1,050,000 characters")
    more.click()
    assert len(opened.page.locator("p.summary").inner_text()) >= 1_049_999
    opened.assert_quiet()


def test_the_panel_says_the_role_that_a_source_names(open_view: Open) -> None:
    view = case()
    named = view.edges[0].model_copy(update={"properties": {"role": "co-defendant"}})
    opened = open_view(view.model_copy(update={"edges": [named, *view.edges[1:]]}))
    opened.click_on("edge", 0)
    assert opened.heading == "Heard by (co-defendant)"
    opened.click_on("node", 0)
    assert "co-defendant" in opened.page.locator("#panel").inner_text()
    opened.assert_quiet()


def test_a_date_stands_once_in_the_panel(open_view: Open) -> None:
    view = trial()
    first = view.nodes[3]
    dated = first.model_copy(update={"properties": {**first.properties, "date": first.date}})
    opened = open_view(view.model_copy(update={"nodes": [*view.nodes[:3], dated, *view.nodes[4:]]}))
    opened.click_on("node", 3)
    assert opened.page.locator("#panel dt").all_inner_texts().count("Date") == 1
    opened.assert_quiet()


def test_the_panel_says_the_cell_of_a_claim(open_view: Open) -> None:
    view = case()
    cell = view.claims[0].model_copy(update={"locator_start": None, "locator_end": None, "row": 17, "column": "Firm"})
    opened = open_view(view.model_copy(update={"claims": [cell, *view.claims[1:]]}))
    opened.click_on("edge", 0)
    assert "row 17, column “Firm”" in opened.page.locator("#panel").inner_text()
    opened.assert_quiet()
