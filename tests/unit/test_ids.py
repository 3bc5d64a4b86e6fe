"""Ids that a table's rows get: different keys never meet, whatever signs they hold, and the key itself is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.cases import LegalCase
from graph.model.located import Located, RejectedRecord
from loaders import StreamOptions, open_stream
from loaders.csv.ids import made_id

CASES = "entities: {case: {kind: LegalCase, key: [court, number], name: title, extra: [judge]}}\n"
PARTS = st.lists(st.text(alphabet="12-|, \0\\\"'а.", max_size=4), min_size=2, max_size=3)


def read(folder: Path, table: str, mapping: str) -> tuple[list[Any], list[dict[str, object]]]:
    path, how = folder / "cases.csv", folder / "cases.yml"
    path.write_text(table, encoding="utf-8")
    how.write_text(mapping, encoding="utf-8")
    with open_stream(path, StreamOptions(mapping=how)) as stream:
        return list(stream), stream.census.table()


@given(PARTS, PARTS)
def test_two_keys_have_one_id_only_if_they_are_the_same(one: list[str], other: list[str]) -> None:
    for prefix in ("cases-case", "-"):
        assert (made_id(prefix, one).id == made_id(prefix, other).id) == (one == other)


@given(st.text(alphabet="ab1-. ", min_size=1, max_size=6), PARTS)
def test_one_cell_never_has_the_id_of_several(one: str, several: list[str]) -> None:
    assert made_id("set-case", [one]).id != made_id("set-case", several).id


@pytest.mark.parametrize(
    "signs", [("2-1", "5", "2", "1-5"), ("a|b", "c", "a", "b|c"), ("a b", "c", "a", "b c"), ("ab", "", "a", "b")]
)
def test_two_cases_of_two_courts_stay_two(tmp_path: Path, signs: tuple[str, str, str, str]) -> None:
    one, two, three, four = signs
    items, _ = read(tmp_path, f"court,number,title,judge\n{one},{two},Theft,Oak\n{three},{four},Forgery,Pine\n", CASES)
    found = [one.record for one in items if isinstance(one, Located) and isinstance(one.record, LegalCase)]
    assert sorted((case.name, case.extra["judge"]) for case in found) == [("Forgery", ("Pine",)), ("Theft", ("Oak",))]


def test_a_key_with_an_empty_part_is_told(tmp_path: Path) -> None:
    items, told = read(tmp_path, "court,number,title,judge\n2,,Theft,Oak\n,2,Forgery,Pine\n", CASES)
    assert len({one.record.id for one in items if isinstance(one, Located)}) == 2
    notes = {str(row["from"]): row["first"] for row in told if row["to"] == "(noted)"}
    assert notes == {
        f"case whose key has no {column}: the same as another only where that is empty, too": f"{tmp_path / 'cases.csv'}:{line}"
        for column, line in (("number", 2), ("court", 3))
    }


def test_the_key_is_kept_where_the_id_does_not_say_it(tmp_path: Path) -> None:
    people = "entities: {p: {kind: Person, key: id, prefix: '-', name: name}}\n"
    items, _ = read(tmp_path, "id,name\nhttp://data.example/Q1,Nils Ahorn\nQ2,Olga Birk\n", people)
    found = {one.record.name: one.record.extra.get("id") for one in items if isinstance(one, Located)}
    assert found == {"Nils Ahorn": ("http://data.example/Q1",), "Olga Birk": None}
    items, _ = read(tmp_path, "court,number,title,judge\n2-1,5,Theft,Oak\n", CASES)
    assert items[0].record.extra["id"] == ("2-1 | 5",)


def test_two_kinds_under_one_id_are_refused_unless_one_is_the_other(tmp_path: Path) -> None:
    mapping = (
        "entities:\n  a: {kind: %s, key: id, prefix: '-', name: name}\n  b: {kind: %s, key: other, prefix: '-', name: name}\n"
    )
    table = "id,name,other\n1,Alba,1\n"
    items, _ = read(tmp_path, table, mapping % ("Organization", "Company"))
    assert [one.record.kind for one in items if isinstance(one, Located)] == ["Company"]
    items, _ = read(tmp_path, table, mapping % ("Person", "Company"))
    (bad,) = (one for one in items if isinstance(one, RejectedRecord))
    assert "a (Person) and b (Company) have one id" in str(bad.faults[0])


def test_followthemoney_mappings_that_make_one_id_of_two_keys_are_refused(tmp_path: Path) -> None:
    mapping = "queries: [{entities: {p: {schema: Person, keys: [a, b], properties: {name: {column: name}}}}}]\n"
    items, _ = read(tmp_path, "a,b,name\nx1,yz,Anna\nx1y,z,Boris\nx1y,z,Boris B.\n", mapping)
    (bad,) = items
    assert isinstance(bad, RejectedRecord)
    assert "makes one id of two keys (x1, yz and x1y, z)" in str(bad.faults[0])
