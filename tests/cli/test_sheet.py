"""A sheet loaded by a mapping: names, roles and places of its claims are told everywhere. Made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

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
