"""The JSON Schema of a dossier: what it lets through the loader reads, what it refuses the loader refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graph.ingest.seeds import seeds
from graph.model import KINDS, RELATIONS
from loaders.dossier import dossier_schema
from loaders.yaml_lines import read_yaml
from tests.unit.dossiers import GROUND, found

SCHEMA = dossier_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SEEDS = sorted(seeds().glob("*.yml"))
CLAIM = {"says": "x", "source": "s", "about": "ann"}
SOUND: dict[str, Any] = {
    "dossier": "d",
    "sources": [{"id": "s", "title": "T", "published": 2023, "cites": ["t"]}],
    "entities": [{"id": "ann", "kind": "Person", "name": "Ann", "identification": "named"}],
    "claims": [
        CLAIM,
        {"says": "x", "source": "s", "about": ["ann", "bob"], "figure": "f", "scope": "z", "value": 2.5, "bound": "about"},
        {"says": "x", "source": "s", "relation": ["ann", "HEADS", "army"], "since": "2023", "with": {"role": "r"}, "at": [0, 5]},
    ],
}


def changed(section: str, **values: object) -> dict[str, Any]:
    """The sound dossier with the first item of a section changed; a key is taken out where its value is None."""
    item = {key: value for key, value in {**SOUND[section][0], **values}.items() if value is not None}
    return {**SOUND, section: [item, *SOUND[section][1:]]}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.name)
def test_the_seeds_fit_the_schema(file: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read_yaml(file).value)] == []


def test_a_sound_dossier_fits_the_schema() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(SOUND)] == []


@pytest.mark.parametrize(
    "broken",
    [
        [],
        {},
        {**SOUND, "dossier": "A B"},
        {**SOUND, "entitys": []},
        {**SOUND, "claims": {}},
        {**SOUND, "claims": ["words"]},
        changed("claims", says=None),
        changed("claims", source=None),
        changed("claims", abuot="ann"),
        changed("claims", about=5),
        changed("claims", about=[]),
        changed("claims", status="rumour"),
        changed("claims", credibility=7),
        changed("claims", at=[1]),
        changed("claims", at=[1, 2, 3]),
        changed("claims", at=["a", "b"]),
        changed("claims", relation=["ann", "LEADS", "army"]),
        changed("claims", relation=["ann", "HEADS"]),
        changed("claims", since=[2023]),
        changed("entities", kind=None),
        changed("entities", kind="Dragon"),
        changed("entities", id="A B"),
        changed("entities", name=None),
        changed("entities", identification=None),
        changed("entities", datasets=["d"]),
        changed("entities", size=5),
        changed("sources", title=None),
        changed("sources", sha256="abc"),
        changed("sources", reliability="G"),
        changed("sources", datasets=["d"]),
        changed("sources", pages=5),
    ],
)
def test_a_broken_dossier_does_not_fit(broken: object) -> None:
    assert list(VALIDATOR.iter_errors(broken))


def test_the_schema_knows_every_kind_with_its_fields_and_every_relation_type() -> None:
    for name, kind in KINDS.items():
        properties = SCHEMA["$defs"][name]["properties"]
        assert set(properties) == {*kind.model_fields, "kind"} - {"datasets"}
        assert properties["kind"] == {"const": name}
    assert SCHEMA["$defs"]["Claim"]["properties"]["relation"]["anyOf"][0]["prefixItems"][1]["enum"] == sorted(RELATIONS)


def test_the_common_ground_of_these_tests_fits_the_schema_and_the_loader(tmp_path: Path) -> None:
    (tmp_path / "ground.yml").write_text(GROUND)
    assert list(VALIDATOR.iter_errors(read_yaml(tmp_path / "ground.yml").value)) == []
    assert found(tmp_path, GROUND)[1] == []
