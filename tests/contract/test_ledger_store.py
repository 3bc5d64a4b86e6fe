"""The ledger as a working tool, on every engine: figures, conflicts, decisions, history."""

from __future__ import annotations

from typing import Any

import pytest

from graph.ask import claims
from graph.ask.conflicts import CompareQuestion, comparisons
from graph.errors import NothingFound, UsageError
from graph.ingest import decide, history, load_records
from graph.ingest.seeds import load_seeds
from graph.ledger import Ledger, derive
from graph.model import KINDS, RELATIONS, Claim, Source
from graph.model.located import Located
from graph.stores import Store, read_claims, read_ledger
from tests.engines import Engine

pytestmark = pytest.mark.contract
CARRIED = "maria-zakharova|SPOKESPERSON_FOR|russian-foreign-ministry"


def relations(store: Store) -> dict[str, dict[str, Any]]:
    rows = store.read("MATCH (:Entity)-[r]->(:Entity) WHERE type(r) IN $types RETURN r.id AS id, properties(r) AS p",
                      {"types": list(RELATIONS)}).rows  # fmt: skip
    return {row["id"]: row["p"] for row in rows}


def rebuilt(store: Store) -> dict[str, dict[str, Any]]:
    """The relations as they follow from the ledger that is in the store."""
    ledger = read_ledger(store)
    return {
        key: {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in relation.properties().items()}
        for key, relation in derive(ledger.claims.values(), ledger.sources).items()
    }


def test_criminal_cases_stand_side_by_side_and_no_two_scopes_conflict(seeded_store: Store) -> None:
    rows = claims.figures(seeded_store, ["criminal-cases"], "Kazakhstan")
    assert {row.value for row in rows} >= {116, 92, 5, 3}
    found = comparisons(seeded_store, CompareQuestion(metrics=("criminal-cases",)))
    assert {row.finding for row in found} == {"different measures"}
    assert all("count different things" in row.why for row in found)


def test_listed_persons_and_contracts_signed_are_different_measures(seeded_store: Store) -> None:
    found = comparisons(seeded_store, CompareQuestion(metrics=("listed-persons", "contracts-signed")))
    across = [row for row in found if row.measure == "contracts-signed / listed-persons"]
    assert [row.finding for row in across] == ["different measures"]
    assert "not the same measure" in across[0].why


def test_a_figure_that_two_articles_took_from_one_list_has_one_origin(seeded_store: Store) -> None:
    rows = [row for row in claims.figures(seeded_store, ["listed-persons"]) if row.value == 661]
    assert len({row.source for row in rows}) == 2
    assert claims.independent_origins(rows) == {"i-want-to-live"}
    found = comparisons(seeded_store, CompareQuestion(metrics=("listed-persons",)))
    repeated = [row for row in found if row.finding == "same origin repeated"]
    assert [(row.sources, row.origins) for row in repeated] == [(("src-diplomat", "src-russian-life"), ("i-want-to-live",))]


def test_a_retraction_hides_and_a_restoration_brings_back(engine: Engine) -> None:
    store = engine.seeds_to_change()
    before = relations(store)
    carrying = [row.id for row in claims.of_relation(store, CARRIED, claims.ClaimFilter())]
    for key in carrying:
        decide.retract(store, key, "a test", "tester")
    assert CARRIED not in relations(store)
    assert relations(store) == rebuilt(store)
    assert claims.of_relation(store, CARRIED, claims.ClaimFilter()) == []
    assert len(claims.of_relation(store, CARRIED, claims.ClaimFilter(retracted=True))) == len(carrying)

    load_seeds(store)  # the dossier still says it; what was decided stays decided
    assert CARRIED not in relations(store)
    with pytest.raises(UsageError, match="already"):
        decide.retract(store, carrying[0], "again", "tester")

    for key in carrying:
        decide.restore(store, key, "was right", "tester")
    assert relations(store) == before
    story = history.of(store, read_claims(store, [carrying[0]])[carrying[0]])
    assert [row["what"] for row in story] == ["retract", "replaced", "restore", "replaced", "stands now"]
    assert all(row["by"] == "tester" and row["at"] for row in story[:-1])
    with pytest.raises(UsageError, match="not retracted"):
        decide.restore(store, carrying[0], "again", "tester")


