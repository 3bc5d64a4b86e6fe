"""`duplicates`: who may be the same, and who is not proposed; nothing is written. People are made up."""

from __future__ import annotations

import json

import pytest

from graph.ask.duplicates import duplicates
from graph.identity import Record
from graph.identity.candidates import MOST, candidates
from graph.model import KINDS
from graph.stores import Store
from tests.conftest import Run
from tests.contract.small import entity, load

pytestmark = pytest.mark.contract
PERSONS = frozenset({"Person"})


def born(key: str, name: str, birth: str | None = None, *datasets: str) -> object:
    values = {"id": key, "name": name, "identification": "named", "birth_date": birth, "datasets": datasets}
    return KINDS["Person"].model_validate(values)


PEOPLE = [
    born("a-kk", "Нұрсұлтан Әбішұлы Жұмабаев", "1983", "one"),
    born("b-en", "Zhumabayev Nursultan", "1983-05-04", "two"),
    born("c-other-year", "Жумабаев Нурсултан", "1991", "two"),
    born("d-brother", "Жумабаев Нурлан Абишевич", "1983", "one"),
    born("e-ru", "Маматов Данияр", "1990-01-02", "one"),
    born("f-ky", "Мамат уулу Данияр", "1990-01-02", "one"),
    born("g-letter", "Г."),
    born("h-letter", "Г."),
    entity("Company", "i-firm", "ТОО Ак Жол"),
    entity("Company", "j-firm", "Ak Zhol LLP"),
]


def found(store: Store, *given: str | None, least: float = 0.8) -> list[tuple[str, str]]:
    return [(one.a, one.b) for one in duplicates(store, PERSONS, least, *given)]


def test_the_likely_pairs_and_no_others_are_proposed(empty_store: Store) -> None:
    load(empty_store, PEOPLE)
    before = empty_store.read("MATCH (n) RETURN count(n) AS n").rows
    assert sorted(found(empty_store)) == [("a-kk", "b-en"), ("e-ru", "f-ky")]
    assert found(empty_store, "one", "two") == [("a-kk", "b-en")]
    assert found(empty_store, "two") == [("a-kk", "b-en")]
    assert [(one.a, one.b) for one in duplicates(empty_store, frozenset({"Company"}), 0.5)] == [("i-firm", "j-firm")]
    assert duplicates(empty_store, PERSONS, 0.0)[0].supporting
    assert empty_store.read("MATCH (n) RETURN count(n) AS n").rows == before


def test_the_command_prints_pairs_with_reasons(run: Run, store_place: str) -> None:
    kinds = [word for kind in ("Event", "Ruling", "LegalCase") for word in ("--kind", kind)]
    done = run("duplicates", "--min", "0", *kinds, "--format", "json", "--limit", "2", "--store", store_place)
    assert done.code == 0, done.err
    assert "only the first 2 of" in done.err
    rows = json.loads(done.out)
    assert len(rows) == 2
    assert all(list(row) == ["a", "a_name", "b", "b_name", "score", "for", "against"] for row in rows)
    assert run("duplicates", "--against", "x", "--store", store_place).code == 2
    assert run("duplicates", "--min", "1", "--store", store_place).code == 3


def test_a_key_of_too_many_is_divided_by_years() -> None:
    crowd = {f"{n:03}": Record(names=("Марат Исаков",), birth_date=str(1900 + n // 2)) for n in range(2 * MOST)}
    pairs = list(candidates(crowd))
    assert pairs == [(f"{n:03}", f"{n + 1:03}") for n in range(0, 2 * MOST, 2)]
