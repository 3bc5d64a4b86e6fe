"""What `casegraph map` proposes: right for common headings, always a mapping that loads, never more than the headings say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import CasegraphError
from graph.model.located import Located, RejectedRecord
from loaders import StreamOptions, open_stream
from loaders.csv.headings import ROLES, plain, role_of
from loaders.csv.mapping import read_mapping
from loaders.csv.proposal import propose
from loaders.tables import Reading

PEOPLE = Path(__file__).parents[1] / "datasets" / "people.csv"


def proposed(folder: Path, table: str) -> tuple[dict[str, Any], str, list[Any]]:
    """The proposal, its text, and what loading with it gives."""
    path = folder / "table.csv"
    path.write_text(table, encoding="utf-8")
    text = propose(path, Reading())
    mapping = folder / "table.yml"
    mapping.write_text(text, encoding="utf-8")
    with open_stream(path, StreamOptions(mapping=mapping)) as stream:
        return yaml.safe_load(text), text, list(stream)


@pytest.mark.parametrize(
    ("headings", "key", "name"),
    [
        ("id,name,birth date,nationality", "id", "name"),
        ("ID,Full Name,DOB,Citizenship", "ID", "Full Name"),
        ("person_id,first name,last name,date_of_birth", "person_id", ["last name", "first name"]),
        ("№ п/п,ФИО,Дата рождения,Гражданство", ["ФИО", "Дата рождения"], "ФИО"),
        ("ИНН,Фамилия,Имя,Отчество,Год рождения", "ИНН", ["Фамилия", "Имя", "Отчество"]),
        ("Ф.И.О.,Дата рождения (по паспорту),Возраст", ["Ф.И.О.", "Дата рождения (по паспорту)"], "Ф.И.О."),
        ("name,alias,Date of Birth", ["name", "Date of Birth"], "name"),
    ],
)
def test_people_are_told_from_their_headings(tmp_path: Path, headings: str, key: Any, name: Any) -> None:
    cells = {"id": ("1", "2"), "date": ("03.04.1971", "31.12.1980"), "age": ("54", "45"), "text": ("Anna", "Boris")}
    roles = {"key": "id", "person key": "id", "number": "id", "birth date": "date", "age": "age"}
    kinds = [roles.get(role_of(one), "text") for one in headings.split(",")]
    table = "\n".join([headings, *(",".join(cells[kind][at] for kind in kinds) for at in (0, 1))]) + "\n"
    mapping, _, items = proposed(tmp_path, table)
    person = mapping["entities"]["person"]
    assert (person["kind"], person["key"], person["name"]) == ("Person", key, name)
    assert person["fields"]["birth_date"]["format"] == "%d.%m.%Y"
    people = [one.record for one in items if isinstance(one, Located) and getattr(one.record, "kind", "") == "Person"]
    assert {one.birth_date for one in people} == {"1971-04-03", "1980-12-31"}
    assert not [one for one in items if isinstance(one, RejectedRecord)]


def test_the_small_set_is_proposed_as_it_should_be(tmp_path: Path) -> None:
    mapping, text, items = proposed(tmp_path, PEOPLE.read_text(encoding="utf-8"))
    person = mapping["entities"]["person"]
    assert (person["key"], person["name"], person["names"]) == ("ИНН", ["Фамилия", "Имя"], {"column": "Прозвище", "split": ";"})
    assert mapping["relations"][0]["type"] == "EMPLOYED_BY"
    assert mapping["relations"][0]["since"] == {"column": "С", "format": ["%d.%m.%Y", "%m.%Y"]}
    assert mapping["empty"] == ["-", "н/д"]
    assert "such as 31.02.1980: those rows would be refused" in text
    assert "Kept as they are (`extra: rest`): Телефон" in text
    assert sum(isinstance(one, RejectedRecord) for one in items) == 1


def test_companies_with_directors_and_owners(tmp_path: Path) -> None:
    table = "name,director,owner,share,reg number,founded\nAcme Ltd,Bob,Carl,50,123,2001-02-03\nООО Бета,Dan,,,124,2002\n"
    mapping, _, items = proposed(tmp_path, table)
    assert mapping["entities"]["company"]["key"] == "reg number"
    assert [(one["type"], one["from"]) for one in mapping["relations"]] == [("DIRECTOR_OF", "director"), ("OWNS", "owner")]
    claims = [one.record for one in items if isinstance(one, Located) and hasattr(one.record, "relation")]
    assert sorted(claim.property for claim in claims) == ["DIRECTOR_OF", "DIRECTOR_OF", "OWNS"]


def test_cases_are_never_taken_for_accusations(tmp_path: Path) -> None:
    mapping, text, _ = proposed(tmp_path, "ФИО;Гражданство;Номер дела;Суд\nИванов;Узбекистан;1-2/2024;Суд города\n")
    assert {one["type"] for one in mapping["relations"]} == {"CITIZEN_OF", "PARTY_TO", "HEARD_BY"}
    assert "only where the table says so" in text


EDGES = {
    "Source,Target,Type,Weight\nann,bob,Directed,2\nbob,cid,Directed,1\n": ("Source", "Target", None),
    ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n2,3,KNOWS\n": (":START_ID", ":END_ID", ":TYPE"),
    "from,to,amount,date\nAda Kern,Ben Lund,100,2020-01-01\n": ("from", "to", None),
    "Отправитель;Получатель;Сумма\nИванов Пётр;Тестова Анна;100\n": ("Отправитель", "Получатель", None),
    "person1,person2,relationship\nAda Kern,Ben Lund,friend\n": ("person1", "person2", "relationship"),
    "Von,Nach,Beziehung\nA1,B2,kennt\n": ("Von", "Nach", "Beziehung"),
    "sourceId\ttargetId\tlabel\n10\t11\tpays\n": ("sourceId", "targetId", "label"),
    "Откуда,Куда,Тип связи\nx1,x2,звонок\n": ("Откуда", "Куда", "Тип связи"),
}


@pytest.mark.parametrize("table", EDGES)
def test_a_list_of_edges_is_two_ends_and_a_tie(tmp_path: Path, table: str) -> None:
    one, other, role = EDGES[table]
    mapping, text, items = proposed(tmp_path, table)
    assert {name: form["key"] for name, form in mapping["entities"].items()} == {"source": one, "target": other}
    assert len({form["prefix"] for form in mapping["entities"].values()}) == 1
    (tie,) = mapping["relations"]
    assert (tie["type"], tie.get("with")) == ("LINKED_TO", {"role": role} if role else None)
    assert "looks like a list of edges" in text
    assert not [item for item in items if isinstance(item, RejectedRecord)]
    rows = len(table.splitlines()) - 1
    assert sum(getattr(item.record, "relation", None) is not None for item in items) == rows


def test_ties_of_a_leak_have_their_days_and_roles(tmp_path: Path) -> None:
    head = "node_id_start,node_id_end,rel_type,link,status,start_date,end_date,sourceID"
    table = f"{head}\n12000001,10000001,officer_of,shareholder of,,01-JAN-2006,20-FEB-2011,Leak A\n"
    mapping, _, items = proposed(tmp_path, table)
    assert mapping["relations"][0]["since"] == {"column": "start_date", "format": "%d-%b-%Y"}
    (claim,) = (item.record for item in items if getattr(item.record, "relation", None))
    assert (claim.since, claim.until, claim.details["role"]) == ("2006-01-01", "2011-02-20", "shareholder of")


@pytest.mark.parametrize(
    "headings", ["name,from,to", "Имя,с,по", "name,start,end", "name,address 1,address 2", "id,phone 1,phone 2,name"]
)
def test_days_addresses_and_numbers_are_no_ends(tmp_path: Path, headings: str) -> None:
    row = ",".join({"name": "Ada Kern", "Имя": "Иванов Пётр", "id": "7"}.get(one, "2001") for one in headings.split(","))
    mapping, text, _ = proposed(tmp_path, f"{headings}\n{row}\n")
    assert "list of edges" not in text
    assert "person" in mapping["entities"]


def test_rows_of_several_kinds_are_told_apart(tmp_path: Path) -> None:
    table = (
        "id,schema,name,aliases,birth_date,countries\n"
        "NK-1,Person,Ivo Stern,Iwo Stern;Иво Штерн,1960-01-01;1960,kz;kg\nNK-2,Company,Tide Ltd,Tide Co,,cy\n"
    )
    mapping, text, items = proposed(tmp_path, table)
    assert "The rows are of several kinds (Person, Company): “schema” tells which." in text
    assert mapping["entities"]["person"]["fields"]["birth_date"] == {"column": "birth_date", "split": ";"}
    found = {item.record.name: item.record for item in items}
    assert {name: one.kind for name, one in found.items()} == {"Ivo Stern": "Person", "Tide Ltd": "Company"}
    assert (found["Ivo Stern"].birth_date, found["Ivo Stern"].extra["birth_date"]) == ("1960-01-01", ("1960-01-01", "1960"))
    mapping, _, items = proposed(tmp_path, "№;Тип;Название\n1;физлицо;Иванов Пётр\n2;ООО;Ромашка\n3;судно;Альба\n")
    assert sorted(item.record.kind for item in items) == ["Asset", "Company", "Person"]


def test_a_title_is_no_row_of_headings(tmp_path: Path) -> None:
    mapping, text, items = proposed(
        tmp_path, "Registry of made-up people;;\n;;\nФИО;Дата рождения;Телефон\nИванов Пётр;01.02.1970;\n"
    )
    assert mapping["entities"]["person"]["name"] == "ФИО"
    assert "The headings are in row 3." in text
    assert [item.record.birth_date for item in items] == ["1970-02-01"]


def test_a_birth_date_that_some_lack_is_no_part_of_the_key(tmp_path: Path) -> None:
    mapping, text, items = proposed(tmp_path, "name,dob\nAda Kern,1970\nAda Kern,\n")
    assert mapping["entities"]["person"]["key"] == "name"
    assert "somebody would be two people" in text
    assert len(items) == 1


def test_a_column_of_relations_gives_a_type_for_each_text(tmp_path: Path) -> None:
    table = (
        "name,Relationship,company,Registration number\nAda Kern,nominee,Alba Ltd,77001\nBen Lund,shareholder,Alba Ltd,77001\n"
        "Cid Oak,ex-wife of owner,Beta LLC,\nDan Pine,director,Beta LLC,\n"
    )
    mapping, _, items = proposed(tmp_path, table)
    assert {one["type"]: one["where"]["Relationship"] for one in mapping["relations"]} == {
        "LINKED_TO": ["nominee", "ex-wife of owner"], "OWNS": ["shareholder"], "DIRECTOR_OF": ["director"],
    }  # fmt: skip
    records = [item.record for item in items]
    assert {one.extra.get("Registration_number") for one in records if getattr(one, "kind", "") == "Person"} == {None}
    assert ("77001",) in {one.extra.get("Registration_number") for one in records if getattr(one, "kind", "") == "Company"}


def test_courts_and_parties_are_neither_names_nor_things(tmp_path: Path) -> None:
    table = "Case,Name,Party,Hearing\n1-23/2024,Ada Kern,co-defendant,Ennet City Court\n"
    mapping, text, _ = proposed(tmp_path, table)
    assert {name: form["kind"] for name, form in mapping["entities"].items()} == {
        "person": "Person", "case": "LegalCase", "court": "Court",
    }  # fmt: skip
    assert "“Hearing”: court, because 100% of its cells look like courts" in text


def test_people_are_told_by_their_names_under_any_heading(tmp_path: Path) -> None:
    mapping, text, _ = proposed(tmp_path, "kod,wer\nK-100,Ada Kern\nK-200,Ben Lund\n")
    assert mapping["entities"]["person"]["name"] == "wer"
    assert "“wer”: name, because 100% of its cells look like names of people" in text


def test_several_people_in_a_cell_are_several(tmp_path: Path) -> None:
    table = "компания;директор\nООО Бета;Иванов А.А. (председатель), Петрова Б.\n"
    _, _, items = proposed(tmp_path, table)
    claims = [item.record for item in items if getattr(item.record, "relation", None)]
    assert {claim.details.get("role") for claim in claims} == {"председатель", None}
    assert sorted(item.record.name for item in items if getattr(item.record, "kind", "") == "Person") == [
        "Иванов А.А.",
        "Петрова Б.",
    ]


def test_two_hundred_rows_take_no_time(tmp_path: Path) -> None:
    import time

    path = tmp_path / "t.csv"
    rows = "".join(f"Anna Made-up {chr(65 + at % 26)}{at};{at % 28 + 1:02}.01.19{at % 90 + 10};тел {at}\n" for at in range(199))
    path.write_text(f"ФИО;Дата рождения;Прочее\n{rows}", encoding="utf-8")
    begun = time.process_time()
    propose(path, Reading())
    assert time.process_time() - begun < 2  # 0.1 s on a quiet machine


def test_headings_that_say_nothing_give_a_thing(tmp_path: Path) -> None:
    mapping, text, items = proposed(tmp_path, "alpha,beta\n1,x\n2,y\n")
    assert mapping["entities"]["thing"] == {"kind": "Thing", "key": "alpha", "name": "beta", "extra": "rest"}
    assert "choose a kind" in text
    assert len(items) == 2


def test_days_and_months_that_could_be_either_are_pointed_out(tmp_path: Path) -> None:
    _, text, _ = proposed(tmp_path, "name,dob\nA,01/02/1980\nB,03/04/1981\n")
    assert "may have day or month first" in text
    mapping, _, _ = proposed(tmp_path, "name,dob\nA,01/22/1980\nB,03/04/1981\n")
    assert mapping["entities"]["person"]["fields"]["birth_date"]["format"] == "%m/%d/%Y"


def test_dates_in_no_usual_format_are_pointed_out(tmp_path: Path) -> None:
    _, text, _ = proposed(tmp_path, "name,dob\nA,the first of May\n")
    assert "in no usual format" in text


def test_an_old_code_page_is_written_down(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("ФИО;Возраст\nИванов Пётр;45\n".encode("cp1251"))
    assert yaml.safe_load(propose(path, Reading()))["encoding"] == "cp1251"


def test_each_word_has_one_role() -> None:
    words = [word for words in ROLES.values() for word in words]
    assert len(words) == len(set(words))
    assert all(role_of(word) == role for role, words in ROLES.items() for word in words)
    assert plain("  Дата_Рождения ") == "дата рождения"


HEADINGS = st.one_of(st.sampled_from([word for words in ROLES.values() for word in words]), st.text(max_size=12))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150, deadline=None)
@given(st.lists(HEADINGS, min_size=1, max_size=8), st.lists(st.lists(st.text(max_size=12), min_size=8, max_size=8), max_size=4))
def test_any_table_gets_a_mapping_that_can_be_read(tmp_path: Path, headings: list[str], cells: list[list[str]]) -> None:
    import csv

    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", errors="ignore", newline="") as file:
        csv.writer(file).writerows([headings, *(row[: len(headings)] for row in cells)])
    try:
        text = propose(path, Reading())
    except CasegraphError:
        return
    mapping = tmp_path / "any.yml"
    mapping.write_text(text, encoding="utf-8")
    assert read_mapping(mapping).entities
    with open_stream(path, StreamOptions(mapping=mapping)) as stream:
        list(stream)
