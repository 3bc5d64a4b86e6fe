"""Dossiers made at random: whole ones, that hold together, as the plain values of YAML files and as records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from graph.ledger import Ledger, check
from graph.model import KINDS, RELATIONS, Status, bounds, ends_fault
from graph.model.located import Located
from loaders import load_files

if TYPE_CHECKING:
    from collections.abc import Sequence

# characters that YAML writes and reads as they are or with an escape; no lone surrogates, which no UTF-8 file holds
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])
WORDS = st.text(LETTERS | st.sampled_from(" \n\t'\"#:-&*!{}[]%@`|>?,"), min_size=1, max_size=20).filter(str.strip)
TEXT = st.sampled_from(["x", "Ж", "no", "5", "2023", "null", "~", "- a", "a: b"]) | WORDS
DATES = st.sampled_from(
    ["2019", "2020", "2021-05", "2021-05-31", "2024-21", "2024-24", "2022?", "2023~", "2020/2022", "2021/..", "../2023", "202X"]
)
STATUS = st.sampled_from([str(status) for status in Status])
DATA_SETS = st.sampled_from(["one", "two", "three"])
NEEDED: dict[str, dict[str, str]] = {"Person": {"identification": "unnamed"}, "Ruling": {"ruling": "verdict"}}
OF_TEXT = {"Person": "occupation", "LegalCase": "charge", "Law": "article", "Event": "event"}
OF_DATE = {"Person": "birth_date", "Organization": "founded", "CaseGroup": "as_of", "Ruling": "date", "LegalCase": "opened"}


@dataclass(frozen=True)
class Dossier:
    """The items of a dossier, each the values of one record as a file holds them."""

    sources: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    claims: list[dict[str, Any]]

    def items(self) -> list[tuple[str, dict[str, Any]]]:
        """Every item with the section that it belongs to."""
        sections = (("sources", self.sources), ("entities", self.entities), ("claims", self.claims))
        return [(name, item) for name, items in sections for item in items]


@st.composite
def entities(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two to ten entities of any kind; laws may lie in a country that is there."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=10))
    found: list[dict[str, Any]] = []
    for at, kind in enumerate(kinds):
        item: dict[str, Any] = {"id": f"e{at}", "kind": kind, "name": draw(TEXT), **NEEDED.get(kind, {})}
        if draw(st.booleans()):
            item["names"] = draw(st.lists(TEXT, max_size=3))
        if kind in OF_TEXT and draw(st.booleans()):
            item[OF_TEXT[kind]] = draw(TEXT)
        if kind in OF_DATE and draw(st.booleans()):
            item[OF_DATE[kind]] = draw(DATES)
        if kind == "Law" and "Country" in kinds and draw(st.booleans()):
            item["jurisdiction"] = f"e{kinds.index('Country')}"
        found.append(item)
    return found


@st.composite
def sources(draw: st.DrawFn, known: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One to four sources; some have a document, some were published by an outlet, some cite one another."""
    ids = [f"s{at}" for at in range(draw(st.integers(1, 4)))]
    outlets = [entity["id"] for entity in known if entity["kind"] == "MediaOutlet"]
    found = []
    for key in ids:
        item: dict[str, Any] = {"id": key, "title": draw(TEXT), "reliability": draw(st.sampled_from("ABCDEF"))}
        if draw(st.booleans()):
            item |= {"document": f"{key}.txt", "sha256": "0" * 64, "length": 1000}
        if draw(st.booleans()):
            item["published"] = draw(DATES)
        if outlets and draw(st.booleans()):
            item["published_by"] = draw(st.sampled_from(outlets))
        if len(ids) > 1 and draw(st.booleans()):
            item["cites"] = draw(st.lists(st.sampled_from([other for other in ids if other != key]), max_size=3))
        found.append(item)
    return found