def test_a_grade_reaches_the_relations_and_outlives_reloading(engine: Engine) -> None:
    store = engine.seeds_to_change()
    decide.grade(store, "src-russian-life", "E", "a test", "tester")
    assert relations(store)[CARRIED]["grade"] == "E2"
    assert relations(store) == rebuilt(store)
    assert load_seeds(store).changed == 0
    assert relations(store)[CARRIED]["grade"] == "E2"
    claim = claims.of_relation(store, CARRIED, claims.ClaimFilter())[0].id
    decide.grade(store, claim, "6", "a test", "tester")
    assert relations(store)[CARRIED]["grade"] == "E6"
    with pytest.raises(UsageError, match="1 to 6"):
        decide.grade(store, claim, "B", "a test", "tester")
    with pytest.raises(NothingFound):
        decide.grade(store, "src-nobody", "B", "a test", "tester")


def test_a_changed_record_keeps_its_earlier_version(empty_store: Store) -> None:
    person = KINDS["Person"](id="ann", name="Ann", identification="named", datasets=("d",))
    source = Source(id="src-a", title="A", reliability="B", datasets=("d",))
    claim = Claim(id="c-1", text="Ann is spoken of", property="mention", source="src-a", about=("ann",), datasets=("d",))
    put(empty_store, Ledger({"ann": person}, {"src-a": source}, {"c-1": claim}))
    changed = person.model_copy(update={"name": "Anna", "names": ("Anna", "Ann")})
    put(empty_store, Ledger({"ann": changed}, {}, {}), by="an editor")
    story = history.of(empty_store, changed)
    assert [(row["what"], row["by"]) for row in story] == [("replaced", "an editor"), ("stands now", None)]
    assert story[0]["changed"]["name"] == ["Ann", "Anna"]
    put(empty_store, Ledger({"ann": changed}, {}, {}), by="an editor")
    assert len(history.of(empty_store, changed)) == 2


def put(store: Store, ledger: Ledger, by: str | None = None) -> None:
    records = [*ledger.entities.values(), *ledger.sources.values(), *ledger.claims.values()]
    load_records(store, [Located(record) for record in records], by)


def test_true_conflicts_are_called_so(empty_store: Store) -> None:
    group = KINDS["Group"](id="g", name="The counted")
    sources = {f"src-{n}": Source(id=f"src-{n}", title=n, reliability="B", cites=("src-a",) if n == "c" else ()) for n in "abc"}
    made = [("a", 116, "exactly"), ("b", 97, "exactly"), ("c", 116, "exactly")]
    figures = {
        f"c-{n}": Claim(id=f"c-{n}", text="a number", property="metric", source=f"src-{n}", about=("g",), metric="cases",
                        scope="all of them", value=value, bound=bound, unit="cases", as_of="2025")
        for n, value, bound in made
    }  # fmt: skip
    put(empty_store, Ledger({"g": group}, sources, figures))
    found = {(row.one_source, row.other_source): row for row in comparisons(empty_store, CompareQuestion())}
    assert found["src-a", "src-b"].finding == "conflict"
    assert found["src-b", "src-c"].finding == "conflict"
    repeated = found["src-a", "src-c"]
    assert (repeated.finding, repeated.origins) == ("same origin repeated", ("src-a",))


def test_a_term_outside_what_the_law_allows_is_flagged(empty_store: Store) -> None:
    entities = {
        "law": KINDS["Law"](id="law", name="The law", penalty_min_months=60, penalty_max_months=108),
        "case": KINDS["LegalCase"](id="case", name="The case"),
        "verdict": KINDS["Ruling"](id="verdict", name="The verdict", ruling="verdict", sentence_months=240),
    }
    source = Source(id="src-a", title="A", reliability="B")
    ties = [("verdict", "RULED_IN", "case"), ("case", "PROSECUTED_UNDER", "law")]
    carried = {
        f"c-{at}": Claim(id=f"c-{at}", text="a tie", property=kind, source="src-a", about=(a, b), relation=f"{a}|{kind}|{b}")
        for at, (a, kind, b) in enumerate(ties)
    }
    put(empty_store, Ledger(entities, {"src-a": source}, carried))
    found = comparisons(empty_store, CompareQuestion())
    assert [row.finding for row in found] == ["outside the law's range"]
    assert "60 to 108 months" in found[0].why
