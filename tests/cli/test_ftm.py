"""FollowTheMoney on the command line, on every engine: loaded, asked for, exported and loaded again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.export.formats.ftm import LOSSES
from tests.conftest import Run

SETS = Path(__file__).parents[1] / "datasets"
HARBOUR = SETS / "harbour.ftm.json"


def rows(run: Run, place: str, query: str) -> list[dict[str, Any]]:
    done = run("cypher", query, "--store", place, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)["rows"]


def test_a_set_is_loaded_asked_exported_and_loaded_again(run: Run, fresh_place: str, tmp_path: Path) -> None:
    done = run("load", HARBOUR, "--store", fresh_place)
    assert done.code == 0, done.err
    found = rows(run, fresh_place, "MATCH (p:Person) WHERE 'fi' IN p.x_nationality RETURN p.id AS id, p.x_topics AS topics")
    assert found == [{"id": "hb-anna", "topics": ["role.pep"]}]
    found = rows(run, fresh_place, "MATCH (:LegalEntity {id: 'hb-who'})<-[r:PAID]-(:Company) RETURN r.x_amount AS amounts")
    assert sorted(row["amounts"] for row in found) == [["500"], ["700"]]
    owns = "MATCH (c:Claim)-[:REPORTED_BY]->(s:Source) WHERE c.property = 'OWNS' RETURN c.row AS row, s.id AS s ORDER BY row"
    assert rows(run, fresh_place, owns) == [{"row": 16, "s": "dataset-harbour"}, {"row": 17, "s": "dataset-harbour"}]
    assert rows(run, fresh_place, "MATCH (e:Entity) WHERE NOT (e)-[:REPORTED_BY]->(:Source) RETURN e.id AS id") == []

    out = tmp_path / "harbour.ftm.json"
    done = run("export", "ftm", out, "--all", "--store", fresh_place)
    assert (done.code, done.out) == (0, "")
    assert LOSSES["value"] in done.err
    first = out.read_text(encoding="utf-8")
    assert run("load", out, "--store", fresh_place).code == 0
    assert run("export", "ftm", "-", "--all", "--store", fresh_place).out.splitlines() == first.splitlines()


def test_a_table_and_statements_are_loaded(run: Run, fresh_place: str) -> None:
    done = run("load", SETS / "people.csv", "--mapping", SETS / "people.yml", "--store", fresh_place)
    assert done.code == 1
    assert "people.csv:6: row 5, Дата рождения: no date in the format %d.%m.%Y (found: 31.02.1980)" in done.err
    assert run("load", SETS / "statements.csv", "--store", fresh_place).code == 0
    query = "MATCH (:Person {id: 'NK-1'})-[r:OWNS]->(c:Company) RETURN r.percentage AS share, r.sources AS sources"
    assert rows(run, fresh_place, query) == [{"share": "51", "sources": ["dataset-list_a", "dataset-list_b"]}]


def test_nothing_to_export_leaves_no_file(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "x.db"
    assert run("load", HARBOUR, "--store", place).code == 0
    assert run("export", "ftm", tmp_path / "x.json", "--store", place).code == 2
    assert run("export", "ftm", tmp_path / "no" / "x.json", "--all", "--store", place).code == 1
    assert not (tmp_path / "x.json").exists()
