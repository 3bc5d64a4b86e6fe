"""FollowTheMoney entities into records: what becomes what, what is kept, and what is refused with its line."""

from __future__ import annotations

import builtins
import gzip
import io
import json
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

from graph.errors import RecordFaults, UsageError
from graph.ledger import check, derive
from graph.model import KINDS, RELATIONS, Claim, Entity, Source
from graph.model.ftm import library as model
from graph.model.located import Deletion, Located, RejectedRecord, edge_claim_id
from loaders import StreamOptions, files, open_stream, piped_suffix
from loaders.ftm.schemas import plan
from loaders.ftm.seen import Seen
from loaders.ftm.values import our_id

HARBOUR = Path(__file__).parents[1] / "datasets" / "harbour.ftm.json"


def read(path: Path, **options: Any) -> list[Any]:
    with open_stream(path, StreamOptions(**options)) as stream:
        return list(stream)


def written(folder: Path, *lines: Any, name: str = "set.json") -> Path:
    path = folder / name
    path.write_bytes(b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines))
    return path


def entity(key: str, schema: str = "Person", **properties: Any) -> dict[str, Any]:
    return {"id": key, "schema": schema, "properties": {name: [v] if isinstance(v, str) else v for name, v in properties.items()}}


@pytest.fixture(scope="module")
def harbour() -> list[Located]:
    return read(HARBOUR)


def records(items: list[Located]) -> dict[str, Entity | Source | Claim]:
    return {one.record.id: one.record for one in items}


def claims(items: list[Located]) -> dict[str, Claim]:
    """Claims by relation."""
    return {one.record.relation: one.record for one in items if isinstance(one.record, Claim) and one.record.relation}


def test_the_small_set_holds_together_and_gives_relations(harbour: list[Located]) -> None:
    with open_stream(HARBOUR) as stream:
        source = stream.info.source
    ledger, faults, _ = check([*harbour, Located(source)])
    assert not [str(fault) for fault in faults if "one kind" not in str(fault)]
    relations = derive(ledger.claims.values(), {**ledger.sources, source.id: source})
    paid = [one for key, one in relations.items() if key.startswith("hb-line|PAID|hb-who|")]
    assert sorted(one.extra["amount"] for one in paid) == [("500",), ("700",)]
    assert relations["hb-boris|OWNS|hb-line"].properties() | {
        "since": "2005",
        "until": "2015-12-31",
        "x_sharesType": ["ordinary"],
    } == (relations["hb-boris|OWNS|hb-line"].properties())


@pytest.mark.parametrize(
    ("key", "kind"),
    [("hb-anna", "Person"), ("hb-line", "Company"), ("hb-office", "PublicBody"), ("hb-who", "LegalEntity"),
     ("hb-club", "Organization"), ("hb-ship", "Asset"), ("hb-master", "Position"), ("hb-case", "LegalCase"),
     ("hb-storm", "Event"), ("hb-trip", "Event"), ("hb-list", "Sanction"), ("hb-quay", "Place"), ("hb-e16", "Thing")],
)  # fmt: skip
def test_a_schema_becomes_the_kind_that_fits(harbour: list[Located], key: str, kind: str) -> None:
    record = records(harbour)[key]
    assert record.kind == kind
    assert record.datasets == ("harbour",)


@pytest.mark.parametrize(
    "relation",
    ["hb-boris|OWNS|hb-line", "hb-line|OWNS|hb-ship", "hb-who|DIRECTOR_OF|hb-line", "hb-anna|MEMBER_OF|hb-club",
     "hb-boris|MEMBER_OF|hb-club", "hb-anna|EMPLOYED_BY|hb-office", "hb-anna|RELATIVE_OF|hb-boris",
     "hb-boris|ASSOCIATE_OF|hb-noname", "hb-anna|HOLDS_POSITION|hb-master", "hb-boris|DEFENDANT_IN|hb-case",
     "hb-anna|PARTY_TO|hb-case", "hb-club|LINKED_TO|hb-case", "hb-anna|POSSIBLY_SAME_AS|hb-noname",
     "hb-anna|HAS_ADDRESS|hb-quay", "hb-ship|LINKED_TO|hb-line", "hb-list|CONCERNS|hb-line", "hb-storm|LINKED_TO|hb-line"],
)  # fmt: skip
def test_an_edge_becomes_a_claim_of_the_data_set_for_a_relation(harbour: list[Located], relation: str) -> None:
    claim = claims(harbour)[relation]
    assert claim.source == "dataset-harbour"
    assert claim.row > 0
    assert claim.relation == "|".join((claim.about[0], claim.property, claim.about[1]))


