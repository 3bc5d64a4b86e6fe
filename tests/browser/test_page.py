"""The page in a browser: it opens from disk in silence, shows what the view says, and runs nothing that it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewEdge, ViewNode, ViewSource
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]

KINDS = [
    LegendEntry(key="Person", label="Person", count=3, colour="#0072b2", shape="dot"),
    LegendEntry(key="Court", label="Court", count=1, colour="#d55e00", shape="diamond"),
]
SHAPES = ["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "ellipse", "box"]


def case() -> GraphView:
    """Three people and a court; two relations between the same two, one of them denied."""
    askar = ViewNode(
        id="askar",
        kind="Person",
        name="Аскар Кубанычбеков",
        names=["Askar Kubanychbekov", "Аскар"],
        summary="Вернулся в мае 2023 года.",
        sources=["report"],
        properties={"birth_date": "1994~", "protected": False, "empty": None},
    )
    nodes = [
        askar,
        ViewNode(id="court", kind="Court", name="Bishkek City Court"),
        ViewNode(id="g", kind="Person", name="G"),
        ViewNode(id="olim", kind="Person", name="Olim Sa'dullayev", names=["Олим Садуллаев"]),
    ]
    edges = [
        ViewEdge(id="r1", relation="HEARD_BY", source="askar", target="court", grade="B2", since="2023-05", sources=["report"]),
        ViewEdge(
            id="r2", relation="SENTENCED_BY", source="askar", target="court", status="denied", origins=["olim", "elsewhere"]
        ),
        ViewEdge(id="r3", relation="POSSIBLY_SAME_AS", source="askar", target="g", until="2024"),
        ViewEdge(id="r4", relation="RELATIVE_OF", source="olim", target="askar", status="alleged"),
    ]
    claim = ViewClaim(
        id="c1",
        text="Суд рассмотрел дело.",
        property="HEARD_BY",
        status="asserted",
        grade="B2",
        source="report",
        locator_start=120,
        locator_end=180,
        about=["askar", "court"],
        attributed_to=["olim"],
        relation="r1",
    )
    figure = ViewClaim(
        id="c2",
        text="They were many.",
        property="metric",
        status="alleged",
        grade="C3",
        source="post",
        about=["olim"],
        metric="foreign_fighters",
        value=210000,
        bound="at_least",
        unit="people",
        as_of="2025",
    )
    return GraphView(
        title="Дело Аскара",
        description="Что говорят источники.",
        generated="2026-11-22",
        nodes=nodes,
        edges=edges,
        claims=[claim, figure],
        sources=[
            ViewSource(id="report", title="Репортаж", url="https://example.org/report", publisher="Азаттык"),
            ViewSource(id="post", title="Post", url="ftp://example.org/post"),
        ],
        kinds=KINDS,
        relations=[LegendEntry(key=edge.relation, label=edge.relation.capitalize(), count=1) for edge in edges],
    )


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
    page.wait_for_timeout(200)
    opened.assert_quiet()


def test_legend_counts_equal_the_view(open_view: Open) -> None:
    page = open_view(case()).page
    assert [chip.inner_text().split("\n") for chip in page.locator("#legend button").all()] == [["Person", "3"], ["Court", "1"]]
    assert page.locator("#relations li").count() == 4
    lines = [line.inner_text() for line in page.locator("#lines li").all()]
    assert lines == ["asserted", "denied", "possibly the same", "alleged"]


def test_a_click_on_a_node_fills_the_panel(open_view: Open) -> None:
    opened = open_view(case())
    opened.click_on("node", 0)
    panel = opened.page.locator("#panel")
    assert opened.heading == "Аскар Кубанычбеков"
    text = panel.inner_text()
    for shown in ("also Askar Kubanychbekov, Аскар", "Вернулся в мае 2023 года.", "1994~", "since 2023-05", "heard by", "B2"):
        assert shown in text
    for shown in ("Суд рассмотрел дело.", "attributed to", "characters 120–180", "Репортаж", "Азаттык"):
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
        panel.get_by_role("button", name="← Back").click()
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


def test_kinds_and_relation_types_open_as_lists(open_view: Open) -> None:
    opened = open_view(case())
    chip = opened.page.locator("#legend button").first
    chip.click()
    assert opened.heading == "Person"
    assert chip.get_attribute("aria-pressed") == "true"
    assert opened.page.locator("#details .rows button").count() == 3
    chip.click()
    assert opened.heading == "Overview"
    opened.page.locator("#relations button", has_text="relative of").click()
    assert opened.heading == "Relative of"
    opened.assert_quiet()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("садул", "Olim Sa'dullayev"),
        ("KUBANYCH", "Аскар Кубанычбеков"),
        ("city court", "Bishkek City Court"),
        ("кубанычбеков", "Аскар Кубанычбеков"),
    ],
)
def test_search_finds_by_any_name(open_view: Open, query: str, expected: str) -> None:
    opened = open_view(case())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(query)
    opened.page.keyboard.press("Enter")
    assert opened.heading == expected
    opened.page.wait_for_timeout(100)
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
    page.fill("#query", "a")
    assert page.locator("#matches button").count() == 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("#matches button").nth(1)
    assert second.evaluate("button => button === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator("#matches").is_hidden()
    page.fill("#query", "zzz")
    assert page.locator("#matches").inner_text() == "No entity has this name."
    page.keyboard.press("Enter")
    assert opened.heading == "Overview"
    page.fill("#query", "G")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert opened.heading == "G"


def test_an_empty_view_says_so(open_view: Open) -> None:
    opened = open_view(GraphView(title="Nothing"))
    assert opened.page.locator("#empty").inner_text() == "Nothing to show: this view has no entities."
    opened.page.fill("#query", "a")
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


HOSTILE = [
    "<script>window.ran = 1; alert(1)</script>",
    "</script><script>window.ran = 1; alert(1)</script>",
    '<img src="http://127.0.0.1:9/x.png" onerror="window.ran = 1">',
    '<a href="javascript:window.ran = 1">href</a>',
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "'\"><svg onload=window.ran=1>",
    "{{ 7 * 7 }}{% raw %}${7*7}`",
    "\u202egnp.exe\u2066\x00\x1b[31m",
    "a\u2028b\u2029c\nd",
    "__proto__",
    "constructor",
    "https://example.org/\"onmouseover='window.ran=1'",
    "<!--<script>",
    "",
]


def hostile(text: str) -> GraphView:
    """A view in which every field is the text, as far as ids still lead from edges to nodes."""
    other = f"{text}2"
    fields = {"name": text, "names": [text, other], "summary": text, "datasets": [text], "protected": True, "sources": [text]}
    properties = {text: text, "list": [text, {text: text}]}
    nodes = [ViewNode(id=name, kind=text, properties=properties, **fields) for name in (text, other)]
    ends = [(text, other), (text, other), (other, text), (text, text)]
    edges = [
        ViewEdge(id=f"{text}{n}", relation=text, source=one, target=two, status=text, grade=text, since=text, until=other,
                 sources=[text], origins=[text, "x"], properties=properties)
        for n, (one, two) in enumerate(ends)
    ]  # fmt: skip
    claim = ViewClaim(id=text, text=text, property=text, status=text, grade=text, source=text, about=[text],
                      attributed_to=[text, other], relation=f"{text}0", metric=text, scope=text, value=text, bound=text,
                      unit=text, as_of=text)  # fmt: skip
    source = ViewSource(id=text, title=text, url=text, publisher=text, published=text, language=text, reliability=text)
    legend = LegendEntry(key=text, label=text, count=2, colour=text, shape=text)
    return GraphView(title=text, description=text, generated=text, nodes=nodes, edges=edges, claims=[claim], sources=[source],
                     kinds=[legend], relations=[legend])  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(open_view: Open, text: str) -> None:
    opened = open_view(hostile(text))
    page = opened.page
    for kind, index in (("node", 0), ("node", 1), ("edge", 0), ("edge", 1), ("edge", 2)):
        opened.click_on(kind, index)
        assert page.locator("#details h2").count() == 1
    page.locator("#legend button").click()
    page.fill("#query", text[:20] or "x")
    page.keyboard.press("Enter")
    assert page.evaluate("window.ran") is None
    assert page.locator("img, svg[onload], iframe, object, embed, form").count() == 0
    assert page.locator("script").count() == 3
    hrefs = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert all(href.startswith("https://") for href in hrefs)
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
