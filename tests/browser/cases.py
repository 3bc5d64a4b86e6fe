"""Views that the browser tests open: a small case, and graphs of any size."""

from __future__ import annotations

from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewConflict, ViewEdge, ViewNode, ViewSource

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


def trial() -> GraphView:
    """A case with three rulings, dated more and less precisely, and two sources that say different numbers."""
    nodes = [
        ViewNode(id="case", kind="LegalCase", name="The case"),
        ViewNode(id="kim", kind="Person", name="Kim", sources=["news"]),
        ViewNode(id="lee", kind="Person", name="Lee", sources=["blog"]),
        ViewNode(
            id="first",
            kind="Ruling",
            name="Ten years",
            date="2023-05-16",
            date_earliest="2023-05-16",
            date_latest="2023-05-16",
            properties={"ruling": "verdict", "sentence_months": 120},
        ),
        ViewNode(
            id="second",
            kind="Ruling",
            name="Seven years",
            date="2023",
            date_earliest="2023-01-01",
            date_latest="2023-12-31",
            properties={"ruling": "appeal", "sentence_months": 84},
        ),
        ViewNode(
            id="third",
            kind="Ruling",
            name="Probation",
            date="2024-02~",
            date_earliest="2024-02-01",
            date_latest="2024-02-29",
            properties={"ruling": "probation"},
        ),
        ViewNode(id="town", kind="Place", name="Osh"),
    ]
    day = {"since": "2022-07", "since_earliest": "2022-07-01", "since_latest": "2022-07-31"}
    edges = [
        ViewEdge(
            id="e0", relation="DEFENDANT_IN", source="kim", target="case", grade="B2", origins=["court", "kim"], sources=["news"]
        ),
        ViewEdge(id="e1", relation="RULED_IN", source="first", target="case", grade="B2", origins=["court"], sources=["news"]),
        ViewEdge(id="e2", relation="RULED_IN", source="second", target="case", grade="C3", origins=["court"], sources=["news"]),
        ViewEdge(id="e3", relation="RULED_IN", source="third", target="case", grade="C3", origins=["court"], sources=["blog"]),
        ViewEdge(id="e4", relation="SUPERSEDES", source="second", target="first", sources=["news"]),
        ViewEdge(id="e5", relation="SUPERSEDES", source="third", target="second", sources=["news"]),
        ViewEdge(id="e6", relation="BORN_IN", source="kim", target="town", sources=["blog"], status="alleged"),
        ViewEdge(id="e7", relation="FOUGHT_FOR", source="lee", target="town", sources=["blog"], **day),
        ViewEdge(id="e8", relation="POSSIBLY_SAME_AS", source="lee", target="kim"),
    ]
    figure = {
        "property": "metric",
        "status": "asserted",
        "about": ["town"],
        "metric": "fighters",
        "scope": "Osh",
        "bound": "exactly",
    }
    claims = [
        ViewClaim(id="c1", text="There are 116.", source="news", grade="B2", value=116, origin="ministry", **figure),
        ViewClaim(id="c2", text="There are 97.", source="blog", grade="C3", value=97, origin="kim", **figure),
        ViewClaim(
            id="c3",
            text="=Kim stands trial.",
            property="DEFENDANT_IN",
            status="asserted",
            grade="B2",
            source="news",
            about=["kim", "case"],
            relation="e0",
            origin="court",
            locator_start=5,
            locator_end=9,
            recorded_at="2025-07-10",
        ),
    ]
    conflict = ViewConflict(finding="conflict", measure="fighters", scope="Osh", one="c1", other="c2", why="No number is both.")
    shapes = {"LegalCase": "star", "Person": "dot", "Ruling": "box", "Place": "triangleDown"}
    return GraphView(
        title="The trial of Kim",
        query='--around "Kim" --hops 2',
        generated="2026-11-22",
        version="0.1.0",
        nodes=nodes,
        edges=edges,
        claims=claims,
        conflicts=[conflict],
        sources=[ViewSource(id="news", title="News", url="https://example.org/n"), ViewSource(id="blog", title="Blog")],
        kinds=[
            LegendEntry(key=key, label=key, count=sum(node.kind == key for node in nodes), colour="#0072b2", shape=shape)
            for key, shape in shapes.items()
        ],
        relations=[LegendEntry(key=key, label=key.lower(), count=1) for key in sorted({edge.relation for edge in edges})],
    )


def wheel(nodes: int) -> GraphView:
    """A ring of so many people, each tenth of them tied to the first."""
    people = [ViewNode(id=f"p{n}", kind="Person", name=f"Person {n}") for n in range(nodes)]
    ends = [(n, (n + 1) % nodes) for n in range(nodes)] + [(n, 0) for n in range(10, nodes, 10)]
    edges = [ViewEdge(id=f"e{n}", relation="KNOWS", source=f"p{a}", target=f"p{b}") for n, (a, b) in enumerate(ends)]
    return GraphView(
        title=f"Wheel of {nodes}",
        nodes=people,
        edges=edges,
        kinds=[LegendEntry(key="Person", label="Person", count=nodes, colour="#0072b2", shape="dot")],
        relations=[LegendEntry(key="KNOWS", label="knows", count=len(edges))],
    )
