"""Search finds a person in any spelling, likeliest first, and nobody where a part contradicts. People are made up."""

from __future__ import annotations

import pytest

from graph.ask.search import search
from graph.identity import THRESHOLD
from graph.stores import Store
from tests.contract.small import entity, load, person
from tests.engines import Engine

pytestmark = pytest.mark.contract
PEOPLE = [
    person("zhumabaev", "Жумабаев Нурсултан Абишевич"),
    person("brother", "Жумабаев Нурлан Абишевич"),
    person("son", "Жумабаев Ерсин Нурсултанович"),
    person("daniyar", "Маматов Данияр"),
    person("usmonova", "Усманова Сайёра Каримовна"),
    person("sharifov", "Шарифов Мехроб"),
    person("kholmatov", "Холматов Саидахмад"),
    person("ryskulov", "Рыскулов Талгат"),
    entity("Company", "road", "ТОО «Ак Жол Сервис»"),
]
ASKED = {
    "Zhumabaev Nursultan": "zhumabaev",
    "Нұрсұлтан Әбішұлы Жұмабаев": "zhumabaev",
    "Joumabaïev Noursoultan": "zhumabaev",
    "SCHUMABAJEW Nursultan": "zhumabaev",
    "Nursltan Zhumabayev": "zhumabaev",
    "Mamat uulu Daniyar": "daniyar",
    "Сайёра Карим қизи Усмонова": "usmonova",
    "Sayyora Usmonova": "usmonova",
    "Шарифзода Меҳроб": "sharifov",
    "Сайид Ахмад Холматов": "kholmatov",
    "Talgat Riskulov": "ryskulov",
    "Рыскулв Талгат": "ryskulov",
    "ryskulov": "ryskulov",
    "Talg": "ryskulov",
    "Ak Zhol": "road",
}


@pytest.fixture(scope="module")
def peopled(engine: Engine) -> Store:
    """A store of each engine with the people above; for reading only."""
    store = engine.empty()
    load(store, PEOPLE)
    return store


@pytest.mark.parametrize(("asked", "key"), ASKED.items())
def test_a_person_is_found_in_any_spelling(peopled: Store, asked: str, key: str) -> None:
    assert search(peopled, asked)[0].id == key


@pytest.mark.parametrize("asked", ["Жумабаев Айдос", "Talgat Mamatov", "Талант Рыскулов", "Nobody Atall"])
def test_a_name_that_nobody_bears_has_no_answer(peopled: Store, asked: str) -> None:
    assert search(peopled, asked) == []


def test_the_whole_name_reaches_the_threshold_and_a_part_does_not(peopled: Store) -> None:
    assert search(peopled, "Нурсултан Жумабаев")[0].score >= THRESHOLD * 100
    parts = search(peopled, "Жумабаев")
    assert {match.id for match in parts} == {"zhumabaev", "brother", "son"}
    assert all(0 < match.score < THRESHOLD * 100 for match in parts)
