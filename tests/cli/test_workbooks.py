"""A workbook from `load` to `evidence` and `verify`, on every engine: the sheet is named, and the cell is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.workbooks import xlsx

MAPPING = """
entities:
  p: {kind: Person, key: id, name: name}
  c: {kind: Company, key: firm, name: firm}
relations:
  - {type: EMPLOYED_BY, from: p, to: c}
"""
BOOK = {"Staff": [["Made up"], ["id", "name", "firm"], [1, "Anna Made-up", "Alba Ltd"]], "Other": [["x"]]}


@pytest.mark.contract
def test_the_sheet_of_a_claim_is_named_and_read_again(run: Run, fresh_place: str, tmp_path: Path) -> None:
    book, mapping = xlsx(tmp_path / "staff.xlsx", BOOK), tmp_path / "staff.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    store = ("--store", fresh_place)
    assert run("load", book, "--mapping", mapping, *store).code == 0
    done = run("evidence", "Anna Made-up", "employed by", "Alba Ltd", *store, "--documents", tmp_path)
    assert done.code == 0, done.err
    assert "sheet “Staff”, row 3, column “firm” of staff.xlsx" in done.out
    assert "Alba Ltd" in done.out.split("staff.xlsx", 1)[1]
    done = run("verify", "--documents", tmp_path, *store)
    assert done.code == 0, done.out
    xlsx(book, {"Staff": [["Made up"], ["id", "name", "firm"]]})
    assert run("verify", "--documents", tmp_path, *store).code != 0


@pytest.mark.contract
def test_a_table_is_read_again_in_the_encoding_it_was_loaded_in(run: Run, fresh_place: str, tmp_path: Path) -> None:
    table, mapping = tmp_path / "staff.csv", tmp_path / "staff.yml"
    table.write_bytes("id,name,firm\n1,山田太郎,東京\n".encode("euc_jp"))
    mapping.write_text(MAPPING, encoding="utf-8")
    store = ("--store", fresh_place)
    done = run("load", table, "--mapping", mapping, *store)
    assert (done.code, "--encoding" in done.err) == (1, True)
    assert run("load", table, "--mapping", mapping, "--encoding", "euc_jp", *store).code == 0
    done = run("evidence", "山田太郎", "employed by", "東京", *store, "--documents", tmp_path)
    assert "東京" in done.out.split("staff.csv", 1)[1]
    assert run("verify", "--documents", tmp_path, *store).code == 0


def test_map_proposes_for_a_sheet_and_names_the_others(run: Run, tmp_path: Path) -> None:
    book = xlsx(tmp_path / "staff.xlsx", {**BOOK, "Other": [["Name", "Firm"], ["Ben Made-up", "Beta LLC"]]})
    first = run("map", book)
    assert "This is for the sheet Staff; --sheet proposes one for Other." in first.out
    assert "sheet: Staff\nheading_row: 2\n" in first.out
    mapping = tmp_path / "other.yml"
    assert run("map", book, "--sheet", "Other", "-o", mapping).code == 0
    assert run("load", book, "--mapping", mapping, "--store", tmp_path / "s").code == 0
    assert run("show", "Ben Made-up", "--store", tmp_path / "s").code == 0
