"""Hostile text in every field of every record: nothing runs, nothing is asked for, nothing throws."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewConflict, ViewContested, ViewEdge, ViewNode, ViewSource
from graph.model import Standing
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Open = Callable[..., OpenPage]

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
    when = {"date": text, "date_earliest": text, "date_latest": other}
    contested = [
        ViewContested(field=name, value=text, stance=stance, grade=text, origins=[text, "x"], claims=[text])
        for name in (text, "since")
        for stance in ("supports", "disputes")
    ]
    nodes = [ViewNode(id=name, kind=text, properties=properties, contested=contested, **fields, **when) for name in (text, other)]
    ends = [(text, other), (text, other), (other, text), (text, text)]
    edges = [
        ViewEdge(
            id=f"{text}{n}",
            relation=text,
            source=one,
            target=two,
            status=text,
            grade=text,
            since=text,
            until=other,
            since_earliest=text,
            since_latest=text,
            until_earliest=text,
            until_latest=text,
            sources=[text],
            origins=[text, "x"],
            standing=Standing.DISPUTED,
            disputed_grade=text,
            disputed_sources=[text],
            disputed_origins=[text, "x"],
            properties=properties,
            contested=contested,
        )
        for n, (one, two) in enumerate(ends)
    ]
    claim = ViewClaim(
        id=text,
        text=text,
        property=text,
        status=text,
        grade=text,
        source=text,
        about=[text],
        attributed_to=[text, other],
        relation=f"{text}0",
        metric=text,
        scope=text,
        value=text,
        bound=text,
        unit=text,
        as_of=text,
        origin=text,
        reliability=text,
        recorded_at=text,
        language=text,
        since=text,
        until=text,
        row=7,
        column=text,
    )
    twin = claim.model_copy(update={"id": other, "relation": None, "value": None})
    conflict = ViewConflict(finding=text, measure=text, scope=text, one=text, other=other, why=text)
    source = ViewSource(
        id=text, title=text, url=text, publisher=text, published=text, language=text, reliability=text, document=text
    )
    legend = LegendEntry(key=text, label=text, count=2, colour=text, shape=text)
    return GraphView(
        title=text,
        description=text,
        generated=text,
        query=text,
        as_of=text,
        known_at=text,
        version=text,
        nodes=nodes,
        edges=edges,
        claims=[claim, twin],
        conflicts=[conflict],
        sources=[source],
        kinds=[legend],
        relations=[legend],
    )


def every_field(view: GraphView) -> set[str]:
    """The names of the fields that hold something in some record of the view."""
    parts = [view, *view.nodes, *view.edges, *view.claims, *view.sources, *view.conflicts, *view.kinds]
    return {f"{type(part).__name__}.{name}" for part in parts for name in type(part).model_fields if getattr(part, name)}


def test_the_corpus_fills_every_field_of_every_record() -> None:
    parts = (GraphView, ViewNode, ViewEdge, ViewClaim, ViewSource, ViewConflict, LegendEntry)
    fields = {f"{part.__name__}.{name}" for part in parts for name in part.model_fields}
    # Numbers and the two closed words cannot hold text.
    numbers = {"ViewClaim.locator_start", "ViewClaim.locator_end", "ViewClaim.credibility"}
    assert fields - every_field(hostile("x")) == numbers


def use_everything(opened: OpenPage, text: str) -> None:
    page = opened.page
    for kind, index in (("node", 0), ("node", 1), ("edge", 0), ("edge", 1), ("edge", 2)):
        opened.click_on(kind, index)
        assert page.locator("#details h2").count() == 1
    page.locator("#group-kinds input").uncheck()
    page.locator("#undo").click()
    page.locator("#group-sources input").uncheck()
    page.locator("#clear").click()
    for field, name in (("From", text), ("To", f"{text}2")):
        page.keyboard.press("Escape")
        page.get_by_label(field, exact=True).first.fill(name[:20] or "x")
        page.keyboard.press("Enter")
    page.fill("#query", text[:20] or "x")
    page.keyboard.press("Enter")
    for face in ("Entities", "Relations", "Claims"):
        page.get_by_role("button", name=face, exact=True).click()
        assert page.locator(".table tbody tr").count() > 0
    for item in ("Drawing (SVG)", "Claims (CSV)", "All of it (JSON)"):
        with page.expect_download():
            page.locator("#download").click()
            page.get_by_role("button", name=item).click()
    page.locator("#language").select_option("ky")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(open_view: Open, text: str) -> None:
    opened = open_view(hostile(text))
    page = opened.page
    use_everything(opened, text)
    assert page.evaluate("window.ran") is None
    assert page.locator("img, svg[onload], iframe, object, embed, form").count() == 0
    assert page.locator("script").count() == 3
    hrefs = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert all(href.startswith("https://") for href in hrefs)
    opened.requests = [url for url in opened.requests if not url.startswith("blob:")]
    opened.assert_quiet()


def megabyte(part: str) -> GraphView:
    """A view of which one record, or its own head, holds a megabyte in every field that can hold text."""
    small, big = hostile("x"), hostile("ж<b>" * 262_144)
    if part == "view":
        kept = ("nodes", "edges", "claims", "conflicts", "sources", "kinds", "relations")
        return big.model_copy(update={name: getattr(small, name) for name in kept})
    if part == "nodes":
        return small.model_copy(update={"nodes": big.nodes[:1], "edges": [], "kinds": big.kinds})
    if part == "edges":
        edge = big.edges[0].model_copy(update={"source": "x", "target": "x2"})
        return small.model_copy(update={"edges": [edge], "relations": big.relations, "sources": big.sources})
    if part == "claims":
        return small.model_copy(update={"claims": [big.claims[0].model_copy(update={"about": ["x"]})]})
    return small.model_copy(update={"conflicts": [big.conflicts[0].model_copy(update={"one": "x", "other": "x2"})]})


@pytest.mark.parametrize("part", ["view", "nodes", "edges", "claims", "conflicts"])
def test_a_megabyte_in_every_field_opens(open_view: Open, part: str) -> None:
    opened = open_view(megabyte(part))
    opened.click_on("node", 0)
    if part != "nodes":
        opened.click_on("edge", 0)
    for face in ("Entities", "Relations", "Claims"):
        opened.page.get_by_role("button", name=face, exact=True).click()
    opened.assert_quiet()


@pytest.mark.parametrize(
    "address", ["#entity=<img src=x onerror=window.ran=1>", "#path=__proto__,constructor", "#no-kinds=%00,%FF"]
)
def test_hostile_addresses_are_only_text(open_view: Open, address: str) -> None:
    opened = open_view(hostile("__proto__"), at=address)
    assert opened.page.evaluate("window.ran") is None
    opened.assert_quiet()
