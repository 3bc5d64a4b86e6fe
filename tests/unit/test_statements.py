"""FollowTheMoney statements: the entity joined, one claim a statement, each with its own data set as the source."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from graph.ledger import check, derive
from graph.model import Claim, Entity, Source
from graph.model.located import Located, RejectedRecord
from loaders import StreamOptions, open_stream

STATEMENTS = Path(__file__).parents[1] / "datasets" / "statements.csv"


def read(path: Path, **options: Any) -> list[Any]:
    with open_stream(path, StreamOptions(**options)) as stream:
        return list(stream)


def records(items: list[Any], kind: type) -> dict[str, Any]:
    return {one.record.id: one.record for one in items if isinstance(one.record, kind)}


def test_an_entity_is_joined_from_its_statements_wherever_they_stand() -> None:
    person = records(read(STATEMENTS), Entity)["NK-1"]
    assert (person.kind, person.names, person.birth_date) == ("Person", ("Anna Example", "Анна Пример"), "1971")
    assert person.extra["nationality"] == ("se",)


def test_each_statement_is_a_claim_with_its_provenance() -> None:
    items = read(STATEMENTS)
    claims = {claim.extra["id"][0]: claim for claim in records(items, Claim).values()}
    assert sorted(claims) == sorted(f"s{at}" for at in range(1, 11) if at != 5)
    assert (claims["s2"].property, claims["s2"].value, claims["s2"].source) == ("x_nationality", "se", "dataset-list_a")
    assert claims["s2"].extra["original_value"] == ("Sweden",)
    assert claims["s2"].recorded_at == dt.date(2021, 5, 1)
    assert (claims["s3"].property, claims["s3"].language, claims["s3"].row) == ("name", "rus", 6)
    assert (claims["s4"].property, claims["s4"].status) == ("birth_date", "inferred")
    assert {claims[key].relation for key in ("s7", "s8", "s9", "s10")} == {"NK-1|OWNS|NK-2"}


def test_a_relation_is_made_of_the_claims_of_its_statements() -> None:
    items = read(STATEMENTS)
    with open_stream(STATEMENTS) as stream:
        own = Located(stream.info.source)
    ledger, faults, _ = check([*items, own])
    assert not faults
    relation = derive(ledger.claims.values(), ledger.sources)["NK-1|OWNS|NK-2"]
    assert (relation.since, relation.percentage, relation.sources) == ("2005", "51", ("dataset-list_a", "dataset-list_b"))
    assert sorted(records(items, Source)) == ["dataset-list_a", "dataset-list_b"]


def test_entities_are_reported_by_the_data_sets_of_their_statements() -> None:
    (person,) = (one for one in read(STATEMENTS) if one.record.id == "NK-1")
    assert person.reported_by == ("dataset-list_a", "dataset-list_b")


def test_json_lines_give_the_same_as_csv(tmp_path: Path) -> None:
    with STATEMENTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    path = tmp_path / "statements.json"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    key = lambda one: (one.record.id, one.record.model_dump(exclude={"row"}))  # noqa: E731  used once, below
    assert [key(one) for one in read(path)] == [key(one) for one in read(STATEMENTS)]


def test_links_mentions_and_edges_of_several_ends(tmp_path: Path) -> None:
    said = [
        ("a", "Person", "name", "A"), ("a", "Person", "addressEntity", "h"), ("h", "Address", "full", "1 Quay"),
        ("m", "Membership", "member", "a"), ("m", "Membership", "member", "b"), ("m", "Membership", "organization", "o"),
        ("m", "Membership", "role", "rower"), ("d", "Documentation", "document", "doc"), ("d", "Documentation", "entity", "a"),
        ("doc", "Article", "title", "T"), ("f", "Directorship", "organization", "o"),
    ]  # fmt: skip
    path = tmp_path / "s.csv"
    rows = "".join(f"{key},{schema},{prop},{value},list\n" for key, schema, prop, value in said)
    path.write_text("entity_id,schema,prop,value,dataset\n" + rows)
    items = read(path)
    claims = [
        (claim.extra["prop"][0], claim.relation or claim.property, claim.source) for claim in records(items, Claim).values()
    ]
    assert sorted(claims) == [
        ("addressEntity", "a|HAS_ADDRESS|h", "dataset-list"), ("document", "mention", "doc"), ("entity", "mention", "doc"),
        ("full", "x_full", "dataset-list"), ("member", "a|MEMBER_OF|o", "dataset-list"),
        ("member", "b|MEMBER_OF|o", "dataset-list"),
        ("name", "name", "dataset-list"), ("organization", "a|MEMBER_OF|o", "dataset-list"),
        ("organization", "b|MEMBER_OF|o", "dataset-list"), ("organization", "f|LINKED_TO|o", "dataset-list"),
        ("role", "a|MEMBER_OF|o", "dataset-list"), ("role", "b|MEMBER_OF|o", "dataset-list"),
    ]  # fmt: skip
    assert isinstance(records(items, Source)["doc"], Source)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,Person,,A,list", "the statement has no prop"),
        (",Person,name,A,list", "the statement has no entity_id"),
        ("a,Person,name,A", "has 4 cells where the heading has 5"),
        ("a,Dragon,name,A,list", "no such schema"),
    ],
)
def test_a_bad_statement_is_rejected_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "s.csv"
    path.write_text(f"entity_id,schema,prop,value,dataset\nb,Person,name,B,list\n{row}\n")
    items = read(path)
    (bad,) = (one for one in items if isinstance(one, RejectedRecord))
    assert str(bad.faults[0]).startswith(f"{path}:3: ")
    assert message in str(bad.faults[0])
    assert "b" in {one.record.id for one in items if isinstance(one, Located)}


def test_statements_of_two_schemas_that_have_nothing_in_common(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("entity_id,schema,prop,value,dataset\na,Person,name,A,x\na,Vessel,name,A,x\n")
    (bad,) = read(path)
    assert "is a Person at one place and a Vessel at another" in str(bad.faults[0])


def test_bad_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('{"entity_id":"a","schema":"Person","prop":"name","value":"A","dataset":"x"}\n{\n[]\n')
    items = read(path)
    assert ["not JSON" in str(one.faults[0]) for one in items if isinstance(one, RejectedRecord)] == [True, False]


def test_other_columns_need_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("id,name\n1,A\n")
    with pytest.raises(UsageError, match="needs a mapping"):
        read(path)
