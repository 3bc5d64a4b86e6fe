"""`search`, `show`, `status`, `schema` and `path`, in every format and on every engine."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest

from graph.model import KINDS, RELATIONS
from tests.conftest import Run, alike
from tests.engines import Engine

pytestmark = pytest.mark.contract

FORMATS = ("table", "json", "jsonl", "csv")
ENTITY = {"id", "kind", "name"}
HOP = {"relation", "source", "target", "status", "grade", "sources"}
ROWS = (
    ("search", "kubanychbek"),
    ("show", "Askar Kubanychbek"),
    ("status",),
    ("schema",),
    ("path", "Askar Kubanychbek", "Russian Foreign Ministry"),
    ("query", "run", "recruited-by"),
    ("query", "list"),
    ("cypher", "MATCH (n:Entity) RETURN n.id AS id, n AS node ORDER BY id LIMIT 3"),
    ("claims", "Askar Kubanychbek"),
    ("figures",),
    ("conflicts", "--all"),
    ("history", "Askar Kubanychbek"),
    ("doctor",),
)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("words", ROWS, ids=" ".join)
def test_every_format_of_every_command_that_prints_rows(run: Run, store_place: str, words: tuple[str, ...], fmt: str) -> None:
    options = ["--format", fmt] if words == ("query", "list") else ["--format", fmt, "--store", store_place]
    done = run(*words, *options)
    assert (done.code, "Traceback" in done.err) == (0, False), done.err
    assert done.out.strip()
    assert "\x1b" not in done.out
    if fmt == "json":
        json.loads(done.out)
    elif fmt == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in done.out.splitlines())
    elif fmt == "csv":
        rows = list(csv.reader(io.StringIO(done.out)))
        assert len({len(row) for row in rows}) == 1


def test_search_finds_by_any_name(run: Run, store_place: str) -> None:
    for text in ("kubanychbek", "Кубанычбек", "kubanychbeck"):
        done = run("search", text, "--store", store_place, "--format", "json")
        assert done.code == 0
        found = json.loads(done.out)
        assert "askar-kubanychbek" in [entity["id"] for entity in found]
        assert all(entity.keys() >= ENTITY for entity in found)


def test_search_keeps_to_kinds_and_to_a_limit(run: Run, store_place: str) -> None:
    done = run("search", "kyrgyzstan", "--kind", "Organization", "--format", "json", "--store", store_place)
    assert {KINDS[row["kind"]].labels()[1] for row in json.loads(done.out)} == {"Organization"}
    done = run("search", "kyrgyzstan", "--limit", 1, "--format", "jsonl", "--store", store_place)
    assert len(done.out.splitlines()) == 1


def test_a_table_for_people_names_everything(run: Run, store_place: str) -> None:
    done = run("show", "Askar Kubanychbek", "--store", store_place)
    for word in ("Askar Kubanychbek", "Relations", "Rulings", "Claims", "Sources", "→ citizen of", "← concerns", "B2", "2024-21"):
        assert word in done.out
    assert done.err == ""


def test_an_entity_in_json_has_everything(run: Run, store_place: str) -> None:
    entity = json.loads(run("show", "askar-kubanychbek", "--store", store_place, "--format", "json").out)
    assert list(entity)[:3] == ["id", "kind", "name"]
    assert (entity["id"], entity["kind"], entity["name"]) == ("askar-kubanychbek", "Person", "Askar Kubanychbek")
    assert {"relations", "rulings", "claims", "sources"} <= entity.keys()
    assert all(relation["grade"] and relation["sources"] for relation in entity["relations"])
    assert [ruling["sentence_months"] for ruling in entity["rulings"]][:2] == [120, 84]
    assert "search" not in entity


def test_status_counts_what_is_there(run: Run, engine: Engine, store_place: str) -> None:
    status = json.loads(run("status", "--store", store_place, "--format", "json").out)
    assert status["engine"] == engine.product
    assert status["version"]
    counted = {row["kind"]: row["count"] for row in status["kinds"]}
    families = {row["family"]: row["count"] for row in status["families"]}
    assert sum(counted.values()) == families["Entity"]
    assert {row["relation"] for row in status["relations"]} <= RELATIONS.keys()
    assert [row["dataset"] for row in status["datasets"]] == ["central-asia"]
    table = run("status", "--store", store_place).out
    for kind in counted:
        assert kind in table


def test_schema_has_every_kind_and_relation_with_its_ends_and_count(run: Run, store_place: str) -> None:
    rows = json.loads(run("schema", "--store", store_place, "--format", "json").out)
    named: dict[str, dict[str, Any]] = {row["name"]: row for row in rows}
    assert named.keys() == KINDS.keys() | RELATIONS.keys()
    assert named["RECRUITED_BY"]["from"] == ["Person", "Group"]
    assert named["RECRUITED_BY"]["to"] == ["Organization", "Person"]
    assert {"channel", "place", "pay", "since", "grade"} <= set(named["RECRUITED_BY"]["properties"])
    assert named["Court"]["labels"] == ["Entity", "Organization", "PublicBody", "Court"]
    assert named["Person"]["count"] > 10
    assert all(row["help"] for row in rows)


def test_path_in_json_is_as_promised(run: Run, store_place: str) -> None:
    done = run("path", "Askar Kubanychbek", "Russian Foreign Ministry", "--all", "--store", store_place, "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert {"from", "to", "paths"} <= found.keys()
    assert found["from"] == {"id": "askar-kubanychbek", "kind": "Person", "name": "Askar Kubanychbek"}
    assert found["to"].keys() >= ENTITY
    for path in found["paths"]:
        assert path["length"] == len(path["hops"]) == len(path["nodes"]) - 1
        assert all(node.keys() >= ENTITY for node in path["nodes"])
        walk = [node["id"] for node in path["nodes"]]
        for hop, step in zip(path["hops"], pairwise(walk), strict=True):
            assert hop.keys() >= HOP
            assert {hop["source"], hop["target"]} == set(step)
            assert hop["sources"]


def test_path_is_a_line_that_a_person_reads(run: Run, store_place: str) -> None:
    done = run("path", "Askar Kubanychbek", "Russian Foreign Ministry", "--store", store_place)
    first, *hops, weakest = done.out.splitlines()
    assert first.split(": ")[0].endswith("hops")
    assert first.split(": ", 1)[1].startswith("Askar Kubanychbek ")
    assert first.endswith("Russian Foreign Ministry")
    assert "]→" in first or "←[" in first
    assert all("source" in hop and "[" in hop for hop in hops)
    assert weakest == "  weakest hop B2, 1 origin"


def test_one_and_the_same_end_is_a_path_of_no_hops(run: Run, store_place: str) -> None:
    done = run("path", "Kyrgyzstan", "kyrgyzstan", "--store", store_place)
    assert (done.code, done.out) == (0, "0 hops: Kyrgyzstan\n")


def test_too_few_hops_find_nothing(run: Run, store_place: str) -> None:
    done = run("path", "Askar Kubanychbek", "Russian Foreign Ministry", "--max-hops", 1, "--store", store_place)
    assert (done.code, done.out) == (3, "")
    assert "--max-hops" in done.err


def test_both_engines_print_the_same(run: Run, seeded_places: list[str]) -> None:
    for words in (
        ("search", "russian"),
        ("show", "Wagner Group"),
        ("path", "A.T.", "Wagner Group", "--all"),
        ("schema",),
        ("figures",),
        ("conflicts",),
        ("claims", "Kyrgyzstan"),
    ):
        alike((done.code, done.out) for done in (run(*words, "--store", place) for place in seeded_places))
