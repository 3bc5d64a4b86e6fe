"""The dossier that comes along: without fault, true to its documents, and without their words."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from pathlib import Path

import pytest

from graph.documents import document_faults
from graph.ingest.seeds import seeds
from graph.ledger import Ledger, check, derive
from graph.model import Source
from graph.model.located import Located
from loaders import load_files
from tests.conftest import ROOT

RUN = 6  # words in a row that are a quotation
OURS = ("seeds", "queries", "docs", "graph", "loaders", "tests", "bench", "README.md")
# Names that have so many words of their own; the titles of the articles may stand where the article is named.
NAMES_THAT_MAY_STAND = ("Kazakhstan's Ministry of Internal Affairs",)
WORD = re.compile(r"[^\W_]+")


@cache
def located() -> list[Located]:
    """The records of the seeds with their places."""
    return load_files([seeds()]).records


@cache
def ledger() -> Ledger:
    """The checked records of the seeds."""
    return check(located())[0]


@pytest.fixture(scope="module")
def documents() -> Path:
    """The folder with the articles; they are not ours to ship, so that it must be named."""
    folder = os.environ.get("CASEGRAPH_DOCUMENTS")
    if folder is None:
        pytest.skip("CASEGRAPH_DOCUMENTS names no folder with the five articles")
    return Path(folder)


def texts(folder: Path) -> dict[str, str]:
    """The text of every source that has a document."""
    with_document = [source for source in ledger().sources.values() if source.document]
    return {source.id: (folder / str(source.document)).read_bytes().decode("utf-8") for source in with_document}


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def test_the_seeds_have_no_fault() -> None:
    loaded = load_files([seeds()])
    _, between, bad = check(loaded.records)
    assert [str(fault) for fault in [*loaded.faults, *between]] == []
    assert (loaded.rejects, bad) == ([], set())


def test_every_entity_is_reached_by_a_claim() -> None:
    reached = {key for claim in ledger().claims.values() for key in (*claim.about, *claim.attributed_to)}
    assert sorted(set(ledger().entities) - reached) == []


def test_every_source_says_something() -> None:
    assert {claim.source for claim in ledger().claims.values()} == set(ledger().sources)


def test_who_is_not_named_is_protected() -> None:
    persons = [entity for entity in ledger().entities.values() if entity.kind == "Person"]
    assert len(persons) > 10
    open_to_all = [entity.id for entity in persons if entity.model_dump()["identification"] != "named"
                   and not entity.model_dump()["protected"]]  # fmt: skip
    assert open_to_all == []


def test_every_claim_was_recorded_by_somebody_on_some_day() -> None:
    assert [claim.id for claim in ledger().claims.values() if claim.recorded_by is None or claim.recorded_at is None] == []


def test_hypotheses_give_reasons_for_and_against_and_are_never_asserted() -> None:
    relations = derive(ledger().claims.values(), ledger().sources)
    hypotheses = [relation.model_dump() for relation in relations.values() if relation.type_name() == "POSSIBLY_SAME_AS"]
    assert hypotheses
    for one in hypotheses:
        assert one["status"] == "inferred"
        assert one["reasons_for"]
        assert one["reasons_against"]


def test_the_documents_are_those_that_the_sources_mean(documents: Path) -> None:
    assert document_faults(located(), documents) == []
    for source in ledger().sources.values():
        if source.document:
            content = (documents / source.document).read_bytes()
            assert (hashlib.sha256(content).hexdigest(), len(content.decode())) == (source.sha256, source.length)
    assert len(texts(documents)) == 5


def test_every_locator_points_at_words_of_its_document(documents: Path) -> None:
    found = texts(documents)
    for claim in ledger().claims.values():
        if claim.source in found:
            assert claim.locator_start is not None
            assert claim.locator_end is not None
            assert 0 <= claim.locator_start < claim.locator_end <= len(found[claim.source])
            assert words(found[claim.source][claim.locator_start : claim.locator_end]), claim.id
        else:
            assert (claim.locator_start, claim.locator_end) == (None, None)


def test_nothing_of_ours_repeats_the_words_of_an_article(documents: Path) -> None:
    """No six words in a row, but for titles and names; compared without regard to case, marks and line ends."""
    theirs = {run: key for key, text in texts(documents).items() for run in runs(text)}
    assert len(theirs) > 4000
    may_stand = set().union(*(runs(name) for name in (*NAMES_THAT_MAY_STAND, *titles(ledger().sources.values()))))
    found = [
        f"{file.relative_to(ROOT)}: {' '.join(run)} ({theirs[run]})"
        for file in our_files()
        for run in sorted(runs(file.read_text(encoding="utf-8", errors="replace")) & theirs.keys() - may_stand)
    ]
    assert found == []


def titles(sources: object) -> list[str]:
    return [source.title for source in sources if isinstance(source, Source)]


def our_files() -> list[Path]:
    """Text files of the folders that are ours, without what tools leave there."""
    files = [file for top in OURS for file in ([ROOT / top] if (ROOT / top).is_file() else sorted((ROOT / top).rglob("*")))]
    ours = [file for file in files if file.is_file() and not {"__pycache__", "node_modules"} & set(file.parts)]
    return [file for file in ours if b"\0" not in file.read_bytes()[:4096]]


def test_a_repeated_run_of_words_would_be_found() -> None:
    run = "one two three four five six"
    assert runs(f"x {run} y") & runs("One, two —\n# three: 'four'; FIVE\tsix.")
    assert not runs(f"x {run[:-4]}") & runs(run)
    assert len(our_files()) > 100
