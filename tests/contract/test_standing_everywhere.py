"""One relation, one standing: everything that shows it says the same grade, origins and dispute, on every engine."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.contract

HARBOUR = Path("seeds/made-up-harbour/harbour.yml")
FIELDS = ("standing", "status", "grade", "sources", "origins", "disputed_grade", "disputed_sources", "disputed_origins")
Fields = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A relation, and what everything must say of it."""

    id: str
    ends: tuple[str, str]
    words: str
    mark: str
    fields: Fields


PAYMENT = Told(
    "bob-arden|PAID|cy-morrow", ("Bob Arden", "Cy Morrow"),
    "alleged by quayside-notes (D4); denied by bob-arden, cy-morrow (A1)", "alleged, disputed",
    dict(zip(FIELDS, ("disputed", "alleged", "D4", ["src-quayside"], ["quayside-notes"], "A1", ["src-gazette"],
                      ["bob-arden", "cy-morrow"]), strict=True)),
)  # fmt: skip
JOB = Told(
    "cy-morrow|EMPLOYED_BY|harbour-lines", ("Cy Morrow", "Harbour Lines"),
    "denied by harbour-lines (B2)", "denied only",
    dict(zip(FIELDS, ("denied only", "denied", "", [], [], "B2", ["src-courier"], ["harbour-lines"]), strict=True)),
)  # fmt: skip


@pytest.fixture
def ask(run: Run, fresh_place: str) -> Callable[..., str]:
    """Runs a command on the made-up harbour."""
    assert run("load", HARBOUR, "--store", fresh_place).code == 0

    def asked(*words: object) -> str:
        done = run(*words, "--store", fresh_place)
        assert done.code == 0, done.err
        return done.out

    return asked


def plain(row: Fields) -> Fields:
    """The fields as one shape: no grade is "", lists are lists."""
    found = {name: row.get(name) for name in FIELDS}
    return {name: (value or []) if name.endswith(("sources", "origins")) else value or "" for name, value in found.items()}


def flat(row: Fields) -> Fields:
    """The fields of a format that knows texts only."""
    lists = {name: row[name].split("; ") for name in FIELDS if name.endswith(("sources", "origins")) and row.get(name)}
    return plain({**row, **lists})


@pytest.mark.parametrize("told", [PAYMENT, JOB], ids=["disputed", "denied only"])
def test_everything_says_the_same_of_it(ask: Callable[..., str], told: Told, tmp_path: Path) -> None:
    one, other = told.ends
    walked = json.loads(ask("path", one, other, "--only", told.id.split("|")[1], "--through-denied", "--format", "json"))
    assert plain(walked["paths"][0]["hops"][0]) == told.fields
    shown = {row["id"]: row for row in json.loads(ask("show", one, "--format", "json"))["relations"]}
    assert plain(shown[told.id]) == told.fields
    assert plain(json.loads(ask("evidence", told.id, "--format", "json"))) | {"status": told.fields["status"]} == told.fields
    claims = [row for row in json.loads(ask("claims", one, "--format", "json")) if row["property"] == told.id.split("|")[1]]
    by_side = {side: [row for row in claims if (row["status"] == "denied") is side] for side in (True, False)}
    for side, prefix in ((False, ""), (True, "disputed_")):
        assert sorted({row["source"] for row in by_side[side]}) == told.fields[f"{prefix}sources"]
        assert sorted({row["origin"] for row in by_side[side]}) == told.fields[f"{prefix}origins"]
        assert min((row["grade"] for row in by_side[side]), default="") == told.fields[f"{prefix}grade"]
    for fmt, read in READERS.items():
        out = tmp_path / f"out.{fmt}"
        ask("export", fmt, out, "--component", "Cy Morrow", "--through-denied")
        assert read(out, told) == told.fields, fmt


def of_json(out: Path, told: Told) -> Fields:
    return plain(next(edge for edge in json.loads(out.read_text(encoding="utf-8"))["edges"] if edge["id"] == told.id))


def of_page(out: Path, told: Told) -> Fields:
    text = out.read_text(encoding="utf-8")
    return plain(json.JSONDecoder().raw_decode(text, text.index(f'{{"id":"{told.id}","relation"'))[0])


def of_csv(out: Path, told: Told) -> Fields:
    with (out / "edges.csv").open(encoding="utf-8", newline="") as file:
        return flat(next(row for row in csv.DictReader(file) if row["id"] == told.id))


def of_gexf(out: Path, told: Told) -> Fields:
    space = {"g": "http://gexf.net/1.3"}
    root = ElementTree.parse(out).getroot()
    names = {one.get("id"): str(one.get("title")) for one in root.iterfind(".//g:attributes[@class='edge']/g:attribute", space)}
    [edge] = [one for one in root.iterfind(".//g:edge", space) if one.get("id") == told.id]
    return flat({names[one.get("for")]: one.get("value") for one in edge.iterfind("g:attvalues/g:attvalue", space)})


