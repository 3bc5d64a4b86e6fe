"""A sheet loaded by a mapping: names, roles and places of its claims are told everywhere. Made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.ask.cells import row_faults
from graph.model import Claim, Source
from tests.conftest import Run

pytestmark = pytest.mark.contract
SHEET = """Number;Name;Born;Firm;Role;From
7;Ada Quill;1971-04-03;Ferry Works;founder;2001
8;Ben Tarn;1980;Ferry Works;;2005
"""
MAPPING = """dataset: staff
title: Staff list (made up)
reliability: C
entities:
  person: {kind: Person, key: Number, name: Name, fields: {birth_date: Born}}
  firm: {kind: Company, key: Firm, name: Firm}
relations:
  - {type: EMPLOYED_BY, from: person, to: firm, since: From, with: {role: Role}, extra: [Number]}
  - {type: LINKED_TO, from: person, to: firm, when: Role, with: {role: Role}}
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The sheet in a folder of documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "staff.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "staff.yml").write_text(MAPPING, encoding="utf-8")
    return folder / "staff.csv"


@pytest.fixture
def place(run: Run, fresh_place: str, sheet: Path) -> str:
    """A store with the sheet."""
    done = run("load", sheet, "--mapping", sheet.parent.parent / "staff.yml", "--store", fresh_place)
    assert done.code == 0, done.err
    return fresh_place


def told(run: Run, place: str) -> list[str]:
    """What every command that shows claims says of one person."""
    evidence = ("evidence", "Ada Quill", "EMPLOYED_BY", "Ferry Works")
    asked = (("claims", "Ada Quill"), ("show", "Ada Quill", "--format", "json"), evidence, (*evidence, "--format", "csv"),
             ("report", "Ada Quill", "-o", "-", "--format", "md"), ("export", "json", "-", "--all"))  # fmt: skip
    done = [run(*words, "--store", place) for words in asked]
    assert not any(one.code for one in done)
    return [one.out for one in done]


def test_a_made_text_bears_names(run: Run, place: str) -> None:
    for out in told(run, place):
        flat = " ".join(out.split())
        assert "Ada Quill is employed by" in flat or "Ada Quill has been employed by" in flat
        assert "staff-person-7 is" not in flat
    exported = json.loads(run("export", "json", "-", "--all", "--store", place).out)
    assert "Ada Quill is employed by Ferry Works" in {claim["text"] for claim in exported["claims"]}


def test_a_report_says_extra_properties_in_words(run: Run, place: str) -> None:
    report = run("report", "Ada Quill", "-o", "-", "--format", "md", "--store", place).out
    assert "{" not in report
    assert "number: “7”" in report


def test_a_role_is_told_with_its_relation(run: Run, place: str) -> None:
    ends = ("Ada Quill", "Ferry Works", "--only", "linked-to", "--store", place)
    table = run("path", *ends).out
    assert "—[linked to (founder)]→" in table
    assert "Ada Quill is linked to Ferry Works (founder)" in " ".join(table.split())
    hop = json.loads(run("path", *ends, "--format", "json").out)["paths"][0]["hops"][0]
    assert hop["role"] == "founder"
    assert "linked to #40;founder#41;" in run("path", *ends, "--format", "mermaid").out
    assert "founder" in run("show", "Ada Quill", "--store", place).out
    shown = json.loads(run("show", "Ada Quill", "--format", "json", "--store", place).out)
    assert {row["role"] for row in shown["relations"]} == {"founder"}
    others = json.loads(run("show", "Ben Tarn", "--format", "json", "--store", place).out)
    assert {row["role"] for row in others["relations"]} == {None}
    assert "role: “founder”" in run("report", "Ada Quill", "-o", "-", "--format", "md", "--store", place).out


@pytest.mark.parametrize("fmt", ["json", "dot", "mermaid", "svg", "gexf", "graphml", "ftm"])
def test_a_role_is_in_every_export(run: Run, place: str, fmt: str) -> None:
    done = run("export", fmt, "-", "--around", "Ada Quill", "--store", place)
    assert done.code == 0, done.err
    assert "founder" in done.out


def test_a_claim_of_a_sheet_has_its_cell_everywhere(run: Run, place: str, sheet: Path) -> None:
    cell = "row 2, column “Firm”"
    asked = ("evidence", "Ada Quill", "EMPLOYED_BY", "Ferry Works", "--store", place)
    assert f"{cell} of staff.csv" in run(*asked).out
    shown = json.loads(run(*asked, "--documents", sheet.parent, "--format", "json").out)["places"][0]
    assert (shown["row"], shown["column"], shown["words"]) == (2, "Firm", "Ferry Works")
    report = run("report", "Ferry Works", "-o", "-", "--format", "md", "--store", place).out
    assert f"{cell} of staff.csv" in report
    assert "row 3, column “Firm” of staff.csv" in report
    claims = json.loads(run("export", "json", "-", "--all", "--store", place).out)["claims"]
    assert {(claim["row"], claim["column"]) for claim in claims} == {(2, "Firm"), (3, "Firm"), (2, "Role")}
    table = run("export", "csv", "-", "--table", "claims", "--all", "--store", place).out
    assert ",row,column," in table.splitlines()[0]


