"""`case`: the judgment chain as a user reads it, on every engine."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph.ask.case_events import CaseEvent
from graph.cli.case import standing
from tests.conftest import Run

pytestmark = pytest.mark.contract

KUBANYCHBEK = "kubanychbek-case"


def test_a_case_is_read_from_charge_to_release(run: Run, store_place: str) -> None:
    done = run("case", "Askar Kubanychbek", "--store", store_place)
    assert done.code == 0, done.err
    assert done.out.startswith("Case of Askar Kubanychbek · LegalCase · kubanychbek-case\n")
    assert "charge      taking part in Ukraine's war" in done.out
    places = [
        done.out.index(name) for name in ("Kubanychbek: ten years ", "Kubanychbek: seven years ", "Kubanychbek: probation ")
    ]
    assert places == sorted(places)
    lines = {line.split()[1]: line for line in done.out.splitlines() if line.strip()[:1].isdigit()}
    assert "2023-05 " in lines["verdict"]
    assert " definitely " in lines["verdict"]
    assert lines["verdict"].count("not stated") == 2, "its court and its article"
    assert "not stated (2023-05-01 to 2024-05-31)   possibly" in lines["probation"]
    assert "may not leave Kyrgyzstan (36 months)" in lines["probation"]
    assert "2024-21 (2024-03-01 to 2024-05-31)" in lines["flight"]
    assert "Kubanychbek: ten years (inferred)" in lines["statement"]


def test_what_stood_on_a_day_is_left_open_where_it_is_open(run: Run, store_place: str) -> None:
    done = run("case", KUBANYCHBEK, "--as-of", "2023-12-31", "--store", store_place)
    assert done.code == 0, done.err
    assert done.out.endswith(
        "On 2023-12-31\n"
        "possibly: “Kubanychbek: ten years” was in force, 120 months\n"
        "possibly: “Kubanychbek: seven years” was in force, 84 months\n"
        "possibly: “Kubanychbek: probation” was in force, may not leave Kyrgyzstan (36 months)\n"
        "no source says which of these 3 stood on that day\n"
    )


def test_every_format_has_both_numbers_and_every_part(run: Run, store_place: str) -> None:
    options = (KUBANYCHBEK, "--as-of", "2023-12-31", "--store", store_place, "--format")
    whole = json.loads(run("case", *options, "json").out)
    assert whole.keys() == {"case", "charge", "timeline", "contradictions", "as_of"}
    assert len(whole["charge"]) + len(whole["timeline"]) == 12
    lines = [json.loads(line) for line in run("case", *options, "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("case", *options, "csv").out)))
    assert len(lines) == len(rows) == 12
    assert all((line["source_count"], line["origin_count"]) == (len(line["sources"]), len(line["origins"])) for line in lines)
    assert {row["part"] for row in rows} == {"charge", "timeline"}
    assert [row["certainty"] for row in rows if row["part"] == "timeline" and row["standing"]] == ["possibly"] * 3
    assert len({frozenset(line) for line in lines}) == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("Nobody At All",), 3, "no entity is called"),
        (("Kazakhstan",), 3, "is no case, and defendant in none"),
        ((KUBANYCHBEK, "--as-of", "May 2023"), 2, "--as-of"),
        ((), 2, "CASE"),
    ],
)
def test_what_cannot_be_answered_is_said(run: Run, seeded_folder: Path, args: tuple[str, ...], code: int, said: str) -> None:
    done = run("case", *args, "--store", seeded_folder)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


SECOND = """
dossier: two-cases
sources: [{id: s, title: S}]
entities:
  - {id: ann, kind: Person, name: Ann, identification: named}
  - {id: k1, kind: LegalCase, name: Case one}
  - {id: k2, kind: LegalCase, name: Case two, opened: 2020, reference: 5-1}
  - {id: r1, kind: Ruling, name: Late, ruling: verdict, date: 2021}
  - {id: r2, kind: Ruling, name: Early, ruling: appeal, date: 2020}
  - {id: l, kind: Law, name: The law, article: "9"}
claims:
  - {relation: [ann, DEFENDANT_IN, k1], says: So., source: s}
  - {relation: [ann, DEFENDANT_IN, k2], says: So., source: s}
  - {relation: [k2, PROSECUTED_UNDER, l], says: So., source: s}
  - {relation: [r1, RULED_IN, k2], says: So., source: s}
  - {relation: [r2, RULED_IN, k2], says: So., source: s}
  - {relation: [r2, SUPERSEDES, r1], says: So., source: s, status: alleged}
"""


def test_several_cases_are_candidates_and_contradictions_are_told(run: Run, fresh_place: str, tmp_path: Path) -> None:
    dossier = tmp_path / "two.yml"
    dossier.write_text(SECOND, encoding="utf-8")
    assert run("load", dossier, "--store", fresh_place).code == 0
    several = run("case", "Ann", "--store", fresh_place)
    assert several.code == 3
    assert "k1  Case one" in several.err
    assert "k2  Case two" in several.err
    empty = run("case", "k1", "--as-of", "2020-01-01", "--store", fresh_place)
    assert "charge      not stated" in empty.out
    assert "no source tells of a ruling or an event in this case" in empty.out
    assert empty.out.endswith("On 2020-01-01\nnot stated: no source tells of a ruling\n")
    told = run("case", "k2", "--store", fresh_place).out
    assert "contradiction: “Late” is said to come before “Early” (alleged), which their dates contradict" in told
    assert "9 (as charged)" in told
    assert "opened: 2020\n" in told
    assert "reference: 5-1\n" in told


def row(name: str, stands: str, certainty: str) -> CaseEvent:
    empty = dict.fromkeys(("step", "date", "not_before", "not_after", "as_charged", "months", "restriction", "restriction_months",
                           "status", "grade"))  # fmt: skip
    lists = dict.fromkeys(("sources", "origins", "follows", "supersedes", "court", "article"), ())
    words = {"what": "verdict", "name": name, "id": name, "dating": "not stated", "tied_by": "ruled in"}
    return CaseEvent.model_validate({**empty, **lists, **words, "standing": stands, "certainty": certainty})


def test_what_stood_in_words() -> None:
    assert standing([row("A", "superseded", "definitely"), row("B", "in force", "definitely")]) == [
        "definitely: “B” was in force"
    ]
    assert standing([row("A", "not yet made", "definitely")]) == ["definitely: “A” was not yet made"]
    assert standing([row("A", "in force", "not stated")]) == ["not stated: whether “A” was in force"]
    both = [row("A", "in force", "definitely"), row("B", "in force", "possibly")]
    assert standing(both) == ["definitely: “A” was in force", "possibly: “B” was in force"]