def test_fields_of_ours_take_their_values_and_the_rest_is_kept(harbour: list[Located]) -> None:
    anna, boris = records(harbour)["hb-anna"], records(harbour)["hb-boris"]
    assert (anna.birth_date, anna.occupation, anna.names) == ("1971-04", "Harbour master", ("Anna Lindqvist", "Анна Линдквист"))
    assert anna.extra["nationality"] == ("se", "fi")
    assert anna.extra["datasets"] == ("harbour",)
    assert (boris.birth_date, boris.extra["birthDate"]) == ("1980", ("1980", "1980-02-03"))
    assert records(harbour)["hb-noname"].identification == "unnamed"
    case = records(harbour)["hb-case"]
    assert (case.reference, case.opened, case.extra) == ("7/2019", "2019-03-01", {"court": ("Port District Court",)})


def test_nothing_is_dropped(harbour: list[Located]) -> None:
    """Every text of the file is found again in the records."""
    kept = " ".join(str(one.record.model_dump()) for one in harbour)
    for line in HARBOUR.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        for name, values in data["properties"].items():
            for value in values:
                assert value in kept or our_id(value) in kept, (data["id"], name, value)
        assert data["id"] in kept


def test_an_article_is_a_source_and_its_documentation_a_mention(harbour: list[Located]) -> None:
    article = records(harbour)["hb-doc"]
    assert isinstance(article, Source)
    assert (article.title, article.url, article.published) == ("A ship and its owners", "https://example.org/ship", "2020-06-01")
    mention = next(one.record for one in harbour if isinstance(one.record, Claim) and one.record.property == "mention")
    assert (mention.source, mention.about, mention.extra["role"]) == ("hb-doc", ("hb-ship",), ("subject",))


def test_an_edge_of_several_ends_is_several_claims_under_one_id(harbour: list[Located]) -> None:
    ids = [one.record.id for one in harbour if isinstance(one.record, Claim) and one.record.property == "MEMBER_OF"]
    first = edge_claim_id("harbour", "hb-e4")
    assert ids == [first, f"{first}-1"]


def test_every_entity_is_reported_by_the_data_set(harbour: list[Located]) -> None:
    assert {one.reported_by for one in harbour if isinstance(one.record, Entity)} == {("dataset-harbour",)}


def test_the_table_says_what_became_what() -> None:
    with open_stream(HARBOUR) as stream:
        list(stream)
    table = stream.census.table()
    assert {"from": "Vessel", "to": "Asset", "count": 1, "first": None} in table
    assert sum(row["count"] for row in table if row["to"] != "(noted)") == 32 == stream.position().records
    notes = {row["from"]: row["first"] for row in table if row["to"] == "(noted)"}
    assert notes["deathDate that is no date, kept as text"] == f"{HARBOUR}:2: 0000-00-00"
    assert notes["Directorship without two different ends, kept as a Thing"] == f"{HARBOUR}:31"


def test_every_schema_of_the_library_is_read(tmp_path: Path) -> None:
    """One entity of each schema, with each of its properties: ends and links go to entities of their own."""
    lines = []
    for schema in model():
        if not schema.abstract:
            lines.append(
                entity(
                    f"e-{schema.name}",
                    schema.name,
                    **{name: f"v{name}" for name, one in schema.properties.items() if not one.stub},
                )
            )
    items = read(written(tmp_path, *lines))
    assert not [one for one in items if isinstance(one, RejectedRecord)]
    for one in items:
        if isinstance(one.record, Claim) and one.record.relation:
            assert one.record.property in RELATIONS
    kept = {one.record.extra["id"][0] for one in items if isinstance(one.record, Claim) and "id" in one.record.extra}
    kept |= {one.record.id for one in items}
    assert {line["id"] for line in lines} <= kept


def test_ends_of_relations_are_as_wide_as_the_ranges_of_the_library() -> None:
    """A stream does not know the other end, so every kind that the library allows must fit."""
    for name in (schema.name for schema in model() if schema.edge):
        found = plan(name)
        if found.edge is None or found.edge.relation in ("mention", "POSSIBLY_SAME_AS"):
            continue
        for prop, allowed in zip((found.edge.source, found.edge.target), RELATIONS[found.edge.relation].ends(), strict=True):
            for schema in model():
                if (
                    not schema.abstract
                    and schema.is_a(model().get(name).get(prop).range)
                    and (kind := plan(schema.name)).becomes in KINDS
                ):
                    assert kind.becomes in allowed, (name, prop, schema.name)


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress, lambda data: gzip.compress(data[:99]) + gzip.compress(data[99:])])
def test_compressed_files_are_read_by_what_they_hold(tmp_path: Path, harbour: list[Located], pack: Any) -> None:
    path = tmp_path / "harbour.ftm.json"
    path.write_bytes(pack(HARBOUR.read_bytes()))
    assert [one.record for one in read(path)] == [one.record for one in harbour]


