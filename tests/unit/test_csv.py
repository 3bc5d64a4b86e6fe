"""CSV by a mapping: encodings and delimiters, entities joined from their rows, claims with their row, faults with their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RecordFaults, UsageError
from graph.ledger import check
from graph.model import Claim, Entity
from graph.model.located import Located, RejectedRecord
from loaders import StreamOptions, files, open_stream
from loaders.csv.mapping import read_mapping
from loaders.csv.rows import read_date
from loaders.delimited import guess_delimiter
from loaders.sorting import Spool

SETS = Path(__file__).parents[1] / "datasets"
PEOPLE, MAPPING = SETS / "people.csv", SETS / "people.yml"
SIMPLE = "entities: {p: {kind: Person, key: id, name: name, extra: rest}}\n"


def read(path: Path, mapping: Path | str, **options: Any) -> list[Any]:
    if isinstance(mapping, str):
        file = path.with_suffix(".yml")
        file.write_text(mapping, encoding="utf-8")
        mapping = file
    with open_stream(path, StreamOptions(mapping=mapping, **options)) as stream:
        return list(stream)


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def records(items: list[Any]) -> dict[str, Any]:
    return {one.record.id: one.record for one in items if isinstance(one, Located)}


def test_the_small_set() -> None:
    items = read(PEOPLE, MAPPING)
    found = records(items)
    anna, boris = found["hb-7701"], found["hb-7702"]
    assert (anna.name, anna.names, anna.birth_date) == ("Тестова Анна", ("Тестова Анна", "Аня"), "1971-04-03")
    assert anna.extra["birth_date"] == ("1971-04-03", "1971-04-04")
    assert anna.extra["Телефон"] == ("+7 000", "+7 001")
    assert (boris.birth_date, boris.occupation) == (None, "Матрос\nвторого класса")
    assert boris.names == ("Примеров Борис", "Боря", "Борюсик")
    claims = [one for one in found.values() if isinstance(one, Claim)]
    assert [(claim.row, claim.since, claim.about[0]) for claim in claims] == [
        (2, "2001-09-01", "hb-7701"), (3, "2010-05", "hb-7702"), (4, "2012", "hb-7701"),
    ]  # fmt: skip
    assert {claim.relation.split("|")[1] for claim in claims} == {"EMPLOYED_BY"}
    bad = next(one for one in items if isinstance(one, RejectedRecord))
    assert str(bad.faults[0]) == f"{PEOPLE}:6: row 5, Дата рождения: no date in the format %d.%m.%Y (found: 31.02.1980)"


def test_the_source_is_as_the_mapping_describes_it_and_records_hold_together() -> None:
    with open_stream(PEOPLE, StreamOptions(mapping=MAPPING)) as stream:
        items = [one for one in stream if isinstance(one, Located)]
    source = stream.info.source
    assert (source.id, source.title, source.language, source.reliability) == (
        "dataset-harbour-staff", "Staff of the harbour", "ru", "C",
    )  # fmt: skip
    assert not check([*items, Located(source)])[1]
    assert {one.reported_by for one in items if isinstance(one.record, Entity)} == {(source.id,)}
    with open_stream(PEOPLE, StreamOptions(mapping=MAPPING, dataset="other")) as stream:
        assert (stream.info.dataset, stream.info.source.title) == ("other", "Staff of the harbour")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_told_from_the_file(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["id", "name", "город"], ["1", 'Иванов "Второй" Пётр', "Порт, малый; и |"], ["2", "Анна Тестова\nМладшая", "Порт"]]
    text = "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    found = records(read(table(tmp_path, text, encoding), SIMPLE))
    assert found["table-p-1"].name == 'Иванов "Второй" Пётр'
    assert found["table-p-1"].extra == {"город": ("Порт, малый; и |",)}
    assert found["table-p-2"].name == "Анна Тестова\nМладшая"


def test_western_text_and_a_named_encoding(tmp_path: Path) -> None:
    assert records(read(table(tmp_path, "id,name\n1,Zoë Façade\n", "cp1252"), SIMPLE))["table-p-1"].name == "Zoë Façade"
    found = read(table(tmp_path, "id,name\n1,Łucja\n", "cp1250"), f"encoding: cp1250\n{SIMPLE}")
    assert records(found)["table-p-1"].name == "Łucja"
    for wrong, message in (("klingon", "there is no encoding"), ("base64", "there is no encoding")):
        with pytest.raises(UsageError, match=message):
            read(table(tmp_path, "id,name\n1,A\n"), f"encoding: {wrong}\n{SIMPLE}")


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "holds no table", 0),
        (b"\n\n , \n", "holds no table", 3),
        (b"id,name,name\n", "the heading “name” stands twice", 1),
        (b'id,name\n1,"never closed\n2,B\n', "is never closed", 2),
        (b"id,name\n" + b"1,A\n" * 40_000 + b"1,\xff\xfe\n", "is not utf-8 text", 40_002),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, content: bytes, message: str, line: int) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(RecordFaults) as raised:
        read(path, SIMPLE)
    fault = raised.value.faults[0]
    assert (message in fault.message, fault.file, fault.line) == (True, str(path), line)


def test_rows_that_do_not_fit_are_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, 'id,name\n1,A\n2\n3,"C" D\n\n,Nobody\n4,D,x\n5,E\n')
    items = read(path, SIMPLE)
    assert [str(one.faults[0]) for one in items if isinstance(one, RejectedRecord)] == [
        f"{path}:3: row 3: has 1 cells where the heading has 2",
        f"{path}:4: row 4: is not read as CSV: ',' expected after '\"'; a quotation mark inside a quoted cell is written twice",
        f"{path}:6: row 6, id: the key is empty, so the row speaks of nobody",
        f"{path}:7: row 7: has 3 cells where the heading has 2",
    ]
    assert sorted(records(items)) == ["table-p-1", "table-p-5"]


def test_a_long_line_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_LINE", 100)
    with pytest.raises(RecordFaults) as raised:
        read(table(tmp_path, "id,name\n1," + "x" * 200 + "\n"), SIMPLE)
    assert raised.value.faults[0].line == 2


def test_an_entity_at_fault_is_rejected_with_its_first_row(tmp_path: Path) -> None:
    path = table(tmp_path, "id,name,age\n1,A,old\n2,B,45\n")
    items = read(path, "entities: {p: {kind: Person, key: id, name: name, fields: {age: age}}}")
    (bad,) = (one for one in items if isinstance(one, RejectedRecord))
    assert str(bad.faults[0]).startswith(f"{path}:2: p.age: ")
    assert records(items)["table-p-2"].age == 45


def test_columns_that_are_left_out_are_noted(tmp_path: Path) -> None:
    path = table(tmp_path, "id,name,phone,a b,a_b\n1,A,5,x,y\n")
    (tmp_path / "m.yml").write_text(SIMPLE.replace("rest", "[a b, a_b]"))
    with open_stream(path, StreamOptions(mapping=tmp_path / "m.yml")) as stream:
        (one,) = list(stream)
    assert one.record.extra == {"a_b": ("x",), "a_b_2": ("y",)}
    assert "column that the mapping leaves out: phone" in {row["from"] for row in stream.census.table()}


@pytest.mark.parametrize(
    ("mapping", "place", "message"),
    [
        ("", "", "has `entities:`"),
        ("entities: {}", "entities", "at least 1 item"),
        ("entities:\n  p: {kind: Dragon, key: id}", "entities.p.kind", "no such kind"),
        ("entities:\n  p: {kind: Person}", "entities.p.key", "is missing"),
        ("entities:\n  p:\n    kind: Person\n    key: id\n    fields: {wings: id}", "entities.p", "has no field wings"),
        ("entities:\n  p: {kind: Ruling, key: id}", "entities.p", "needs the field ruling"),
        ("entities:\n  p: {kind: Person, key: id}\nsize: 5", "size", "is no field here"),
        ("entities:\n  p: {kind: Person, key: id}\nrelations: [{type: OWNS, from: p, to: q}]", "", "no entity q in this mapping"),
        (
            "entities:\n  p: {kind: Person, key: id}\nrelations: [{type: FLIES, from: p, to: p}]",
            "relations.0.type",
            "no such relation",
        ),
        ("entities:\n  p: {kind: Person, key: id, fields: {age: {column: a, text: b}}}", "age", "either a column or a text"),
        (
            "entities:\n  p: {kind: Person, key: id}\nrelations: [{type: OWNS, from: p, to: p, with: {speed: a}}]",
            "",
            "no property speed",
        ),
        ("a: &x [1]\nb: *x", "", "anchors and aliases are not read"),
        ("entities: [", "", "not YAML"),
    ],
)
def test_a_mapping_at_fault_is_refused_with_its_place(tmp_path: Path, mapping: str, place: str, message: str) -> None:
    file = tmp_path / "m.yml"
    file.write_text(mapping)
    with pytest.raises(RecordFaults) as raised:
        read_mapping(file)
    fault = raised.value.faults[0]
    assert message in str(fault)
    assert str(fault).startswith(str(file))
    assert place in fault.field


def test_a_mapping_for_other_columns_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(RecordFaults) as raised:
        read(table(tmp_path, "id,naam\n1,A\n"), SIMPLE)
    assert "no column “name”; it has id, naam" in str(raised.value.faults[0])


def test_a_table_without_a_mapping_points_to_map(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        open_stream(table(tmp_path, "id,name\n1,A\n"))
    assert "casegraph map" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "formats", "found"),
    [
        ("1971-04", (), "1971-04"), ("1971", (), "1971"), ("03.04.1971", ("%d.%m.%Y",), "1971-04-03"),
        ("04.1971", ("%d.%m.%Y", "%m.%Y"), "1971-04"), ("71", ("%y",), "1971"), ("0000-00-00", (), None),
        ("0000-00-00", ("%Y-%m-%d",), None), ("soon", (), None), ("3 %d 1971", ("%d %%d %Y",), "1971-01-03"),
        ("100% 1971", ("100%% %Y",), "1971"),
    ],
)  # fmt: skip
def test_dates_are_no_more_precise_than_their_format(text: str, formats: tuple[str, ...], found: str | None) -> None:
    assert read_date(text, formats) == found


@pytest.mark.parametrize(
    ("key", "prefix", "found"),
    [("7", None, "table-p-7"), ("7", "inn", "inn-7"), ("Q7747", "-", "Q7747"), ("ООО", "co", "co-"), ("a b", "-", "x-")],
)
def test_the_id_is_prefix_and_key_or_a_fingerprint(tmp_path: Path, key: str, prefix: str | None, found: str) -> None:
    with_prefix = SIMPLE if prefix is None else SIMPLE.replace("key: id", f"key: id, prefix: '{prefix}'")
    (one,) = records(read(table(tmp_path, f"id,name\n{key},A\n"), with_prefix))
    assert one.startswith(found)
    assert one == found or len(one) == len(found) + 16


def test_words_texts_and_conditions(tmp_path: Path) -> None:
    mapping = """
    entities:
      p:
        kind: Person
        key: id
        name: name
        fields: {occupation: {column: job, words: {к: капитан}}}
        extra: {пол: {column: sex, words: {м: male}}}
      s: {kind: Asset, key: ship, name: ship, fields: {type: {text: Vessel}}}
    relations:
      - type: OWNS
        from: p
        to: s
        when: owner
        with: {percentage: share}
        extra: [note]
        status: alleged
        says: he is said to own it
    """
    rows = "id,name,job,sex,ship,owner,share,note\n1,A,к,м,Alba,yes,50,n1\n2,B,к,ж,Alba,,,\n3,C,,,,yes,,\n"
    found = records(read(table(tmp_path, rows), mapping))
    assert (found["table-p-1"].occupation, found["table-p-1"].extra) == ("капитан", {"пол": ("male",)})
    assert found["table-s-Alba"].type == "Vessel"
    (claim,) = (one for one in found.values() if isinstance(one, Claim))
    assert (claim.status, claim.text, claim.details) == (
        "alleged",
        "he is said to own it",
        {"percentage": "50", "extra": {"note": ["n1"]}},
    )


def test_a_property_that_its_relation_does_not_take_rejects_the_row(tmp_path: Path) -> None:
    mapping = SIMPLE.replace("extra: rest}}", "extra: none}, q: {kind: Person, key: other, name: other}}")
    mapping += "relations: [{type: POSSIBLY_SAME_AS, from: p, to: q, with: {judgement: sure}}]\n"
    items = read(table(tmp_path, "id,name,other,sure\n1,A,2,perhaps\n3,C,4,unsure\n"), mapping)
    assert [one.line for one in items if isinstance(one, RejectedRecord)] == [2]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers()), max_size=60), st.integers(1, 7))
def test_a_spool_gives_fragments_back_by_key_in_their_order(given_: list[tuple[str, int]], chunk: int) -> None:
    spool = Spool(chunk)
    try:
        for key, value in given_:
            spool.add(key, value)
        found = list(spool.groups())
    finally:
        spool.close()
    assert [key for key, _ in found] == sorted({key for key, _ in given_})
    assert dict(found) == {key: [v for k, v in given_ if k == key] for key, _ in given_}


def test_a_delimiter_is_the_one_that_cuts_evenly() -> None:
    assert guess_delimiter("a;b;c\n1,5;2,5;3\n4,5;5,5;6\n") == ";"
    assert guess_delimiter("a\nb\n") == ","