@st.composite
def claims(draw: st.DrawFn, known: Sequence[dict[str, Any]], said_in: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Up to a dozen claims of every form."""
    found = []
    for at in range(draw(st.integers(0, 12))):
        source = draw(st.sampled_from(said_in))
        item: dict[str, Any] = {"id": f"c{at}", "says": draw(TEXT), "source": source["id"], "status": draw(STATUS)}
        if "length" in source:
            start = draw(st.integers(0, 990))
            item["at"] = [start, start + draw(st.integers(1, 10))]
        if draw(st.booleans()):
            item["credibility"] = draw(st.integers(1, 6))
        if draw(st.booleans()):
            item["by"] = draw(st.lists(st.sampled_from([entity["id"] for entity in known]), max_size=3))
        if draw(st.booleans()):
            item |= {"recorded_by": draw(TEXT), "recorded_at": "2026-11-22"}
        found.append(item | draw(form(known)))
    return found


@st.composite
def form(draw: st.DrawFn, known: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What a claim says: a relation where two entities can have one, an attribute, a figure or a mention."""
    ids = [entity["id"] for entity in known]
    chosen = draw(st.sampled_from(["relation", "relation", "attribute", "figure", "mention"]))
    possible = joinable(known) if chosen == "relation" else []
    if possible:
        return draw(relation(possible))
    if chosen == "attribute":
        name, value = draw(st.sampled_from(["name", "summary"])), draw(TEXT)
        return {"about": draw(st.sampled_from(ids)), "attribute": name, "value": value}
    about = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    if chosen == "figure":
        value = draw(st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_subnormal=False))
        figure = {"figure": "f", "scope": draw(TEXT), "value": value, "unit": draw(TEXT), "as_of": draw(DATES)}
        return {"about": about, **figure, "bound": draw(st.sampled_from(["exactly", "at_least", "at_most", "about"]))}
    return {"about": about}


@st.composite
def relation(draw: st.DrawFn, possible: list[tuple[str, str, str]]) -> dict[str, Any]:
    """One of some relations, with dates and properties of its type or without."""
    ends = draw(st.sampled_from(possible))
    found: dict[str, Any] = {"relation": list(ends)}
    for name in ("since", "until"):
        if draw(st.booleans()):
            found[name] = draw(DATES)
    first, last = (bounds(found[name])[at] if name in found else None for at, name in enumerate(("since", "until")))
    if first and last and first > last:  # which is refused
        del found["until"]
    own = [name for name in RELATIONS[ends[1]].own_fields() if not name.startswith(("judge", "reasons"))]
    if own and draw(st.booleans()):
        found["with"] = {name: draw(TEXT) for name in own}
    return found


def joinable(known: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Relations that may stand between some entities: for each pair the first few types."""
    found = []
    for source in known:
        for target in known:
            types = [name for name in RELATIONS if not ends_fault(name, source["kind"], target["kind"])]
            if source is not target:
                found += [(source["id"], name, target["id"]) for name in types[:4]]
    return found


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Whole dossiers that hold together."""
    known = draw(entities())
    said_in = draw(sources(known))
    return Dossier(said_in, known, draw(claims(known, said_in)))


@st.composite
def spread(draw: st.DrawFn, dossier: Dossier) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """The items of a dossier in any order over up to three files, each with the name of its data set."""
    items = draw(st.permutations(dossier.items()))
    files: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [(name, []) for name in ("one", "two", "three")]
    for item in items:
        files[draw(st.integers(0, 2))][1].append(item)
    return draw(st.permutations(files))


def write(folder: Path, name: str, items: Sequence[tuple[str, dict[str, Any]]]) -> Path:
    """A dossier file with the items, as a person or a program would write it."""
    content: dict[str, Any] = {"dossier": name}
    for section, item in items:
        content.setdefault(section, []).append(item)
    path = folder / f"{name}.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def read(paths: Sequence[Path]) -> list[Located]:
    """The records of files that are without fault."""
    loaded = load_files(paths)
    assert [str(fault) for fault in loaded.faults] == []
    return loaded.records


def ledger_of(records: Sequence[Located]) -> Ledger:
    """The ledger of records that hold together."""
    ledger, faults, bad = check(records)
    assert ([str(fault) for fault in faults], bad) == ([], set())
    return ledger
