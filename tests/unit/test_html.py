"""The HTML page as a file: its bytes, its policy, what pyvis holds, and what a failed write leaves behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.export.formats.html import render_html, write_html
from graph.export.layout import Box, place
from graph.export.network import network
from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewEdge, ViewNode, ViewSource
from graph.model import RELATIONS

LINES = "".join(map(chr, (0x2028, 0x2029)))


def sample(**changes: object) -> GraphView:
    """A small view: three entities, parallel edges both ways, a loop, a claim and a source."""
    nodes = [ViewNode(id=name, kind="Person", name=f"Имя {name}") for name in ("a", "b", "c")]
    ends = [("a", "b"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")]
    edges = [ViewEdge(id=f"e{n}", relation="KNOWS", source=s, target=t) for n, (s, t) in enumerate(ends)]
    claim = ViewClaim(id="c1", text="A knows B.", property="KNOWS", status="asserted", grade="B2", source="s", relation="e0")
    view = GraphView(
        title="Дело",
        nodes=nodes,
        edges=edges,
        claims=[claim],
        sources=[ViewSource(id="s", title="Report", url="https://example.org/a?b=1&c=2")],
        kinds=[LegendEntry(key="Person", label="Person", count=3, colour="#0072b2", shape="dot")],
        relations=[LegendEntry(key="KNOWS", label="Knows", count=5)],
    )
    return view.model_copy(update=changes)


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_same_view_same_bytes_in_another_process(tmp_path: Path) -> None:
    source = tmp_path / "view.json"
    source.write_text(sample().model_dump_json(), "utf-8")
    program = (
        "import sys; from pathlib import Path; from graph.export.formats.html import write_html; "
        "from graph.export.view import GraphView; "
        "write_html(GraphView.model_validate_json(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))"
    )
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        subprocess.run([sys.executable, "-c", program, str(source), str(tmp_path / seed)], check=True, env=env)
    write_html(sample(), tmp_path / "here")
    pages = {(tmp_path / name).read_bytes() for name in ("1", "2", "here")}
    assert len(pages) == 1
    assert "Имя a" in pages.pop().decode("utf-8")


def test_another_view_has_another_nonce() -> None:
    nonces = {re.search("'nonce-([0-9a-f]{32})'", render_html(sample(title=title)))[1] for title in ("one", "two")}
    assert len(nonces) == 2


def test_parallel_edges_are_kept_and_bent_apart() -> None:
    edges = data_of(render_html(sample()))["edges"]
    assert [(edge["from"], edge["to"]) for edge in edges][:3] == [("n0", "n1"), ("n0", "n1"), ("n1", "n0")]
    curves = [edge.get("smooth") and (edge["smooth"]["type"], edge["smooth"]["roundness"]) for edge in edges]
    # The third runs the other way: the same turn puts it on the other side of the line.
    assert curves == [("curvedCCW", 0.3), None, ("curvedCCW", 0.3), None, None]
    assert edges[4]["selfReference"]["size"] > 0


def test_lines_tell_status_and_direction() -> None:
    nodes = [ViewNode(id=name, kind="Person", name=name) for name in ("a", "b")]
    made = [("alleged", "KNOWS"), ("denied", "KNOWS"), ("asserted", "KNOWS"), ("asserted", "POSSIBLY_SAME_AS")]
    edges = [ViewEdge(id=f"e{n}", relation=r, source="a", target="b", status=s) for n, (s, r) in enumerate(made)]
    lines = data_of(render_html(sample(nodes=nodes, edges=edges, claims=[])))["edges"]
    assert len({json.dumps(edge["dashes"]) for edge in lines}) == 4
    assert [edge["arrows"] for edge in lines] == ["to", "to", "to", ""]


def test_unknown_shapes_and_colours_are_replaced() -> None:
    kinds = [LegendEntry(key="Person", label="Person", count=3, colour="url(http://example.org/x)", shape="image")]
    node = data_of(render_html(sample(kinds=kinds)))["nodes"][0]
    assert (node["shape"], node["color"]) == ("dot", "#808080")


def test_nothing_of_the_view_can_end_the_data_or_hide() -> None:
    text = f"</script><!--<script>&{LINES}\x00\u202e\ud800"
    node = ViewNode(id="a", kind="Person", name="a", properties={text: [text, float("nan"), 2**70, {"set": {1}}]})
    page = render_html(sample(nodes=[node], edges=[], claims=[]))
    assert page.count("</script") == 3
    assert not re.search(f"[{LINES}\x00\u202e]", page)
    properties = data_of(page)["view"]["nodes"][0]["properties"]
    ((key, values),) = properties.items()
    assert key == values[0] == f"</script><!--<script>&{LINES}\ufffd\ufffd\ufffd"
    assert values[1:] == ["nan", str(2**70), {"set": "{1}"}]


def test_title_and_description_are_text() -> None:
    page = render_html(sample(title="<b>T</b>", description='"><img src=x onerror=alert(1)>'))
    assert "<title>&lt;b&gt;T&lt;/b&gt;</title>" in page
    assert "<img" not in page


def test_the_page_names_no_place_to_load_from() -> None:
    page = render_html(sample())
    assert "default-src 'none'" in page
    assert "unsafe" not in page.split("</head>")[0]
    assert not re.search(r"<(script|link|img|iframe)[^>]*(src|href)=[\"'](?!data:,)", page)
    assert "sourceMappingURL" not in page
    assert "@license" in page


def test_a_library_that_would_end_its_own_script_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.export.formats.html.VIS", "templates/template.html")
    with pytest.raises(ValueError, match="</script"):
        render_html(sample())


def test_an_edge_to_nowhere_is_refused() -> None:
    edge = ViewEdge(id="e9", relation="KNOWS", source="a", target="zz")
    with pytest.raises(ValueError, match=r"'e9'.*'zz'"):
        render_html(sample(edges=[edge]))


def test_an_empty_view_is_a_page() -> None:
    data = data_of(render_html(GraphView(title="Nothing")))
    assert data["nodes"] == data["edges"] == []


def test_a_failed_write_leaves_the_old_page_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("old", "utf-8")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(f"{self} → {target}")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_html(sample(), page)
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]
    assert page.read_text("utf-8") == "old"


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_html(sample(), tmp_path / "none" / "page.html")


def test_importing_the_exporter_does_not_import_pyvis() -> None:
    program = (
        "import sys, graph.export.formats.html; sys.exit(any(name in sys.modules for name in ('pyvis', 'IPython', 'networkx')))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def overlaps(points: list[tuple[int, int]], box: Box) -> int:
    pairs = [(one, two) for n, one in enumerate(points) for two in points[:n]]
    return sum(abs(a[0] - b[0]) < box.width and abs(a[1] - b[1]) < box.height for a, b in pairs)


def test_layout_keeps_boxes_apart() -> None:
    box = Box(110, 40)
    star = [(0, leaf) for leaf in range(1, 26)]
    chain = [(node, node + 1) for node in range(30, 45)]
    points = place([box] * 50, star + chain)
    assert len(points) == 50
    assert overlaps(points, box) == 0


def test_layout_puts_neighbours_nearer_than_strangers() -> None:
    chain = [(node, node + 1) for node in range(9)]
    points = place([Box(20, 20)] * 10, chain)

    def apart(one: int, two: int) -> float:
        return (points[one][0] - points[two][0]) ** 2 + (points[one][1] - points[two][1]) ** 2

    assert apart(0, 1) < apart(0, 4) < apart(0, 9)


def test_layout_of_many_nodes_uses_pivots_and_stays_the_same() -> None:
    links = [(node, node // 2) for node in range(1, 420)]
    first, again = (place([Box(60, 30)] * 420, links) for _ in range(2))
    assert first == again
    assert len(set(first)) == 420


@pytest.mark.parametrize("links", [[], [(0, 0)], [(0, 1), (1, 0), (0, 1)]])
def test_layout_of_odd_graphs(links: list[tuple[int, int]]) -> None:
    assert len(set(place([Box(10, 10)] * 2, links))) == 2


@pytest.mark.parametrize("relation", sorted(RELATIONS))
def test_a_line_has_an_arrow_unless_its_relation_has_no_direction(relation: str) -> None:
    ends = [ViewNode(id=key, kind="Person", name=key) for key in ("a", "b")]
    edge = ViewEdge(id=f"a|{relation}|b", relation=relation, source="a", target="b")
    [line] = network(GraphView(title="T", nodes=ends, edges=[edge]))["edges"]
    assert (line["arrows"] == "") == RELATIONS[relation].undirected
