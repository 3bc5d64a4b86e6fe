"""What holds for every view: what a format can hold comes back out of it, and a cell is never a formula."""

from __future__ import annotations

import csv
import io

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.export.cells import bare, harmless, listed, unlisted
from graph.export.formats.csv import render_tables
from graph.export.formats.graphml import as_networkx, render_graphml
from graph.export.formats.json import read_json, render_json
from graph.export.plain import xml_text
from graph.export.view import GraphView, ViewClaim, ViewEdge, ViewNode, ViewSource

MANY = settings(max_examples=200, deadline=None)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(str.strip)
VALUES = (
    TEXT
    | st.integers()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.lists(TEXT, max_size=3)
    | st.none()
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@st.composite
def views(draw: st.DrawFn) -> GraphView:
    """Views with any text, any values and edges between any nodes, parallel ones and loops as well."""
    ids = draw(st.lists(KEYS.filter(lambda key: xml_text(key) == key), min_size=1, max_size=5, unique=True))
    nodes = [
        ViewNode(id=key, kind=draw(TEXT), name=draw(TEXT), names=draw(st.lists(TEXT.filter(bool), max_size=3)),
                 summary=draw(TEXT), protected=draw(st.booleans()), properties=draw(st.dictionaries(KEYS, VALUES, max_size=3)))
        for key in ids
    ]  # fmt: skip
    ends = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=6))
    edges = [
        ViewEdge(
            id=f"e{at}", relation=draw(TEXT), source=one, target=other, properties=draw(st.dictionaries(KEYS, VALUES, max_size=2))
        )
        for at, (one, other) in enumerate(ends)
    ]
    claims = [
        ViewClaim(id=f"c{at}", text=draw(TEXT), property="mention", status="asserted", grade="B2", source="s", about=[ids[0]],
                  scope=draw(TEXT | st.none()), value=draw(TEXT | st.integers() | st.booleans() | st.none()))
        for at in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return GraphView(title=draw(TEXT), nodes=nodes, edges=edges, claims=claims, sources=[ViewSource(id="s", title=draw(TEXT))])


def rows(text: str) -> list[dict[str, str]]:
    return [{bare(key): bare(value) for key, value in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]


@MANY
@given(TEXT)
def test_a_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = harmless(text)
    assert bare(cell) == text
    assert not cell.startswith(FORMULA) or cell.lstrip("+-").replace(".", "").replace("e", "").replace("E", "")[:1].isdigit()


@MANY
@given(st.lists(TEXT.filter(bool)))
def test_a_list_comes_back(items: list[str]) -> None:
    assert unlisted(listed(items)) == [item.removeprefix(" ") if at == 0 else item for at, item in enumerate(items)]


@FEW
@given(views())
def test_json_comes_back(view: GraphView) -> None:
    assert read_json(render_json(view)) == view


@FEW
@given(views())
def test_tables_come_back(view: GraphView) -> None:
    tables = render_tables(view)
    nodes, edges, claims = (rows(tables[name]) for name in ("nodes", "edges", "claims"))
    assert [(row["id"], row["name"], row["summary"]) for row in nodes] == [(one.id, one.name, one.summary) for one in view.nodes]
    assert [(row["id"], row["source"], row["target"]) for row in edges] == [
        (one.id, one.source, one.target) for one in view.edges
    ]
    assert [(row["text"], row["scope"]) for row in claims] == [(one.text, one.scope or "") for one in view.claims]


@FEW
@given(views())
def test_graphml_comes_back(view: GraphView) -> None:
    made = as_networkx(view)
    read = nx.parse_graphml(render_graphml(view), force_multigraph=True)
    assert set(read) == set(made)
    assert sorted(read.edges(keys=True)) == sorted(made.edges(keys=True))
    for key, data in made.nodes(data=True):
        assert {name: value for name, value in read.nodes[key].items() if value != ""} == {
            name: value for name, value in data.items() if value != ""
        }
