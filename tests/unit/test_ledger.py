"""Records checked against each other, what is left when bad ones go, and the relations that follow from the claims."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from graph.ledger import Ledger, check, derive, origin, origins, without
from graph.model import KINDS, Claim, Source, Status
from graph.model.located import Located
from tests.unit.dossiers import GROUND, claims, found, load, places

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Entity, Relation


def place(key: str, **values: object) -> Entity:
    return KINDS["Place"](**{"id": key, "name": key, **values})


def source(key: str, **values: object) -> Source:
    return Source(**{"id": key, "title": key, **values})


def heads(key: str, said_in: str = "s", **values: object) -> Claim:
    """A claim that ann heads the army."""
    basis = {"id": key, "text": "t", "property": "HEADS", "relation": "ann|HEADS|army", "about": ("ann", "army")}
    return Claim(**{**basis, "source": said_in, **values})


def derived(*items: Claim, sources: dict[str, Source] | None = None) -> Relation:
    """The one relation that the claims carry, whatever the order in which they are given."""
    known = sources or {claim.source: source(claim.source) for claim in items}
    every = [derive(random.sample(items, len(items)), known) for _ in range(5)]
    assert all(one == every[0] for one in every)
    (relation,) = every[0].values()
    return relation


def test_the_same_record_twice_is_one(tmp_path: Path) -> None:
    again = GROUND.replace("dossier: ground", "dossier: again")
    ledger, faults = found(tmp_path, GROUND, again, GROUND)
    assert faults == []
    assert len(ledger) == 8
    assert {record.datasets for record in (*ledger.entities.values(), *ledger.sources.values())} == {("again", "ground")}


def test_one_id_with_two_contents_is_a_fault_that_names_the_other_place(tmp_path: Path) -> None:
    other = "dossier: other\nentities:\n  - {id: ann, kind: Person, name: Anna, identification: named}\n"
    ledger, faults = found(tmp_path, GROUND, other)
    assert places(faults) == [("2.yml", 3, "ann.id")]
    assert faults[0].message.endswith("1.yml:10")
    assert faults[0].value == "ann"
    assert "ann" in ledger.entities


@pytest.mark.parametrize(
    "other",
    [
        "entities:\n  - {id: s, kind: Place, name: S}",
        "entities:\n  - {id: town, kind: Country, name: A town}",
        "claims:\n  - {id: town, says: x, source: note, about: ann}",
        "sources:\n  - {id: ann, title: Ann}",
    ],
)
def test_an_id_stands_for_one_thing_of_any_family(tmp_path: Path, other: str) -> None:
    _, faults = found(tmp_path, GROUND, f"dossier: other\n{other}\n")
    assert [fault.message.split(" at ")[0] for fault in faults] == ["the id stands for something else"]


def test_what_the_store_holds_already_may_be_leaned_on(tmp_path: Path) -> None:
    known, _ = found(tmp_path, GROUND)
    loaded = load(tmp_path, "dossier: d\nclaims:\n  - {says: x, source: s, at: [0, 5], relation: [ann, HEADS, army]}\n")
    ledger, faults, bad = check(loaded.records, known)
    assert (faults, bad, len(ledger)) == ([], set(), 1)
    _, faults, bad = check(loaded.records)
    assert len(faults) == 3
    assert bad == set(ledger.claims)


def test_a_ledger_is_in_the_order_of_its_ids(tmp_path: Path) -> None:
    ledger, _ = claims(tmp_path, "id: z, says: x, source: note, about: ann", "id: a, says: x, source: note, about: bob")
    assert [list(part) for part in (ledger.entities, ledger.sources, ledger.claims)] == [
        ["ann", "army", "bob", "land", "paper", "town"],
        ["note", "s"],
        ["a", "z"],
    ]


def test_without_takes_out_what_leans_on_what_is_bad(tmp_path: Path) -> None:
    """A law leans on its country, a source on its publisher and on what it cites, a claim on all that it names."""
    loaded = load(
        tmp_path,
        """\
        dossier: d
        sources:
          - {id: first, title: F, published_by: town}
          - {id: second, title: S, cites: [first]}
          - {id: third, title: T, cites: [second]}
          - {id: good, title: G}
        entities:
          - {id: town, kind: Place, name: T}
          - {id: ann, kind: Person, name: A, identification: named}
          - {id: law, kind: Law, name: L, jurisdiction: town}
        claims:
          - {id: by-third, says: x, source: third, about: ann}
          - {id: on-law, says: x, source: good, about: law}
          - {id: on-both, says: x, source: good, about: [ann, law]}
          - {id: fine, says: x, source: good, about: [ann, town]}
        """,
    )
    _, faults, bad = check(loaded.records)
    assert bad == {"first", "law"}
    assert places(faults) == [("1.yml", 3, "first.published_by"), ("1.yml", 10, "law.jurisdiction")]
    ledger, dropped = without(loaded.records, bad)
    assert dropped == {"first", "second", "third", "law", "by-third", "on-law", "on-both"}
    assert (set(ledger.sources), set(ledger.entities), set(ledger.claims)) == ({"good"}, {"ann", "town"}, {"fine"})


def test_without_leaves_what_the_store_can_hold_up(tmp_path: Path) -> None:
    """A record that contradicts itself is left out, but claims may still lean on what the store has under its id."""
    known, _ = found(tmp_path, GROUND)
    loaded = load(
        tmp_path,
        "dossier: d\nentities:\n  - {id: ann, kind: Person, name: A, identification: named}\n"
        "  - {id: ann, kind: Person, name: B, identification: named}\n"
        "claims:\n  - {id: c, says: x, source: note, about: ann}\n",
    )
    _, _, bad = check(loaded.records, known)
    ledger, dropped = without(loaded.records, bad, known)
    assert (bad, dropped, set(ledger.claims)) == ({"ann"}, {"ann"}, {"c"})
    ledger, dropped = without(loaded.records, bad)
    assert (dropped, len(ledger)) == ({"ann", "c"}, 0)


def test_without_anything_bad_nothing_goes(tmp_path: Path) -> None:
    loaded = load(tmp_path, GROUND)
    ledger, dropped = without(loaded.records, set())
    assert (len(ledger), dropped) == (8, set())


def test_records_made_by_hand_have_no_place() -> None:
    _, faults, _ = check([Located(source("s", cites=["t"]))])
    assert str(faults[0]) == "s.cites: no such source (found: t)"
    assert len(Ledger()) == 0


def test_a_relation_is_what_its_loudest_claim_says() -> None:
    """Status comes before grade and grade before id; what the loudest leaves open, the next may fill."""
    reliable = {"a": source("a", reliability="A"), "s": source("s")}
    relation = derived(
        heads("c1", "a", status="alleged", credibility=1, since="2020", until="2022", details={"role": "chief"}),
        heads("c2", "s", since="2021", credibility=5),
        heads("c3", "s", since="2019", credibility=6),
        sources=reliable,
    )
    assert (relation.status, relation.since, relation.until) == ("asserted", "2021", "2022")
    assert relation.model_dump()["role"] == "chief"
    assert relation.grade == "A1"
    assert relation.sources == ("a", "s")
    assert (relation.id, relation.source, relation.target) == ("ann|HEADS|army", "ann", "army")


def test_of_equally_loud_claims_the_first_id_speaks() -> None:
    assert derived(heads("b", since="2020"), heads("a", since="2021"), heads("c", since="2022")).since == "2021"


@pytest.mark.parametrize("status", ["asserted", "alleged", "inferred", "denied"])
def test_a_relation_has_the_status_of_its_loudest_claim(status: str) -> None:
    quieter = [one for one in Status if list(Status).index(one) >= list(Status).index(Status(status))]
    relation = derived(*(heads(f"c{at}", status=one) for at, one in enumerate(quieter)))
    assert relation.status == status


def test_what_only_retracted_claims_carry_is_not_there() -> None:
    sources = {"s": source("s")}
    assert derive([heads("c", status="retracted")], sources) == {}
    relation = derived(heads("a", status="retracted", since="2020"), heads("b", since="2021"))
    assert relation.since == "2021"


def test_claims_that_are_no_relation_carry_none() -> None:
    mention = Claim(id="c", text="t", property="mention", source="s", about=("ann", "army"))
    assert derive([mention], {"s": source("s")}) == {}


def test_a_relation_belongs_to_the_data_sets_of_its_claims() -> None:
    relation = derived(heads("a", datasets=("two", "one")), heads("b", datasets=("three",)))
    assert relation.datasets == ("one", "three", "two")


def test_behind_a_claim_stands_the_last_whom_it_names() -> None:
    sources = {"s": source("s", published_by="paper"), "t": source("t")}
    assert origin(heads("c", attributed_to=("agency", "ministry")), sources) == "ministry"
    assert origin(heads("c"), sources) == "paper"
    assert origin(heads("c", "t"), sources) == "t"


def test_five_outlets_repeating_one_ministry_are_one_voice() -> None:
    sources = {f"s{at}": source(f"s{at}", published_by=f"paper-{at}") for at in range(5)}
    repeated = [heads(f"c{at}", f"s{at}", attributed_to=("agency", "ministry")) for at in range(5)]
    assert origins(repeated, sources) == ("ministry",)
    assert origins([*repeated, heads("own", "s0")], sources) == ("ministry", "paper-0")


def test_a_source_that_only_repeats_what_it_cites_adds_no_voice() -> None:
    sources = {"first": source("first"), "second": source("second", cites=["first"]), "third": source("third", cites=["second"])}
    assert origins([heads("a", "first"), heads("b", "second")], sources) == ("first",)
    assert origins([heads("a", "first"), heads("b", "second"), heads("c", "third")], sources) == ("first",)
    assert origins([heads("a", "first"), heads("c", "third")], sources) == ("first", "third")
    assert origins([heads("b", "second")], sources) == ("second",)
    assert origins([heads("a", "first"), heads("b", "second", attributed_to=("ann",))], sources) == ("ann", "first")


def test_sources_that_cite_each_other_still_speak() -> None:
    sources = {"a": source("a", cites=["b"]), "b": source("b", cites=["a"])}
    assert origins([heads("x", "a"), heads("y", "b")], sources) == ("a", "b")
