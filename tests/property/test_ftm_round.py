"""FollowTheMoney out and in again gives the same entities and relations, but for the losses that are documented."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from followthemoney.exc import InvalidData
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.export.formats.ftm import Written, ftm_entities
from graph.ledger import check, derive, without
from graph.model import Entity, Relation
from graph.model.ftm import EDGES, library
from graph.model.located import Located
from loaders import StreamOptions, open_stream
from tests.property import strategies
from tests.unit.ftm_views import view_of

Loaded = tuple[dict[str, Entity], dict[str, Relation], Mapping[str, int]]
SETS = Path(__file__).parents[1] / "datasets"
SCHEMAS = sorted(schema.name for schema in library() if not schema.abstract and not schema.is_a("Document"))
NODES = [name for name in SCHEMAS if name not in EDGES and name not in ("Documentation", "Mention", "Page")]
IDS = [f"n{at}" for at in range(6)]
TEXTS = st.one_of(
    st.sampled_from(
        ["Anna", "Анна", "2020", "2020-05", "2020-05-01", "0000-00-00", "ru", "50", "https://example.org", "a@example.org"]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(lambda text: text.strip() == text),
)


@st.composite
def entities(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Nodes of any schema and edges between them, with values that the library likes and others."""
    found = []
    for key in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=6, unique=True)):
        found.append(draw(entity(key, draw(st.sampled_from(NODES)))))
    for at in range(draw(st.integers(0, 4))):
        found.append(draw(entity(f"e{at}", draw(st.sampled_from([name for name in EDGES if library().get(name)])))))
    return found


@st.composite
def entity(draw: st.DrawFn, key: str, schema: str) -> dict[str, Any]:
    properties: dict[str, list[str]] = {}
    names = sorted(prop.name for prop in library().get(schema).properties.values() if not prop.stub)
    for name in draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
        pointing = library().get(schema).get(name).type.name == "entity"
        texts = st.sampled_from(IDS) if pointing else TEXTS
        properties[name] = draw(st.lists(texts, min_size=1, max_size=2, unique=True))
    if schema in EDGES and draw(st.booleans()):
        properties[EDGES[schema].source], properties[EDGES[schema].target] = (
            [draw(st.sampled_from(IDS))],
            [draw(st.sampled_from(IDS))],
        )
    if draw(st.booleans()):
        properties["name"] = [draw(TEXTS)] if "name" in names else properties.get("name", [])
    context = {"first_seen": "2020-01-01", "referents": ["x"]} if draw(st.booleans()) else {}
    return {"id": key, "schema": schema, "properties": {name: texts for name, texts in properties.items() if texts}, **context}


def loaded(path: Path) -> tuple[list[Located], Loaded]:
    """The records of a file that hold together; entities and relations by id, and how many claims carry each."""
    with open_stream(path, StreamOptions(dataset="set")) as stream:
        items = [*(one for one in stream if isinstance(one, Located)), Located(stream.info.source)]
    _, _, bad = check(items)
    ledger, dropped = without(items, bad)
    kept = [one for one in items if one.record.id not in dropped]
    said = Counter(claim.relation for claim in ledger.claims.values() if claim.relation)
    return kept, (ledger.entities, derive(ledger.claims.values(), ledger.sources), said)


def alike(record: Entity | Relation, said: Mapping[str, int]) -> dict[str, Any]:
    """What must come back: everything but the order of lists, of a relation its sources and grade, and where several claims
    carry it, which of them speaks for it."""
    own = {"since", "until", *type(record).own_fields()} if said.get(record.id, 0) > 1 else set()
    values = record.model_dump(exclude={"sources", "grade", "origins", *own})
    values["extra"] = {name: sorted(texts) for name, texts in values["extra"].items()}
    return {name: sorted(value) if name == "names" else value for name, value in values.items()}


def same(before: Loaded, after: Loaded) -> None:
    """Both have the same entities and relations."""
    for at in (0, 1):
        assert {key: alike(one, before[2]) for key, one in after[at].items()} == {
            key: alike(one, before[2]) for key, one in before[at].items()
        }


