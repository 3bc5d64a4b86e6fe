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
