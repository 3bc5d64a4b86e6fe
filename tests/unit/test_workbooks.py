"""Sheets of workbooks as tables: headings wherever they stand, dates as dates, merged cells, and what cannot be read."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RecordFaults, UsageError
from graph.model import Claim
from graph.model.located import Located, RejectedRecord
from loaders import StreamOptions, open_stream, workbooks
from tests.workbooks import Sheets, ods, xlsx

MAPPING = """
entities:
  p: {kind: Person, key: №, name: Name, fields: {birth_date: {column: Born, format: "%d.%m.%Y"}}, extra: rest}
  c: {kind: Company, key: Firm, name: Firm}
relations:
  - {type: EMPLOYED_BY, from: p, to: c}
"""
PEOPLE: Sheets = {
    "Люди": [
        ["Made-up people of the harbour"],
        [],
        ["№", "Name", "Born", "Firm", "Share"],
        [1, "Anna Made-up", dt.date(1971, 4, 3), "Alba Ltd", 12.5],
        [2, "Boris Made-up", "31.12.1980", None, True],
    ],
    "Notes": [["nothing of the kind"]],
    "Empty": [],
}


def read(path: Path, mapping: str = MAPPING, **options: Any) -> tuple[list[Any], list[dict[str, object]]]:
    how = path.parent / "how.yml"
    how.write_text(mapping, encoding="utf-8")
    with open_stream(path, StreamOptions(mapping=how, **options)) as stream:
        return list(stream), stream.census.table()


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_sheet_is_read_as_a_table(tmp_path: Path, write: Any) -> None:
    items, told = read(write(tmp_path / f"t.{write.__name__}", PEOPLE))
    found = {one.record.name: one.record for one in items if not isinstance(one.record, Claim)}
    assert (found["Anna Made-up"].birth_date, found["Boris Made-up"].birth_date) == ("1971-04-03", "1980-12-31")
    assert found["Anna Made-up"].id == "t-p-1"
    assert found["Anna Made-up"].extra == {"Share": ("12.5",)}
    (claim,) = (one.record for one in items if isinstance(one.record, Claim))
    assert (claim.sheet, claim.row, claim.column) == ("Люди", 4, "Firm")
    assert claim.cell() == "sheet “Люди”, row 4, column “Firm”"
    assert "headings in row 3; what stands above is left out" in {row["from"] for row in told}


def test_cells_that_are_merged_downwards_say_the_same_in_each_row(tmp_path: Path) -> None:
    rows = [["№", "Name", "Born", "Firm"], [1, "Anna", None, "Alba Ltd"], [2, "Boris", None, None], [3, "Vera", None, None]]
    items, _ = read(xlsx(tmp_path / "t.xlsx", {"S": rows}, {"S": "D2:D3"}))
    assert sorted(one.record.row for one in items if isinstance(one.record, Claim)) == [2, 3]


def test_every_sheet_with_the_columns_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    head = ["№", "Name", "Born", "Firm"]
    book = xlsx(
        tmp_path / "t.xlsx", {"2001": [head, [1, "Anna", None, "A"]], "x": [["no"]], "2002": [head, [1, "Anna", None, "A"]]}
    )
    claims = [one.record for one in read(book)[0] if isinstance(one.record, Claim)]
    assert [(claim.sheet, claim.row) for claim in claims] == [("2001", 2), ("2002", 2)]
    assert len({claim.id for claim in claims}) == 2
    for options, mapping in (({"sheet": "2002"}, MAPPING), ({}, f"sheet: '2002'\n{MAPPING}")):
        assert {one.record.sheet for one in read(book, mapping, **options)[0] if isinstance(one.record, Claim)} == {"2002"}
    with pytest.raises(UsageError, match="has no sheet “2003”"):
        read(book, sheet="2003")
    with pytest.raises(RecordFaults) as raised:
        read(book, sheet="x")
    assert "the table has no column “№”; it has no" in str(raised.value.faults[0])


def test_a_row_at_fault_is_named_with_its_sheet(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "t.xlsx", {"S": [["№", "Name", "Born", "Firm"], [1, "Anna", "soon", None]]})
    (bad,) = (one for one in read(book)[0] if isinstance(one, RejectedRecord))
    assert str(bad.faults[0]).startswith(f"{book}, sheet S:2: row 2, Born: no date")


def test_empty_books_and_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RecordFaults) as raised:
        read(xlsx(tmp_path / "t.xlsx", {"S": []}))
    assert "every sheet is empty" in str(raised.value.faults[0])
    monkeypatch.setattr(workbooks, "FREE", 1000)
    monkeypatch.setattr(workbooks, "MAX_RATIO", 2)
    with pytest.raises(RecordFaults) as raised:
        read(xlsx(tmp_path / "t.xlsx", {"S": [["x" * 50_000]]}))
    assert "decompression bomb" in str(raised.value.faults[0])
    broken = tmp_path / "b.ods"
    with zipfile.ZipFile(broken, "w") as book:
        book.writestr("content.xml", "<x/>")
    with pytest.raises(UsageError, match=r"b\.ods is a workbook of OpenDocument and cannot be read here"):
        read(broken)


def test_lines_are_not_read_of_a_workbook(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "t.json", PEOPLE)
    with pytest.raises(UsageError, match="is an Excel workbook"), open_stream(book) as stream:
        list(stream)


def test_numbers_and_days_are_written_as_people_do(tmp_path: Path) -> None:
    cells = [dt.datetime(2020, 1, 2), dt.datetime(2020, 1, 2, 3, 4), dt.time(5), True, 1e300, 0.1]
    found = [workbooks._text(one) for one in cells]
    assert found == ["2020-01-02", "2020-01-02T03:04:00", "05:00:00", "true", "1e+300", "0.1"]
    assert not [one for one in read(ods(tmp_path / "t.ods", PEOPLE))[0] if isinstance(one, RejectedRecord)]
    assert all(isinstance(one, Located) for one in read(ods(tmp_path / "t.ods", PEOPLE))[0])