def test_verify_reads_the_cells_of_a_sheet_anew(run: Run, place: str, sheet: Path) -> None:
    asked = ("verify", "--documents", sheet.parent, "--format", "json", "--store", place)
    done = run(*asked)
    assert (done.code, json.loads(done.out)[0]["claims"]) == (0, 3)
    sheet.write_text(SHEET.replace("Ferry", "Other"), encoding="utf-8")
    done = run(*asked)
    assert done.code == 1
    assert "sha256" in json.loads(done.out)[0]["wrong"][0]


def test_a_cell_that_is_not_there_is_told(sheet: Path) -> None:
    made = {"id": "c", "text": "t", "property": "mention", "source": "s", "about": ("a",)}
    claims = [
        Claim(**{**made, "id": f"c{row}{column}"}, row=row, column=column)
        for row, column in ((2, "Role"), (3, "Role"), (9, "Role"))
    ]
    assert row_faults(sheet, Source(id="s", title="Made up", document=sheet.name), claims) == {
        "c3Role": "points to row 3, column “Role”, where there is nothing",
        "c9Role": "points to row 9, which the table does not have",
    }


def test_a_surname_that_one_person_bears_is_taken(run: Run, place: str) -> None:
    done = run("path", "Quill", "Ferry Works", "--store", place)
    assert done.code == 0
    assert "“Quill” is taken to be Ada Quill (staff-person-7)" in done.err
    assert run("path", "Quill", "Nobody", "--store", place).code == 3


def test_a_word_that_several_bear_is_asked_about(run: Run, place: str, tmp_path: Path) -> None:
    people = [f"  - {{id: {key}, kind: Person, name: {key} Tarn, identification: named}}" for key in ("eva", "max")]
    (tmp_path / "more.yml").write_text("\n".join(["dossier: more", "entities:", *people]), encoding="utf-8")
    assert run("load", tmp_path / "more.yml", "--store", place).code == 0
    done = run("path", "Tarn", "Ada Quill", "--store", place)
    assert done.code == 3
    assert all(name in done.err for name in ("eva", "max", "staff-person-8"))


def test_a_report_does_not_say_that_a_sheet_is_silent(run: Run, place: str) -> None:
    report = run("report", "Ada Quill", "-o", "-", "--format", "md", "--store", place).out
    assert "No source states the date of birth" not in report
    assert "1971" in report


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("MATCH (p:Persn) RETURN p", "the model has no label “Persn”; did you mean Person"),
        ("MATCH (:Person)-[r:EMPLOYD_BY]->() RETURN r", "the model has no relation type “EMPLOYD_BY”; did you mean EMPLOYED_BY"),
    ],
)
def test_a_misspelt_name_in_cypher_is_told(run: Run, place: str, query: str, told: str) -> None:
    done = run("cypher", query, "--store", place)
    assert (done.code, told in done.err, "no rows" in done.err) == (0, True, True)
    fine = run("cypher", "MATCH (p:Person {name: 'x:Persn'}) RETURN p", "--store", place)
    assert "the model" not in fine.err


def test_replacing_counts_what_stays(run: Run, place: str, sheet: Path) -> None:
    sheet.write_text(SHEET.replace("Ben Tarn;1980", "Ben Tarn;1981"), encoding="utf-8")
    done = run("load", sheet, "--mapping", sheet.parent.parent / "staff.yml", "--replace", "--store", place)
    assert done.code == 0, done.err
    assert "0 new, 2 changed, 5 as before" in done.out


def test_a_load_at_fault_leaves_no_store(run: Run, sheet: Path, tmp_path: Path) -> None:
    sheet.write_text(SHEET.replace("1980", "sometime"), encoding="utf-8")
    done = run("load", sheet, "--mapping", tmp_path / "staff.yml", "--store", tmp_path / "new.db")
    assert done.code == 1
    assert not (tmp_path / "new.db").exists()


def test_claims_by_status_gives_all_but_what_is_asserted(run: Run, store_place: str) -> None:
    rows = json.loads(run("query", "run", "claims-by-status", "--format", "json", "--store", store_place).out)["rows"]
    found = {row["status"] for row in rows}
    assert found > {"alleged"}
    assert "asserted" not in found
