"""What holds for every dossier: the order of files and records means nothing, and a file says what it was written to say."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import QueryRefused
from graph.ledger import DESK, Ledger, by_relation, check, derive, origins, without
from graph.model import KINDS, Claim, Source, Status, bounds, dated
from graph.model.located import Located
from graph.names import folded, index_query, same, search_text
from graph.query import refuse_writing
from loaders.dossier import SECTIONS, load_dossier
from tests.property.strategies import DATES, Dossier, dossiers, ledger_of, read, spread, write

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=200, deadline=None)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every example of a test writes anew."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def whole(folder: Path, dossier: Dossier) -> list[Located]:
    """The records of a dossier in one file."""
    return read([write(folder, "all", dossier.items())])


def plain(ledger: Ledger) -> dict[str, Any]:
    """What a ledger holds but for the data sets, which follow the files."""
    records = (*ledger.entities.values(), *ledger.sources.values(), *ledger.claims.values())
    return {record.id: (type(record), record.model_dump(exclude={"datasets"})) for record in records}


def relations(ledger: Ledger) -> dict[str, Any]:
    found = derive(ledger.claims.values(), ledger.sources)
    return {key: (type(one), one.model_dump(exclude={"datasets"})) for key, one in found.items()}


@FEW
@given(data=st.data(), dossier=dossiers())
def test_the_order_of_files_and_records_means_nothing(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    straight = ledger_of(whole(folder, dossier))
    files = data.draw(spread(dossier))
    paths = [write(folder, name, items) for name, items in files]
    shuffled = ledger_of(read(paths))
    assert plain(shuffled) == plain(straight)
    assert relations(shuffled) == relations(straight)
    assert ledger_of(read(data.draw(st.permutations(paths)))) == shuffled
    assert list(shuffled.claims) == sorted(shuffled.claims)


@FEW
@given(data=st.data(), dossier=dossiers())
def test_loading_twice_is_loading_once(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    once = whole(folder, dossier)
    assert ledger_of(data.draw(st.permutations([*once, *once]))) == ledger_of(once)


@FEW
@given(dossier=dossiers())
def test_a_dossier_says_what_it_was_written_to_say(folder: Path, dossier: Dossier) -> None:
    """Every item's record, made without any file, is the one that is read."""
    records = {one.record.id: one.record for one in whole(folder, dossier)}
    assert len(records) == len(dossier.items())
    for item in dossier.entities:
        values = {key: value for key, value in item.items() if key != "kind"}
        assert records[item["id"]] == KINDS[item["kind"]].model_validate({**values, "datasets": ["all"]})
    for item in dossier.sources:
        assert records[item["id"]] == Source.model_validate({**item, "datasets": ["all"]})
    for item in dossier.claims:
        claim = records[item["id"]]
        assert isinstance(claim, Claim)
        assert (claim.text, claim.status, claim.source) == (item["says"].strip(), item["status"], item["source"])
        assert claim.details == item.get("with", {})
        assert (claim.value, type(claim.value)) == (item.get("value"), type(item.get("value")))


@FEW
@given(dossier=dossiers())
def test_every_record_knows_the_line_on_which_it_stands(folder: Path, dossier: Dossier) -> None:
    for one in whole(folder, dossier):
        lines = Path(one.file).read_text(encoding="utf-8").split("\n")
        assert lines[one.line - 1] == f"- id: {one.record.id}"
        assert one.lines["id"] == one.line


