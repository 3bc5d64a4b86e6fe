"""Formats that are known by themselves, loaded without a mapping on every engine; the files are made up in the published form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

ICIJ = {
    "relationships.csv": (
        "node_id_start,node_id_end,rel_type,link,status,start_date,end_date,sourceID\n"
        "12000001,10000001,officer_of,shareholder of,,01-JAN-2006,20-FEB-2011,Made-up Leak\n"
        "10000001,14000001,registered_address,registered address,,,,Made-up Leak\n"
    ),
    "nodes-entities.csv": (
        "node_id,name,original_name,jurisdiction,incorporation_date,countries,sourceID,note\n"
        "10000001,TIDE MADE-UP LTD,TIDE LTD,BVI,23-MAR-2006,Kazakhstan,Made-up Leak,\n"
    ),
    "nodes-officers.csv": (
        "node_id,name,countries,country_codes,sourceID,valid_until,note\n12000001,Ada Made-up,Kazakhstan,KAZ,Made-up Leak,,\n"
    ),
    "nodes-addresses.csv": (
        "node_id,address,name,countries,country_codes,sourceID,valid_until,note\n14000001,1 Made-up Quay,,,,Made-up Leak,,\n"
    ),
}


def rows(run: Run, place: str, query: str) -> list[dict[str, Any]]:
    done = run("cypher", query, "--store", place, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)["rows"]


@pytest.mark.contract
@pytest.mark.parametrize("order", [list(ICIJ), list(reversed(ICIJ))], ids=["ties first", "ties last"])
def test_offshore_leaks_come_in_whole_in_any_order(run: Run, fresh_place: str, tmp_path: Path, order: list[str]) -> None:
    for name in order:
        (tmp_path / name).write_text(ICIJ[name], encoding="utf-8")
        done = run("load", tmp_path / name, "--store", fresh_place)
        assert done.code == 0, done.err
    found = rows(run, fresh_place, "MATCH (n:Entity) RETURN n.id AS id, n.kind AS kind, n.name AS name ORDER BY id")
    assert found == [
        {"id": "icij-10000001", "kind": "Company", "name": "TIDE MADE-UP LTD"},
        {"id": "icij-12000001", "kind": "LegalEntity", "name": "Ada Made-up"},
        {"id": "icij-14000001", "kind": "Place", "name": "1 Made-up Quay"},
    ]
    ties = rows(
        run,
        fresh_place,
        "MATCH (a:Entity)-[r:LINKED_TO]->(b:Entity) RETURN a.id AS a, b.id AS b, r.role AS role, r.since AS since ORDER BY a",
    )
    assert ties == [
        {"a": "icij-10000001", "b": "icij-14000001", "role": "registered address", "since": None},
        {"a": "icij-12000001", "b": "icij-10000001", "role": "shareholder of", "since": "2006-01-01"},
    ]


def test_a_mapping_of_ones_own_goes_before_what_is_known(run: Run, tmp_path: Path) -> None:
    table, mapping = tmp_path / "nodes-officers.csv", tmp_path / "m.yml"
    table.write_text(ICIJ[table.name], encoding="utf-8")
    mapping.write_text("entities: {p: {kind: Person, key: node_id, name: name}}\n", encoding="utf-8")
    assert run("load", table, "--mapping", mapping, "--store", tmp_path / "s").code == 0
    assert run("show", "nodes-officers-p-12000001", "--store", tmp_path / "s").code == 0


GEXF = """<?xml version="1.0"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="city" type="string"/></attributes>
<nodes><node id="n 1" label="Ada Made-up"><attvalues><attvalue for="0" value="Ennet"/></attvalues></node>
<node id="2" label="Ben Made-up"/></nodes><edges><edge id="0" source="n 1" target="2" label="pays" weight="2.0"/></edges>
</graph></gexf>"""
GRAPHML = """<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="l" for="node" attr.name="label" attr.type="string"/><key id="c" for="node" attr.name="city" attr.type="string"/>
<key id="e" for="edge" attr.name="label" attr.type="string"/><key id="w" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="directed"><node id="n 1"><data key="l">Ada Made-up</data><data key="c">Ennet</data></node>
<node id="2"><data key="l">Ben Made-up</data></node>
<edge source="n 1" target="2"><data key="e">pays</data><data key="w">2.0</data></edge></graph></graphml>"""


@pytest.mark.contract
@pytest.mark.parametrize(("name", "text"), [("net.gexf", GEXF), ("net.graphml", GRAPHML)])
def test_network_files_are_nodes_and_ties(run: Run, fresh_place: str, tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = run("load", file, "--store", fresh_place)
    assert done.code == 0, done.err
    found = rows(run, fresh_place, "MATCH (n:Thing) RETURN n.name AS name, n.x_city AS city, n.x_id AS id ORDER BY name")
    assert [row["name"] for row in found] == ["Ada Made-up", "Ben Made-up"]
    assert (found[0]["city"], found[0]["id"]) == (["Ennet"], ["n 1"])
    ties = rows(run, fresh_place, "MATCH (a)-[r:LINKED_TO]->(b) RETURN a.name AS a, b.name AS b, r.role AS role, r.x_weight AS w")
    assert ties == [{"a": "Ada Made-up", "b": "Ben Made-up", "role": "pays", "w": ["2.0"]}]


def test_network_files_at_fault_are_refused(run: Run, tmp_path: Path) -> None:
    for name, text in (("a.gexf", "<gexf"), ("b.graphml", "nothing"), ("c.graphml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run("load", tmp_path / name, "--store", tmp_path / "s")
        assert (done.code, name in done.err) == (1, True)
        assert not (tmp_path / "s").exists()