def out_and_in(folder: Path, first: Path) -> tuple[Loaded, Loaded, Written]:
    """What a file gives, what its export gives, and the export."""
    items, before = loaded(first)
    view, parts = view_of(
        [one for one in items if one.record.id != "dataset-set"], *(o.record for o in items if o.record.id == "dataset-set")
    )
    written = ftm_entities(view, parts)
    second = folder / "second.ftm.json"
    second.write_text("".join(written.lines()), encoding="utf-8")
    return before, loaded(second)[1], written


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=200)
@given(entities())
@example([{"id": "n0", "schema": "Event", "properties": {"startDate": ["Anna", "2020"]}}])
def test_what_was_loaded_comes_back(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    first = tmp_path / "first.ftm.json"
    first.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    before, after, written = out_and_in(tmp_path, first)
    same(before, after)
    for line in map(json.loads, written.lines()):
        valid(line)


def valid(entity_: dict[str, Any]) -> None:
    """The library takes it; only a property that its schema asks for may be missing, as it was."""
    try:
        library().get(entity_["schema"]).validate(entity_)
    except InvalidData as error:
        if {*error.errors["properties"].values()} != {"Required"}:
            raise


def test_the_small_set_comes_back_whole(tmp_path: Path) -> None:
    before, after, written = out_and_in(tmp_path, SETS / "harbour.ftm.json")
    same(before, after)
    schemas = {line["id"]: line["schema"] for line in map(json.loads, written.lines())}
    source = {json.loads(line)["id"]: json.loads(line)["schema"] for line in (SETS / "harbour.ftm.json").read_text().splitlines()}
    assert {key: schema for key, schema in schemas.items() if key in source and schema != source[key]} == {}
    assert set(source) - set(schemas) == {"hb-e11"}  # a documentation comes under an id of its own


@pytest.mark.parametrize("name", ["statements.csv"])
def test_statements_come_back_as_entities(tmp_path: Path, name: str) -> None:
    before, after, _ = out_and_in(tmp_path, SETS / name)
    assert before[0].keys() == after[0].keys()
    assert {key: one.properties().get("percentage") for key, one in after[1].items()} == {"NK-1|OWNS|NK-2": "51"}
    assert {key: one.since for key, one in after[1].items()} == {"NK-1|OWNS|NK-2": "2005"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=100)
@given(strategies.dossiers())
def test_a_case_of_our_own_comes_back_but_for_documented_losses(tmp_path: Path, dossier: Any) -> None:
    """Kinds, fields, names and every relation that is not denied; further names come back as aliases of a data set, too."""
    records = strategies.read([strategies.write(tmp_path, "case", dossier.items())])
    ledger = strategies.ledger_of(records)
    view, parts = view_of(records)
    written = ftm_entities(view, parts)
    for line in map(json.loads, written.lines()):
        valid(line)
    second = tmp_path / "case.ftm.json"
    second.write_text("".join(written.lines()), encoding="utf-8")
    again, relations, _ = loaded(second)[1]
    lost = {"datasets", "extra"}
    assert {key: one.model_dump(exclude=lost) for key, one in again.items()} == {
        key: one.model_dump(exclude=lost) for key, one in ledger.entities.items()
    }
    claims = [claim for claim in ledger.claims.values() if claim.status not in ("denied", "retracted")]
    wanted = derive(claims, ledger.sources)
    said = Counter(claim.relation for claim in claims if claim.relation)
    kept = [{key: _said(one, said) for key, one in found.items()} for found in (relations, wanted)]
    assert kept[0] == kept[1]


def _said(relation: Relation, said: Mapping[str, int]) -> dict[str, Any]:
    """What must come back of a relation of ours: no status either where several claims carry it."""
    several = {"status"} if said[relation.id] > 1 else set()
    return {
        name: value for name, value in alike(relation, said).items() if name not in {"datasets", "extra", "judgement", *several}
    }
