"""Every format of an export: what it says, that its readers take it, and that nothing in a record can be more than text."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import networkx as nx
import pytest
import xmlschema

from graph.export.atomic import write_content
from graph.export.cells import bare, cell, harmless, listed, unlisted
from graph.export.formats.csv import TABLES, Csv, render_tables
from graph.export.formats.dot import render_dot
from graph.export.formats.gexf import NAMESPACE, render_gexf
from graph.export.formats.graphml import render_graphml
from graph.export.formats.json import json_schema, read_json, render_json
from graph.export.formats.mermaid import render_mermaid
from graph.export.formats.png import render_png
from graph.export.formats.svg import render_svg
from graph.export.periods import edge_periods
from graph.export.plain import one_line, utf8, xml_text
from graph.export.view import GraphView, ViewEdge, ViewNode
from tests.gexf import read_gexf as opened
from tests.unit.views import HOSTILE, case, hostile

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "gexf-1.3" / "gexf.xsd")
GEXF = {"g": NAMESPACE}
TEXTS: dict[str, Callable[[GraphView], str]] = {
    "json": render_json,
    "gexf": render_gexf,
    "graphml": render_graphml,
    "dot": render_dot,
    "mermaid": render_mermaid,
    "svg": render_svg,
    **{f"csv {name}": (lambda view, name=name: render_tables(view)[name]) for name in TABLES},
}
EVERY_HOSTILE = pytest.mark.parametrize("name", HOSTILE)


def read_gexf(text: str, tmp_path: Path) -> tuple[nx.Graph[str], dict[str, dict[str, Any]]]:
    """What networkx reads: the graph, and its edges by their ids."""
    path = tmp_path / "view.gexf"
    path.write_text(text, encoding="utf-8")
    graph = opened(path)
    return graph, {data["id"]: data for _, _, data in graph.edges(data=True)}


@pytest.fixture(autouse=True)
def _long_cells() -> None:
    """The limit is the whole process's, and the loaders have one of their own."""
    csv.field_size_limit(10**8)


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a table with the text that stood in its cells."""
    return [{bare(key): bare(value) for key, value in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_view_gives_the_same_text_in_another_process_and_locale(name: str, tmp_path: Path) -> None:
    (tmp_path / "view.json").write_text(render_json(case()), encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from graph.export.formats.json import read_json\n"
        "from tests.unit.test_formats import TEXTS\n"
        "sys.stdout.buffer.write(TEXTS[sys.argv[2]](read_json(Path(sys.argv[1]).read_text('utf-8'))).encode())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "view.json"), name], check=True, capture_output=True, env=env
    )
    assert done.stdout.decode("utf-8") == TEXTS[name](case())


@pytest.mark.parametrize("name", ["json", "gexf", "graphml", "dot", "mermaid", "svg", "csv about"])
def test_every_format_says_what_made_it(name: str) -> None:
    text = TEXTS[name](case())
    for told in ("Дело", "2024-05-01" if name != "mermaid" else "2024#45;05#45;01"):
        assert told in text
    assert "internal" in text
    assert "public" in TEXTS[name](case(profile="public"))


def test_json_is_the_view_and_fits_its_schema() -> None:
    text = render_json(case())
    assert read_json(text) == case()
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(text))
    broken = {**json.loads(text), "nodes": [{"id": 3}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json_schema())


def test_json_has_no_number_that_json_lacks() -> None:
    node = ViewNode(id="a", kind="x", name="a", properties={"f": float("nan"), "g": float("inf"), "big": 2**80})
    found = json.loads(render_json(case(nodes=[node], edges=[], claims=[])))
    assert found["nodes"][0]["properties"] == {"f": None, "g": None, "big": 2**80}


@EVERY_HOSTILE
def test_json_keeps_any_text(name: str) -> None:
    found = json.loads(render_json(hostile(HOSTILE[name])).encode())
    assert found["nodes"][0]["name"] == utf8(HOSTILE[name])
    assert found["claims"][0]["value"] == utf8(HOSTILE[name])


def test_gexf_fits_the_schema_and_opens_in_networkx(tmp_path: Path) -> None:
    text = render_gexf(case())
    SCHEMA.validate(text)
    graph, edges = read_gexf(text, tmp_path)
    view = case()
    assert sorted(graph) == [node.id for node in view.nodes]
    assert sorted(edges) == [edge.id for edge in view.edges]
    assert {(one, other) for one, other in graph.edges()} == {(edge.source, edge.target) for edge in view.edges}
    askar = graph.nodes["askar"]
    assert (askar["label"], askar["kind"], unlisted(askar["names"])) == ("Аскар К.", "Person", ["Аскар К.", "Askar; K."])
    assert (askar["tall"], graph.nodes["ruling"]["sentence_months"], graph.nodes["olim"]["protected"]) == (1.5, 54, True)
    assert edges["askar|DEFENDANT_IN|case"]["claims"] == 1


def test_a_broken_gexf_does_not_fit_the_schema() -> None:
    assert not SCHEMA.is_valid(render_gexf(case()).replace("<nodes ", '<nodes foo="1" '))


@pytest.mark.parametrize(
    ("since", "until", "parts"),
    [
        (None, None, []),
        ("2023-05", None, [("2023-05-01", None, "possibly")]),
        (None, "2023", [(None, "2023-12-31", "possibly")]),
        ("2023", "2023", [("2023-01-01", "2023-12-31", "possibly")]),
        ("2023-05-01", "2023-05-01", [("2023-05-01", "2023-05-01", "definitely")]),
        (
            "2023-05",
            "2024",
            [
                ("2023-05-01", "2023-05-30", "possibly"),
                ("2023-05-31", "2024-01-01", "definitely"),
                ("2024-01-02", "2024-12-31", "possibly"),
            ],
        ),
        ("2020?", "2021", [("2020-01-01", "2021-12-31", "possibly")]),
        ("../2020", "2021-05-05", [(None, "2021-05-05", "possibly")]),
        ("no date", "<b>", []),
    ],
)
def test_dates_are_periods_of_one_certainty(
    since: str | None, until: str | None, parts: list[tuple[str | None, str | None, str]]
) -> None:
    found = [(one.first and str(one.first), one.last and str(one.last), one.certainty) for one in edge_periods(since, until)]
    if since == "../2020":
        assert found[0][0] is None
        assert found[-1][1] == "2021-05-05"
    else:
        assert found == parts


def test_gexf_has_dates_as_spells_and_dynamic_attributes(tmp_path: Path) -> None:
    graph, edges = read_gexf(render_gexf(case()), tmp_path)
    defendant = edges["askar|DEFENDANT_IN|case"]
    assert defendant["spells"] == [("2023-05-01", "2024-12-31")]
    assert defendant["certainty-over-time"] == [
        ("possibly", "2023-05-01", "2023-05-30"),
        ("definitely", "2023-05-31", "2024-01-01"),
        ("possibly", "2024-01-02", "2024-12-31"),
    ]
    assert graph.nodes["ruling"]["spells"] == [("2023-06-01", "None")]  # networkx's word for an open end
    assert graph.nodes["ruling"]["certainty-over-time"][-1] == ("definitely", "2023-06-30", "None")
    assert graph.nodes["case"]["spells"] == [("2023-05-01", "2024-12-31")]
    assert graph.nodes["firm"]["spells"] == [("2001-02-03", "None")]
    assert "spells" not in graph.nodes["askar"]


@EVERY_HOSTILE
def test_gexf_holds_hostile_text(name: str) -> None:
    text = render_gexf(hostile(HOSTILE[name]))
    SCHEMA.validate(text)
    root = ElementTree.fromstring(text.encode())
    assert [node.get("id") for node in root.iterfind(".//g:node", GEXF)] == [
        xml_text(HOSTILE[name]),
        xml_text(f"{HOSTILE[name]}2"),
    ]
    assert {element.tag.removeprefix(f"{{{NAMESPACE}}}") for element in root.iter()} <= {
        "gexf", "meta", "creator", "description", "graph", "attributes", "attribute", "nodes", "node", "edges", "edge",
        "attvalues", "attvalue", "spells", "spell", "color",
    }  # fmt: skip


@pytest.mark.parametrize("view", [case(), hostile(HOSTILE["csv"])], ids=["case", "hostile"])
def test_graphml_comes_back_through_networkx(view: GraphView) -> None:
    graph = nx.parse_graphml(render_graphml(view), force_multigraph=True)
    assert list(graph) == [xml_text(node.id) for node in view.nodes]
    ends = [(edge.source, edge.target, edge.id) for edge in view.edges]
    assert sorted(graph.edges(keys=True)) == sorted(tuple(map(xml_text, one)) for one in ends)
    again = nx.parse_graphml("\n".join(nx.generate_graphml(graph)), force_multigraph=True)
    assert nx.utils.graphs_equal(graph, again)
    assert graph.graph["title"] == xml_text(view.title)


def test_graphml_keeps_types() -> None:
    graph = nx.parse_graphml(render_graphml(case()), force_multigraph=True)
    assert graph.nodes["ruling"]["sentence_months"] == 54
    assert graph.nodes["olim"]["protected"] is True
    assert graph.nodes["askar"]["tall"] == 1.5
    assert (graph.nodes["askar"]["age"], graph.nodes["olim"]["age"]) == ("31", "about 30")  # a column has one type
    edge = graph.edges["askar", "firm", "askar|EMPLOYED_BY|firm"]
    assert (edge["relation"], edge["status"], edge["since"], edge["role"]) == ("EMPLOYED_BY", "alleged", "2020?", "driver")


@EVERY_HOSTILE
def test_graphml_holds_hostile_text(name: str) -> None:
    graph = nx.parse_graphml(render_graphml(hostile(HOSTILE[name])), force_multigraph=True)
    assert list(graph) == [xml_text(HOSTILE[name]), xml_text(f"{HOSTILE[name]}2")]
    assert graph.nodes[xml_text(HOSTILE[name])].get("summary", "") == xml_text(HOSTILE[name])


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 202", "-", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'", "'=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"],
)
def test_a_cell_that_begins_like_a_formula_is_made_text_and_comes_back(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert bare(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "Ann", "-5", "+5", "-5.5", "-1e5", "a=b", " =1", "Ж"])
def test_other_cells_stay(text: str) -> None:
    assert harmless(text) == text == bare(text)


@pytest.mark.parametrize("items", [[], ["a"], ["a; b", "c\\", "\\;"], ["=1", "x;y;z"], ["\n"]])
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    assert unlisted(listed(items)) == items


def test_tables_carry_entities_relations_claims_and_sources() -> None:
    view, tables = case(), render_tables(case())
    assert tuple(tables) == TABLES
    nodes, edges, claims, sources = (rows(tables[name]) for name in TABLES[:4])
    for records, parts in ((nodes, view.nodes), (edges, view.edges), (claims, view.claims), (sources, view.sources)):
        assert [row["id"] for row in records] == [part.id for part in parts]
    assert unlisted(nodes[0]["names"]) == view.nodes[0].names
    assert (nodes[0]["birth_date"], nodes[0]["list"]) == ("1994~", cell(["a;b", "c\\"]))
    assert unlisted(edges[2]["reasons_for"]) == ["one", "two; three"]
    assert (claims[0]["relation"], claims[0]["locator_start"], claims[1]["value"]) == ("askar|DEFENDANT_IN|case", "3", "-5")
    assert claims[1]["scope"] == "=all"
    assert sources[0]["url"] == view.sources[0].url
    assert {row["field"]: row["value"] for row in rows(tables["about"])}["query"] == view.query


def test_no_cell_of_hostile_tables_is_a_formula() -> None:
    for text in HOSTILE.values():
        for table in render_tables(hostile(text)).values():
            cells = [value for row in csv.reader(io.StringIO(table, newline="")) for value in row]
            assert not [value for value in cells if value.startswith(("=", "+", "@", "\t", "\r", "\n", "\uff1d"))]
            assert all(re.fullmatch(r"-[0-9.]+", value) for value in cells if value.startswith("-"))


@EVERY_HOSTILE
def test_hostile_text_comes_back_from_a_table(name: str) -> None:
    found = rows(render_tables(hostile(HOSTILE[name]))["claims"])
    assert [found[0]["text"], found[0]["scope"]] == [utf8(HOSTILE[name])] * 2


def test_tables_go_into_a_folder_or_a_zip(tmp_path: Path) -> None:
    write_content(tmp_path / "folder", Csv().render(case()).content)
    files = {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert sorted(files) == sorted(f"{name}.csv" for name in TABLES)
    write_content(tmp_path / "all.zip", Csv(excel=True).render(case()).content)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: b"\xef\xbb\xbf" + content for name, content in files.items()
        }
    first = (tmp_path / "all.zip").read_bytes()
    write_content(tmp_path / "all.zip", Csv(excel=True).render(case()).content)
    assert (tmp_path / "all.zip").read_bytes() == first


STRING = r'"(?:[^"\\]|\\.)*"'
DOT_LINE = re.compile(
    rf"digraph {STRING} {{|}}|  (?:graph|node|edge|n\d+|n\d+ -> n\d+) \[(?:\w+=(?:{STRING}|\w+)(?:, |(?=\])))+\];"
)


@EVERY_HOSTILE
def test_dot_holds_hostile_text_in_strings(name: str) -> None:
    text = render_dot(hostile(HOSTILE[name]))
    lines = text.splitlines()
    assert [line for line in lines if not DOT_LINE.fullmatch(line)] == []
    assert len(lines) == 1 + 3 + 2 + 4 + 1
    assert "URL" not in re.sub(STRING, "", text)
    tooltip = re.search(rf"n0 \[.*?tooltip=({STRING})", text)
    assert tooltip
    shown = re.sub(r"\\(.)", r"\1", tooltip[1][1:-1])
    assert shown == one_line(f"{HOSTILE[name]}: {HOSTILE[name]}")[:400]


def test_dot_draws_status_and_direction() -> None:
    text = render_dot(case())
    assert 'label="Аскар К."' in text
    assert re.search(r'n0 -> n2 \[label="employed by \(driver\), alleged".*style=dashed', text)
    assert re.search(r'n3 -> n0 \[label="relative of, denied".*style=dotted, dir=none', text)
    assert re.search(r'n4 .*shape=box, fillcolor="#882255", fontcolor="#ffffff"', text)


CODED = r"(?:[^\W_]| |#\d+;)+"
MERMAID_LINE = re.compile(
    rf"flowchart LR|  %% \w+: {CODED}"
    rf"|  n\d+(?:\(\[|\[/|\[\\|\[|\{{\{{|\{{|>|\()\"{CODED}\"(?:\]\)|\\\]|/\]|\]|\}}\}}|\}}|\)):::k\d+"
    rf"|  n\d+ (?:-->|---|-\.->|-\.-)\|\"{CODED}\"\| n\d+"
    r"|  classDef k\d+ fill:#ffffff,stroke:#[0-9a-fA-F]{6},stroke-width:2px,color:#000000"
)


@EVERY_HOSTILE
def test_mermaid_holds_hostile_text_in_numbers(name: str) -> None:
    lines = render_mermaid(hostile(HOSTILE[name])).splitlines()
    assert [line for line in lines if not MERMAID_LINE.fullmatch(line)] == []
    assert len([line for line in lines if re.match(r"  n\d+ -", line)]) == 4


def test_mermaid_draws_status_and_direction() -> None:
    text = render_mermaid(case())
    assert '  n0(["Аскар К#46;"]):::k2' in text
    assert '  n0 -->|"defendant in 2023#45;05#8211;2024"| n1' in text
    assert '  n0 -.->|"employed by #40;driver#41; 2020#63;#8211;#8230;#44; alleged"| n2' in text
    assert '  n3 -.-|"relative of#44; denied"| n0' in text


@EVERY_HOSTILE
def test_svg_holds_hostile_text_as_text(name: str) -> None:
    root = ElementTree.fromstring(render_svg(hostile(HOSTILE[name])).encode())
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "g", "path", "circle"}
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not [key for key in attributes if key.startswith("on") or "href" in key or key in ("style", "class", "src")]
    assert not [value for element in root.iter() for value in element.attrib.values() if "url(" in value]
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert (title.text or "") == (xml_text(one_line(HOSTILE[name])) if name != "long" else "x" * 399 + "…")


def test_svg_shows_names_legend_lines_and_footer() -> None:
    root = ElementTree.fromstring(render_svg(case()))
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    for told in ("Аскар К.", "Дело", "Person (1)", "employed by (driver) (alleged)", "denied", "possibly the same"):
        assert told in texts
    foot = " ".join(texts[-3:])
    for told in ("--around askar --hops 1", "as of 2024-05-01", "internal", "2026-11-22", "5 entities"):
        assert told in foot
    names = {element.tag.split("}")[1] for element in root.iter()}
    assert {"circle", "polygon", "rect", "path"} <= names


def many(count: int) -> GraphView:
    nodes = [ViewNode(id=f"n{at:05}", kind="Person", name=f"Name{at}") for at in range(count)]
    edges = [ViewEdge(id=f"e{at}", relation="RELATIVE_OF", source="n00000", target=f"n{at:05}") for at in range(1, count, 7)]
    return GraphView(title="Many", nodes=nodes, edges=edges)


@pytest.mark.parametrize(("count", "names"), [(300, 300), (301, 200), (2001, 60)])
def test_a_large_picture_names_the_best_connected(count: int, names: int) -> None:
    text = render_svg(many(count))
    assert len(re.findall(r'stroke-width="3"[^>]*>Name\d+<', text)) == names
    assert ">Name0</text>" in text


def test_an_edge_that_leads_nowhere_is_told() -> None:
    edge = ViewEdge(id="e9", relation="KNOWS", source="askar", target="zz")
    with pytest.raises(ValueError, match="zz"):
        render_svg(case(edges=[edge]))


def test_png_is_the_picture_with_its_text() -> None:
    picture = render_png(case())
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    drawn = re.search(r'width="(\d+)" height="(\d+)"', render_svg(case()))
    assert drawn
    assert (width, height) == (2 * int(drawn[1]), 2 * int(drawn[2]))
    assert picture == render_png(case())
    blank = [node.model_copy(update={"name": "\u00a0"}) for node in case().nodes]
    assert len(render_png(case(nodes=blank))) < len(picture) - 1000  # letters take dots: fonts were found


@pytest.mark.parametrize("name", ["script", "closing tags", "null", "bidi", "surrogate", "no character", "long", "empty"])
def test_png_of_hostile_text_is_drawn(name: str) -> None:
    assert render_png(hostile(HOSTILE[name])).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", TEXTS)
def test_an_empty_view_can_be_written(name: str) -> None:
    assert TEXTS[name](GraphView(title="Nothing"))
