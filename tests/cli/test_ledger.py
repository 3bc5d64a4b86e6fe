"""`claims`, `figures`, `conflicts`, `retract`, `restore`, `grade` and `history` as they are typed, on every engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.ingest.seeds import seeds
from tests.conftest import Run

pytestmark = pytest.mark.contract
CARRIED = "maria-zakharova|SPOKESPERSON_FOR|russian-foreign-ministry"


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    done = run(*words, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def test_claims_of_an_entity_and_of_a_relation(run: Run, store_place: str) -> None:
    of_entity = rows(run, "claims", "Maria Zakharova", "--store", store_place)
    of_relation = rows(run, "claims", CARRIED, "--store", store_place)
    assert {row["id"] for row in of_relation} < {row["id"] for row in of_entity}
    assert {"grade", "source", "origin", "locator_start", "locator_end", "attributed_to"} <= of_entity[0].keys()
    assert "from 1 source and 1 origin" in run("claims", CARRIED, "--store", store_place).err


def test_claims_are_filtered_by_source_origin_grade_and_day(run: Run, store_place: str) -> None:
    def listed(*words: str) -> list[dict[str, Any]]:
        return rows(run, "claims", "Kazakhstan", *words, "--store", store_place)

    everything = listed()
    assert {row["source"] for row in listed("--source", "src-diplomat")} == {"src-diplomat"}
    by = listed("--by", "Ministry of Internal Affairs of Kazakhstan")
    assert {row["origin"] for row in by} == {"kazakhstan-interior-ministry"}
    good = listed("--min-grade", "B3")
    assert 0 < len(good) < len(everything)
    assert all(row["grade"] <= "B3" and row["grade"][1] <= "3" for row in good)
    early = listed("--known-at", "2025-07-05")
    assert {row["source"] for row in early}.isdisjoint({"src-russian-life"})
    assert all(row["known"] in ("definitely", "possibly") for row in early)


def test_claims_and_figures_of_a_day_say_how_sure_that_is(run: Run, store_place: str) -> None:
    where = ("--store", store_place)
    of_day = rows(run, "claims", "Askar Kubanychbek", "--as-of", "2022-01-01", *where)
    everything = rows(run, "claims", "Askar Kubanychbek", *where)
    assert 0 < len(of_day) < len(everything)
    assert {row["certainty"] for row in of_day} <= {"definitely", "possibly", "not stated"}
    counted = rows(run, "figures", "criminal-cases", "--as-of", "2025-12-31", *where)
    assert {row["certainty"] for row in counted if row["value"] == 116} == {"definitely"}
    early = rows(run, "figures", "criminal-cases", "--as-of", "2024-01-01", *where)
    assert 116 not in {row["value"] for row in early}


def test_a_load_that_changes_a_record_says_who_did_it(run: Run, fresh_place: str, tmp_path: Path) -> None:
    case = tmp_path / "case.yml"
    text = (
        "dossier: d\nsources: [{id: src-a, title: A}]\nentities: [{id: ann, kind: Person, name: Ann, identification: named}]\n"
        "claims: [{says: Ann is there, source: src-a, about: ann}]\n"
    )
    case.write_text(text)
    assert run("load", case, "--store", fresh_place, "--loaded-by", "first").code == 0
    case.write_text(text.replace("name: Ann,", "name: Anna,"))
    assert run("load", case, "--store", fresh_place, "--loaded-by", "second").code == 0
    story = rows(run, "history", "ann", "--store", fresh_place)
    assert [(row["what"], row["by"]) for row in story] == [("replaced", "second"), ("stands now", None)]
    assert story[0]["changed"]["name"] == ["Ann", "Anna"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["claims", "Askar Kubanychbek", "--min-grade", "Z9"], 2, "B2"),
        (["claims", "Askar Kubanychbek", "--known-at", "spring"], 2, "2024-05-31"),
        (["claims", "Askar Kubanychbek", "--source", "src-nobody"], 3, "no claim fits"),
        (["figures", "criminal-case"], 3, "criminal-cases"),
        (["conflicts", "--metric", "nothing-such"], 3, "no figure has that metric"),
        (["conflicts", "--rate", "USD=80"], 2, "one rate compares nothing"),
        (["conflicts", "--rate", "USD=lots", "--rate", "RUB=1"], 2, "no rate"),
        (["retract", "c-none", "--reason", "x", "--decided-by", "me"], 3, "no claim c-none"),
        (["retract", "c-none", "--reason", "x"], 2, "--decided-by"),
        (["grade", "src-gzero", "7", "--reason", "x", "--decided-by", "me"], 2, "A to F"),
        (["history", "nobody at all"], 3, "no entity"),
    ],
)
def test_what_cannot_be_meant_says_the_way_out(run: Run, store_place: str, words: list[str], code: int, said: str) -> None:
    done = run(*words, "--store", store_place)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err


def test_figures_stand_side_by_side_by_origin(run: Run, store_place: str) -> None:
    found = rows(run, "figures", "criminal-cases", "--scope", "kazakh", "--store", store_place)
    assert {(row["value"], row["origin"]) for row in found} >= {(116, "kazakhstan-interior-ministry"), (92, "dw")}
    assert all(row["scope"] and row["bound"] and row["grade"] for row in found)


def test_conflicts_say_why(run: Run, store_place: str) -> None:
    found = rows(run, "conflicts", "--all", "--metric", "listed-persons", "--metric", "contracts-signed", "--store", store_place)
    assert {row["finding"] for row in found} == {"different measures", "same origin repeated"}
    assert all(row["why"] and row["sources"] and row["origins"] for row in found)
    assert (
        rows(run, "conflicts", "--store", store_place)
        == rows(run, "conflicts", "--only", "conflict", "--store", store_place)
        == []
    )


def test_a_decision_is_made_told_and_taken_back(run: Run, fresh_place: str) -> None:
    where = ("--store", fresh_place)
    who = ("--reason", "a test", "--decided-by", "tester")
    assert run("load", seeds(), *where).code == 0
    claim = rows(run, "claims", CARRIED, *where)[0]["id"]
    assert "1 relation gone" in run("retract", claim, *who, *where).out
    assert run("claims", CARRIED, *where).code == 3
    assert len(rows(run, "claims", CARRIED, "--retracted", *where)) == 1
    assert "3 hops" in run("path", "Maria Zakharova", "Russian Foreign Ministry", *where).out
    assert run("retract", claim, *who, *where).code == 2
    assert run("restore", claim, *who, *where).code == 0
    assert "1 hop:" in run("path", "Maria Zakharova", "Russian Foreign Ministry", *where).out
    assert [row["what"] for row in rows(run, "history", claim, *where)][::2] == ["retract", "restore", "stands now"]
    assert run("grade", "src-russian-life", "D", *who, *where).code == 0
    assert "[D2;" in run("path", "Maria Zakharova", "Russian Foreign Ministry", *where).out