def test_stdin_is_read_and_known_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch, harbour: list[Located]) -> None:
    for content in (HARBOUR.read_bytes(), b"\xef\xbb\xbf\n" + HARBOUR.read_bytes(), gzip.compress(HARBOUR.read_bytes())):
        stdin = io.TextIOWrapper(io.BytesIO(content))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert piped_suffix(content[:16]) == ".json"
        items = read(Path("-"), dataset="harbour")
        assert [one.record.id for one in items] == [one.record.id for one in harbour]
        assert not stdin.buffer.closed
    assert piped_suffix(b"dossier: x\n") == ".yml"


def test_the_name_of_the_data_set(tmp_path: Path) -> None:
    path = written(tmp_path, entity("a", name="A"), name="My Set.ftm.json")
    with open_stream(path) as stream:
        assert (stream.info.dataset, stream.info.source.id, stream.info.size) == ("my-set", "dataset-my-set", path.stat().st_size)
    with open_stream(path, StreamOptions(dataset="us_x")) as stream:
        assert (stream.info.dataset, stream.info.source.title) == ("us_x", "us_x")
    with pytest.raises(UsageError, match="no name of a data set"):
        open_stream(path, StreamOptions(dataset="A b"))


def test_deltas_and_lists_of_ids(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"op": "ADD", "entity": entity("a", name="A")},
        {"op": "MOD", "entity": entity("a", name="B")},
        {"op": "DEL", "entity": {"id": "a"}},
        {"op": "XXX", "entity": {"id": "a"}},
        {"op": "DEL", "entity": {}},
    )
    items = read(path)
    assert [one.record.name for one in items[:2]] == ["A", "B"]
    assert items[2] == Deletion("a", "set", str(path), 3)
    assert [str(one.faults[0]) for one in items[3:]] == [
        f"{path}:4: op: an operation is one of ADD, MOD, DEL, on an entity (found: XXX)",
        f"{path}:5: id: the entity has no id",
    ]
    listed = written(tmp_path, b"a", b"", b"Q77/x", b"y" * 2000, name="gone.txt")
    ids = read(listed, format="ids", dataset="set")
    assert [one.id for one in ids[:2]] == ["a", our_id("Q77/x")]
    assert isinstance(ids[2], RejectedRecord)


def test_what_stood_there_before_is_taken_once_or_rejected(tmp_path: Path) -> None:
    people = [entity(f"p{at}", name=f"P{at}") for at in range(5)]
    path = written(tmp_path, *people, people[1], entity("p2", name="other"), entity("q", name="Q"))
    with open_stream(path) as stream:
        rest = list(stream)[4:]
        assert stream.position().records == 8
    assert [type(one) for one in rest] == [Located, RejectedRecord, Located]
    assert "further up" in str(rest[1].faults[0])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"hello", "not JSON"),
        (b'{"id": "a", "schema": "Person", "prop', "not JSON"),
        (b"{", "put each on one: jq -c ."),
        (b"[", "make lines of it"),
        (b'{"id": "a\xff"}', "not JSON"),
        (b'{"id": "\\ud800", "schema": "Person"}', "not JSON"),
        (b"[" * 5000, "not JSON"),
        (b"17", "a line holds one entity"),
        (b'["a"]', "a line holds one entity"),
        (b'{"schema": "Person"}', "id: the entity has no id"),
        (b'{"id": 5, "schema": "Person"}', "id: the entity has no id (found: 5)"),
        (b'{"id": " ", "schema": "Person"}', "id: the entity has no id"),
        (b'{"id": "a"}', "schema: the entity has no schema"),
        (b'{"id": "a", "schema": "Dragon"}', "schema: no such schema in the followthemoney library that is installed"),
        (b'{"id": "a", "schema": "Person", "properties": []}', "properties are a mapping"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": [["x"]]}}', "properties.name: a value is text"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": ["' + b"x" * 10_001 + b'"]}}', "name"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_rest_is_read(tmp_path: Path, line: bytes, message: str) -> None:
    path = written(tmp_path, entity("a0", name="A"), line, entity("b0", name="B"))
    first, bad, last = read(path)
    assert (first.record.id, last.record.id) == ("a0", "b0")
    assert isinstance(bad, RejectedRecord)
    assert str(bad.faults[0]).startswith(f"{path}:2: ")
    assert message in str(bad.faults[0])
    assert len(str(bad.faults[0])) < 600