@FEW
@given(data=st.data(), dossier=dossiers())
def test_relations_follow_from_the_claims_alone(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    ledger = ledger_of(whole(folder, dossier))
    every = data.draw(st.permutations(list(ledger.claims.values())))
    found = derive(every, ledger.sources)
    assert found == derive([*every, *every], ledger.sources)
    carried = by_relation(every)
    assert found.keys() == carried.keys()
    assert sorted(one.id for group in carried.values() for one in group) == sorted(
        claim.id for claim in every if claim.relation and claim.status != "retracted"
    )
    for key, relation in found.items():
        carrying = carried[key]
        assert {claim.relation for claim in carrying} == {f"{relation.source}|{relation.type_name()}|{relation.target}"}
        assert set(relation.sources) | set(relation.disputed_sources) == {claim.source for claim in carrying}
        assert relation.status in {claim.status for claim in carrying}
        assert relation.grade in {claim.graded(ledger.sources[claim.source]) for claim in carrying} | {""}
        assert 1 <= len(relation.origins) + len(relation.disputed_origins) <= len(carrying)
        assert {relation.since, relation.until} <= {None} | {claim.since for claim in carrying} | {
            claim.until for claim in carrying
        }


@FEW
@given(data=st.data(), dossier=dossiers())
def test_a_further_claim_never_parts_two_entities(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    ledger = ledger_of(whole(folder, dossier))
    every = data.draw(st.permutations(list(ledger.claims.values())))
    for size in range(len(every)):
        before, after = (
            {f"{one.source}|{one.type_name()}|{one.target}" for one in derive(every[:end], ledger.sources).values()}
            for end in (size, size + 1)
        )
        assert before <= after


@FEW
@given(data=st.data(), dossier=dossiers())
def test_a_relation_goes_with_its_last_claim(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    ledger = ledger_of(whole(folder, dossier))
    standing = derive(ledger.claims.values(), ledger.sources)
    claims = dict(ledger.claims)
    for key in data.draw(st.permutations(sorted(claims))):
        claims[key] = claims[key].model_copy(update={"status": "retracted"})
        left = derive(claims.values(), ledger.sources)
        assert left.keys() == by_relation(one for one in claims.values() if one.status != "retracted").keys()
        assert {one.source for one in left.values()} <= {one.source for one in standing.values()}
    assert derive(claims.values(), ledger.sources) == {}


@FEW
@given(data=st.data(), dossier=dossiers())
def test_origins_count_voices_and_never_more_than_there_are(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    ledger = ledger_of(whole(folder, dossier))
    claims = list(ledger.claims.values())
    if not claims:
        return
    chosen = data.draw(st.lists(st.sampled_from(claims), min_size=1, max_size=6))
    voices = origins(chosen, ledger.sources)
    assert voices == origins(data.draw(st.permutations([*chosen, *chosen])), ledger.sources)
    assert 1 <= len(voices) <= len(chosen)
    for claim in chosen:
        if claim.status == Status.INFERRED:
            assert DESK in voices
        elif claim.attributed_to:
            assert claim.attributed_to[-1] in voices


@FEW
@given(data=st.data(), dossier=dossiers())
def test_what_is_left_without_bad_records_holds_together(folder: Path, data: st.DataObject, dossier: Dossier) -> None:
    records = whole(folder, dossier)
    bad = data.draw(st.sets(st.sampled_from([one.record.id for one in records])))
    left, dropped = without(records, bad)
    assert bad <= dropped
    rest = [one for one in records if one.record.id not in dropped]
    assert ledger_of(rest) == left
    assert len(left) + len(dropped) == len(ledger_of(records))
    if not bad:
        assert dropped == set()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["a", "Place", "HEADS", "2023", "2023-1X", ""])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "kind", "a"]), inner, max_size=3),
    max_leaves=5,
)
BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what ends a line in YAML
KEYS = st.sampled_from([
    "id", "kind", "name", "names", "title", "identification", "says", "source", "about", "relation", "attribute", "figure",
    "value", "at", "by", "with", "since", "status", "sha256", "length", "cites", "published", "jurisdiction", "scope",
    "credibility", "recorded_at", "datasets",
])  # fmt: skip


@MANY
@given(items=st.lists(st.tuples(st.sampled_from(SECTIONS), st.dictionaries(KEYS, JSON, max_size=6) | JSON), max_size=4))
def test_nothing_in_a_file_makes_the_loader_stumble(items: list[tuple[str, Any]]) -> None:
    """Whatever the items are, each is a record or a fault at a line of the file, and the check of the rest goes through."""
    with tempfile.TemporaryDirectory() as name:
        path = write(Path(name), "odd", items)
        loaded = load_dossier(path)
        lines = len(BREAKS.split(path.read_bytes().decode()))
    for fault in loaded.faults:
        assert 0 <= fault.line <= lines
        assert fault.message
    if not any(fault.message.startswith("not ") for fault in loaded.faults):
        assert len(loaded.records) + len(loaded.rejects) == len(items)
    _, faults, bad = check(loaded.records)
    assert bool(faults) == bool(bad)


@MANY
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_makes_the_loader_stumble(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "odd.yml"
        path.write_bytes(content)
        loaded = load_dossier(path)
    assert loaded.faults or loaded.records == []


@MANY
@given(text=st.text("0123456789-/.?~%X[]{},TZY ", max_size=14) | DATES)
def test_a_date_is_refused_or_has_its_days_in_order(text: str) -> None:
    try:
        first, last = bounds(text)
    except ValueError:
        return
    assert dated("on", text)["on"] == text
    for day, key in ((first, "on_earliest"), (last, "on_latest")):
        assert dated("on", text).get(key) == day
    if "/" not in text and "[" not in text and "{" not in text:
        assert first is not None
        assert last is not None
        assert first <= last


@MANY
@given(name=st.text(max_size=40))
def test_folding_a_name_twice_changes_nothing_more(name: str) -> None:
    once = folded(name)
    assert folded(once) == once
    assert once.isascii()
    assert same(name, [once]) == bool(once)
    assert set(search_text([name, name]).split()) >= set(once.split())
    assert set(index_query(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 OR*~")


HIDDEN = st.text("CREATE ()'\"`\\/*\n$p", max_size=12)
TEXTS = HIDDEN.map(lambda text: "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
QUOTED = HIDDEN.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
NAMED = HIDDEN.map(lambda text: "`" + text.replace("`", "``") + "`")
REMARKS = HIDDEN.map(lambda text: "/*" + text.replace("*/", "").removesuffix("*") + "*/")
LINES = HIDDEN.map(lambda text: "//" + text.replace("\n", "") + "\n")
PIECES = st.lists(TEXTS | QUOTED | NAMED | REMARKS | LINES | st.sampled_from(["RETURN 1", "+", "(n)", "$p"]), max_size=8)


@MANY
@given(pieces=PIECES, more=PIECES)
def test_a_writing_clause_is_seen_behind_whatever_is_closed(pieces: list[str], more: list[str]) -> None:
    reading = " ".join(["RETURN 1", *pieces])
    refuse_writing(reading)
    with pytest.raises(QueryRefused, match=r"\(CREATE\)"):
        refuse_writing(" ".join([reading, "CREATE (n)", *more]))
