"""`law`: versions of an article, on every engine."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.contract

VERSIONS = """
dossier: laws
sources: [{id: s, title: S, reliability: B}]
entities:
  - {id: left, kind: Country, name: Leftland}
  - {id: right, kind: Country, name: Rightland}
  - {id: old, kind: Law, name: Old, jurisdiction: left, article: "172", in_force_from: 2010, in_force_until: 2019-12-31}
  - {id: new, kind: Law, name: New, jurisdiction: left, article: "172", in_force_from: 2020-01-01, penalty_max_months: 108}
  - {id: other, kind: Law, name: Other, jurisdiction: right, article: "172", penalty_life: true}
claims:
  - {about: new, attribute: penalty_max_months, value: 108, says: So., source: s}
"""


@pytest.fixture
def laws(run: Run, fresh_place: str, tmp_path: Path) -> str:
    dossier = tmp_path / "laws.yml"
    dossier.write_text(VERSIONS, encoding="utf-8")
    assert run("load", dossier, "--store", fresh_place).code == 0
    return fresh_place


def test_versions_with_their_periods_and_penalties(run: Run, laws: str) -> None:
    done = run("law", "172", "--in", "Leftland", "--store", laws)
    assert done.code == 0, done.err
    _, _, old, new = (line for line in done.out.splitlines() if line.strip())
    assert old.split()[:7] == ["Old", "old", "172", "Leftland", "2010", "2019-12-31", "not"]
    assert "2020-01-01      not stated       up to 108 months   B3" in new
    assert "Rightland" not in done.out
    sure = run("law", "Article 172", "--in", "left", "--on", "2021-01-01", "--store", laws)
    assert "possibly" in sure.out
    assert "Old" not in sure.out


def test_every_format(run: Run, laws: str) -> None:
    options = ("172", "--in", "Leftland", "--on", "2015-06-01", "--store", laws, "--format")
    (one,) = json.loads(run("law", *options, "json").out)
    (row,) = csv.DictReader(io.StringIO(run("law", *options, "csv").out))
    assert (one["law_id"], one["certainty"], one["source_count"], one["origins"]) == ("old", "definitely", 0, [])
    assert (row["law_id"], row["certainty"], row["origin_count"]) == ("old", "definitely", "0")
    assert json.loads(run("law", *options, "jsonl").out) == one


def test_what_is_not_there_ends_with_3_and_the_way_on(run: Run, laws: str) -> None:
    for args, said in (
        (("173", "--in", "Leftland"), "articles with a number there: 172"),
        (("172", "--in", "Leftland", "--on", "2000-01-01"), "old: 2010 to 2019-12-31"),
        (("172", "--in", "Nowhere"), "no entity is called “Nowhere”"),
        (("172", "--in", "old"), "not a country"),
    ):
        done = run("law", *args, "--store", laws)
        assert (done.code, done.out) == (3, "")
        assert said in done.err
    assert run("law", "172", "--store", laws).code == 2


def test_a_period_that_ends_before_it_begins_is_refused_where_it_stands(run: Run, tmp_path: Path) -> None:
    dossier = tmp_path / "laws.yml"
    dossier.write_text(VERSIONS.replace("in_force_until: 2019-12-31", "in_force_until: 2009"), encoding="utf-8")
    done = run("check", dossier)
    assert done.code == 1
    assert f"{dossier}:7" in done.err
    assert "in_force_from 2010 is after in_force_until 2009" in done.err