@pytest.mark.parametrize(
    "own",
    ["x", {"kind": "Dragon"}, {"relation": "FLIES"}, {"kind": 5}, {"shown": {"name": 5.5}, "with": {"role": "x"}},
     {"relation": "OWNS", "with": {"role": [1]}}, {"relation": "OWNS", "with": {"speed": "1"}}, {"words": {"a": [["x"]]}},
     {"kind": "Law", "fields": {"article": 5}}, {"kind": "Law", "fields": {"datasets": ["x"]}},
     {"status": "sure", "relation": "OWNS"}],
)  # fmt: skip
def test_what_stands_under_casegraph_is_not_trusted(tmp_path: Path, own: Any) -> None:
    line = {**entity("e", "UnknownLink", subject="a", object="b"), "casegraph": own}
    node = {**entity("n", "Person", name="N"), "casegraph": own}
    assert any(isinstance(one, RejectedRecord) for one in read(written(tmp_path, line, node)))


def test_a_line_that_is_too_long_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_LINE", 1000)
    monkeypatch.setattr(files, "BUFFER", 64)
    path = written(tmp_path, entity("a", name="A"), b'{"id": "' + b"x" * 5000 + b'"}', entity("b", name="B"))
    first, bad, last = read(path)
    assert (first.record.id, last.record.id, last.line) == ("a", "b", 3)
    assert "longer than" in str(bad.faults[0])


def test_odd_values_are_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"id": "a", "schema": "Person", "properties": {"name": "A", "birthDate": ["soon"], "x y": [5, None, ""]}}
    )
    with open_stream(path) as stream:
        (one,) = list(stream)
    assert one.record.birth_date is None
    assert one.record.extra == {"birthDate": ("soon",), "x_y": ("5",)}
    assert {row["from"] for row in stream.census.table()} == {
        "Person", "birthDate that is no date, kept as text", "property that Person does not have, kept as text: x y",
    }  # fmt: skip


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        open_stream(tmp_path, StreamOptions(format="ftm"))
    with pytest.raises(UsageError, match="is not there"):
        open_stream(tmp_path / "none.json")
    with pytest.raises(UsageError, match=r"no loader knows x\.doc"):
        open_stream(tmp_path / "x.doc")
    with pytest.raises(UsageError, match="no such format"):
        open_stream(tmp_path / "x.json", StreamOptions(format="pdf"))
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind(str(tmp_path / "s.json"))
        with pytest.raises(UsageError, match="socket or device"):
            open_stream(tmp_path / "s.json")
    finally:
        server.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04....", "zip archive"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b"BZh91AY", "bzip2"),
        (gzip.compress(b'{"id": "a"}' * 100)[:-9], "cut off"),
        (zstd.compress(b'{"id": "a"}' * 1000)[:-3], "cut off"),
        (gzip.compress(b"x") + b"garbage", "cannot be unpacked"),
        (b"\x28\xb5\x2f\xfdgarbage", "cannot be unpacked"),
    ],
    ids=["zip", "utf-16", "bzip2", "cut gzip", "cut zstd", "gzip and more", "no zstd"],  # gzip writes the time into its head
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(RecordFaults) as raised:
        read(path)
    assert message in str(raised.value.faults[0])
    assert str(path) in str(raised.value.faults[0])


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Any) -> None:
    monkeypatch.setattr(files, "FREE", 2**20)
    path = tmp_path / "a.json"
    path.write_bytes(pack(b" " * 2**24))
    with pytest.raises(RecordFaults) as raised:
        read(path)
    assert "decompression bomb" in str(raised.value.faults[0])


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".", maxsplit=1)[0] in ("followthemoney", "backports"):
            raise ModuleNotFoundError(name, name=name)
        return real(name, *args, **kwargs)

    model.cache_clear()
    monkeypatch.setattr(builtins, "__import__", absent)
    try:
        with pytest.raises(UsageError) as raised:
            open_stream(HARBOUR)
    finally:
        monkeypatch.undo()
        model.cache_clear()
    assert "casegraph[ftm]" in raised.value.hint


def test_ids_that_were_seen_are_known_through_growth() -> None:
    seen = Seen(4)
    assert [seen.before(f"k{key}", "x") for key in range(5000)] == [None] * 5000
    assert all(seen.before(f"k{key}", "x") is True for key in range(5000))
    assert seen.before("k17", "y") is False
    assert len(seen) == 5000
