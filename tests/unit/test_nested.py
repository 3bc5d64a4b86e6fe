"""OpenSanctions' nested form: entities within entities become entities, with the relations that their place says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.model import Claim
from graph.model.located import Located, RejectedRecord
from loaders import open_stream

ADDRESS = {"id": "ad1", "schema": "Address", "properties": {"full": ["1 Quay"]}}
CARGO: dict[str, Any] = {"id": "c", "schema": "Company", "properties": {"name": ["Cargo SA"]}}
OWNERSHIP = {"id": "o1", "schema": "Ownership", "properties": {"owner": ["a"], "startDate": ["2010"], "asset": [CARGO]}}


def person(**properties: Any) -> dict[str, Any]:
    return {"id": "a", "schema": "Person", "properties": {"name": ["Ada Kern"], **properties}}


def read(folder: Path, *lines: Any) -> tuple[dict[str, Any], set[tuple[str, str, str]], list[RejectedRecord]]:
    """Entities by id, relations as (from, type, to), and what was rejected."""
    path = folder / "nested.json"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with open_stream(path) as stream:
        items = list(stream)
    records = [one.record for one in items if isinstance(one, Located)]
    entities = {one.id: one for one in records if not isinstance(one, Claim)}
    ties = {(one.about[0], one.property, one.about[1]) for one in records if isinstance(one, Claim) and one.relation}
    return entities, ties, [one for one in items if isinstance(one, RejectedRecord)]


def test_what_is_nested_becomes_entities_and_relations(tmp_path: Path) -> None:
    entities, ties, rejected = read(tmp_path, person(addressEntity=[ADDRESS], ownershipOwner=[OWNERSHIP]))
    assert {key: (one.kind, one.name) for key, one in entities.items()} == {
        "a": ("Person", "Ada Kern"), "ad1": ("Place", "1 Quay"), "c": ("Company", "Cargo SA"),
    }  # fmt: skip
    assert ties == {("a", "HAS_ADDRESS", "ad1"), ("a", "OWNS", "c")}
    assert not rejected
    assert "ownershipOwner" not in entities["a"].extra


@pytest.mark.parametrize(
    "given", [[{**OWNERSHIP, "properties": {"asset": [CARGO]}}], {**OWNERSHIP, "properties": {"asset": CARGO}}]
)
def test_the_end_that_the_place_says_is_filled_in(tmp_path: Path, given: Any) -> None:
    assert read(tmp_path, person(ownershipOwner=given))[1] == {("a", "OWNS", "c")}


def test_directors_family_sanctions_and_deeper_levels(tmp_path: Path) -> None:
    director = {
        "id": "d1",
        "schema": "Directorship",
        "properties": {"director": [person(addressEntity=[ADDRESS])], "role": ["chair"]},
    }
    sanction = {"id": "s1", "schema": "Sanction", "properties": {"authority": ["Made-up Office"]}}
    entities, ties, rejected = read(
        tmp_path, {**CARGO, "properties": {"directorshipOrganization": [director], "sanctions": [sanction]}}
    )
    assert ties == {("a", "DIRECTOR_OF", "c"), ("a", "HAS_ADDRESS", "ad1"), ("s1", "CONCERNS", "c")}
    assert set(entities) == {"a", "ad1", "c", "s1"}
    assert not rejected


def test_one_that_is_nested_twice_or_stands_alone_as_well_is_one(tmp_path: Path) -> None:
    other = {"id": "b", "schema": "Person", "properties": {"name": ["Ben Lund"], "addressEntity": [ADDRESS]}}
    fuller = {**ADDRESS, "properties": {"full": ["1 Quay"], "city": ["Ennet"]}}
    entities, ties, rejected = read(tmp_path, person(addressEntity=[fuller]), other)
    assert entities["ad1"].extra["city"] == ("Ennet",)
    assert len(ties) == 2
    entities, _, rejected = read(tmp_path, person(addressEntity=[ADDRESS]), fuller)
    assert entities["ad1"].extra["city"] == ("Ennet",)
    assert not rejected


def test_an_answer_of_the_interface_and_a_list_are_read(tmp_path: Path) -> None:
    for line in ({"limit": 2, "results": [person(), CARGO]}, [person(), CARGO]):
        assert set(read(tmp_path, line)[0]) == {"a", "c"}


@pytest.mark.parametrize(
    "bad",
    [{"schema": "Address", "properties": {}}, {"id": "x", "properties": {}}, {"id": "x", "schema": "Address", "properties": [1]}],
)
def test_a_nested_one_without_id_or_schema_is_refused(tmp_path: Path, bad: Any) -> None:
    _, _, rejected = read(tmp_path, person(addressEntity=[bad]))
    assert len(rejected) == 1
    assert "properties.addressEntity" in str(rejected[0].faults[0])


def test_a_nested_one_of_an_unknown_schema_is_refused(tmp_path: Path) -> None:
    _, _, rejected = read(tmp_path, person(addressEntity=[{**ADDRESS, "schema": "Nonsense"}]))
    assert "no such schema" in str(rejected[0].faults[0])


def test_ids_alone_stay_ids(tmp_path: Path) -> None:
    entities, ties, _ = read(tmp_path, person(addressEntity=[{"id": "ad1", "caption": "1 Quay"}]))
    assert (set(entities), ties) == ({"a"}, {("a", "HAS_ADDRESS", "ad1")})