def of_graphml(out: Path, told: Told) -> Fields:
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.parse(out).getroot()
    names = {one.get("id"): str(one.get("attr.name")) for one in root.iterfind("g:key", space)}
    [edge] = [one for one in root.iterfind(".//g:edge", space) if one.get("id") == told.id]
    return flat({names[one.get("key")]: one.text for one in edge.iterfind("g:data", space)})


def of_words(out: Path, told: Told) -> Fields:
    """A drawing says it in words: who alleges, who denies."""
    text = html.unescape(out.read_text(encoding="utf-8").replace("#", "&#").replace("&&#", "&#"))
    assert told.words in text
    return told.fields


def of_ftm(out: Path, told: Told) -> Fields:
    """FollowTheMoney has a link of what is alleged and says who denies it; of what is denied only there is none."""
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    found = [
        line["casegraph"]["standing"] for line in lines if line.get("casegraph", {}).get("standing", {}).get("of") == told.id
    ]
    assert len(found) == (1 if told is PAYMENT else 0)
    return plain(found[0] | {"status": "alleged"}) if found else told.fields


READERS: dict[str, Callable[[Path, Told], Fields]] = {
    "json": of_json, "html": of_page, "csv": of_csv, "gexf": of_gexf, "graphml": of_graphml, "dot": of_words,
    "mermaid": of_words, "svg": of_words, "ftm": of_ftm,
}  # fmt: skip


def test_a_report_says_who_alleges_and_who_denies(ask: Callable[..., str]) -> None:
    text = ask("report", "Cy Morrow", "-o", "-", "--format", "md")
    payment = "(D4; 1 source, 1 origin; disputed, denied by 2 origins at A1)"
    lines = [line for line in text.splitlines() if line.startswith("- ") and "transferred money" in line]
    assert [payment in line for line in lines] == [True, False, False]
    assert all("disputed, denied by 2 origins at A1" in line for line in lines)
    [job] = [line for line in text.splitlines() if line.startswith("- Harbour Lines denies that")]
    assert "; denied only, denied by 1 origin at B2)" in job


def test_show_says_what_cannot_all_be_true(ask: Callable[..., str]) -> None:
    [shares] = json.loads(ask("show", "Harbour Lines", "--format", "json"))["conflicts"]
    assert (shares["one"], shares["other"]) == ("Ennet Holding 100 %", "Bob Arden 50 %")
    told = "Ennet Holding 100 % and Bob Arden 50 % add up to 150 % or more of Harbour Lines at one time"
    assert shares["why"] == told
    assert told in ask("show", "Harbour Lines")
    measures = [one["measure"] for one in json.loads(ask("show", "Bob Arden", "--format", "json"))["conflicts"]]
    assert measures == ["PAID"]


def test_a_case_says_who_denies(ask: Callable[..., str], tmp_path: Path) -> None:
    more = tmp_path / "more.yml"
    more.write_text(
        "dossier: made-up-more\nsources: [{id: made-up-note, title: A note (made up), reliability: C}]\nclaims:\n"
        "  - {relation: [bob-arden, DEFENDANT_IN, arden-case], says: He denies it (made up)., source: made-up-note,\n"
        "     credibility: 3, status: denied, by: [bob-arden]}\n",
        encoding="utf-8",
    )
    ask("load", more)
    [party] = [row for row in json.loads(ask("case", "arden-case", "--format", "json"))["charge"] if row["what"] == "defendant"]
    assert (party["standing"], party["grade"], party["sources"]) == ("disputed", "A1", ["src-gazette"])
    assert (party["disputed_grade"], party["disputed_origins"]) == ("C3", ["bob-arden"])
    assert "disputed" in ask("case", "arden-case")


def test_a_canned_query_says_who_denies_and_goes_over_nothing_that_is_denied_only(ask: Callable[..., str]) -> None:
    def rows(name: str, **given: str) -> list[Fields]:
        words = [word for pair in given.items() for word in ("-p", "=".join(pair))]
        return list(json.loads(ask("query", "run", name, *words, "--format", "json"))["rows"])

    [job] = [row for row in rows("members-of", organization="Harbour Lines") if row["person"] == "Cy Morrow"]
    assert (job["status"], job["grade"]) == ("denied", "")
    assert (job["disputed_grade"], job["disputed_origins"]) == ("B2", ["harbour-lines"])
    [payment] = rows("neighbours", entity="Cy Morrow", relation="PAID")
    assert (payment["grade"], payment["disputed_origins"]) == ("D4", ["bob-arden", "cy-morrow"])
    assert rows("common-neighbours", first="Cy Morrow", second="Ana Rost") == []
    assert {row["shared"] for row in rows("common-neighbours", first="Bob Arden", second="Ana Rost")} == {"Harbour Lines"}
    [hub] = [row for row in rows("hubs") if row["name"] == "Cy Morrow"]
    assert hub["neighbours"] == 1
    [verdict] = rows("rulings-of", person="Bob Arden")
    assert (verdict["months"], verdict["months_contested"]) == (72, [84])
