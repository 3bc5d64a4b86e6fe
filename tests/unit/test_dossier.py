"""Dossiers with something wrong in them: each fault names its file, line, field and value, and none hides another."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from graph.errors import NothingFound, RecordFaults, UsageError
from graph.model import KINDS, RELATIONS, Claim
from loaders import load_files
from loaders.dossier import content_id
from tests.unit.dossiers import GROUND, claims, found, load, places

SPAN = "source: s, at: [0, 5]"


def test_a_whole_dossier_without_fault(tmp_path: Path) -> None:
    ledger, faults = claims(
        tmp_path,
        f"says: she leads, {SPAN}, relation: [ann, HEADS, army], since: 2023, until: 2024-05, with: {{role: chair}}",
        f"says: born then, {SPAN}, about: ann, attribute: birth_date, value: 1990",
        f"says: so many, {SPAN}, about: [army, land], figure: fighters, scope: all of 2024, value: 5, bound: at_least",
        f"says: named, {SPAN}, about: [ann, bob]",
        "says: a guess, source: note, about: town, status: inferred, credibility: 5, by: [ann, paper]",
    )
    assert faults == []
    assert len(ledger) == 13
    by_text = {claim.text: claim for claim in ledger.claims.values()}
    leads, born, many, named, guess = (by_text[text] for text in ("she leads", "born then", "so many", "named", "a guess"))
    assert (leads.property, leads.relation, leads.since, leads.details) == ("HEADS", "ann|HEADS|army", "2023", {"role": "chair"})
    assert (born.property, born.value, born.about) == ("birth_date", 1990, ("ann",))
    assert (many.property, many.metric, many.bound, many.about) == ("metric", "fighters", "at_least", ("army", "land"))
    assert (named.property, named.about) == ("mention", ("ann", "bob"))
    assert (guess.attributed_to, guess.locator_start, guess.status) == (("ann", "paper"), None, "inferred")
    assert {claim.datasets for claim in ledger.claims.values()} == {("claims",)}
    assert ledger.entities["ann"].datasets == ("ground",)


def test_who_recorded_a_file_recorded_its_claims_unless_one_says_otherwise(tmp_path: Path) -> None:
    head = "dossier: d\nrecorded_by: desk\nrecorded_at: 2026-11-22\nclaims:\n"
    items = (
        "  - {says: a, source: note, about: ann}\n"
        "  - {says: b, source: note, about: bob, recorded_by: me, recorded_at: 2020-01-01}\n"
    )
    ledger, faults = found(tmp_path, GROUND, head + items)
    assert faults == []
    recorded = {claim.text: (claim.recorded_by, claim.recorded_at) for claim in ledger.claims.values()}
    assert recorded == {"a": ("desk", date(2026, 11, 22)), "b": ("me", date(2020, 1, 1))}


@pytest.mark.parametrize(
    ("claim", "field", "value", "message"),
    [
        # what it leans on is not there
        (f"{SPAN}, about: nobody", "about", "nobody", "no such entity"),
        (f"{SPAN}, relation: [nobody, HEADS, army]", "relation", "nobody", "no such entity"),
        (f"{SPAN}, relation: [ann, HEADS, nothing]", "relation", "nothing", "no such entity"),
        (f"{SPAN}, about: ann, by: [paper, nobody]", "by", "nobody", "no such entity"),
        ("source: nowhere, about: ann", "source", "nowhere", "no such source"),
        # wrong kinds
        (f"{SPAN}, relation: [army, HEADS, ann]", "relation", "army HEADS ann", "starts at Person"),
        (f"{SPAN}, relation: [ann, CITIZEN_OF, town]", "relation", "ann CITIZEN_OF town", "ends at Country"),
        (f"{SPAN}, relation: [town, PART_OF, army]", "relation", "town PART_OF army", "of one family"),
        (f"{SPAN}, relation: [town, POSSIBLY_SAME_AS, land]", "relation", "town POSSIBLY_SAME_AS land", "of one kind"),
        (f"{SPAN}, relation: [ann, RELATIVE_OF, ann]", "relation", "ann", "two different entities"),
        # locators
        ("source: s, at: [90, 101], about: ann", "at", "[90, 101]", "outside the document of s, which has 100"),
        ("source: s, at: [100, 101], about: ann", "at", "[100, 101]", "outside the document"),
        ("source: s, about: ann", "at", "", "says no place in the document of s"),
        ("source: note, at: [0, 5], about: ann", "at", "[0, 5]", "note has no document to point into"),
        ("source: s, at: [5, 5], about: ann", "at", "[5, 5]", "start before end"),
        ("source: s, at: [-1, 5], about: ann", "at", "[-1, 5]", "start before end"),
        ("source: s, at: [5], about: ann", "at.1", "", "is missing"),
        ("source: s, at: 5, about: ann", "at", "5", "valid tuple"),
        ("source: s, at: [0, 5.5], about: ann", "at.1", "5.5", "valid integer"),
        # dates
        (f"{SPAN}, relation: [ann, HEADS, army], since: 2023-02-30", "since", "2023-02-30", "does not exist"),
        (f"{SPAN}, relation: [ann, HEADS, army], until: soon", "until", "soon", "not a date in EDTF"),
        (f"{SPAN}, relation: [ann, HEADS, army], since: 2024/2023", "since", "2024/2023", "ends before it begins"),
        (f"{SPAN}, relation: [ann, HEADS, army], since: 2023-1X", "since", "2023-1X", "not a date in EDTF"),
        (f"{SPAN}, relation: [ann, HEADS, army], since: 2010, until: 2005", "until", "2005", "swap the two"),
        (f"{SPAN}, about: ann, recorded_at: 2024", "recorded_at", "2024", "not a full date"),
        (f"{SPAN}, about: ann, recorded_at: 2024-13-01", "recorded_at", "2024-13-01", "month value"),
        # words that are not known
        (f"{SPAN}, relation: [ann, RECRUITD_BY, army]", "relation.1", "RECRUITD_BY", "did you mean RECRUITED_BY"),
        (f"{SPAN}, relation: [ann, heads, army]", "relation.1", "heads", "did you mean HEADS"),
        (f"{SPAN}, relation: [ann, XYZ, army]", "relation.1", "XYZ", "no such relation type"),
        (f"{SPAN}, about: ann, status: aleged", "status", "aleged", "did you mean alleged"),
        (f"{SPAN}, about: ann, status: rumour", "status", "rumour", "must be one of asserted, alleged"),
        (f"{SPAN}, about: ann, attribute: shoe_size, value: 5", "attribute", "shoe_size", "it has name, summary, id"),
        (f"{SPAN}, about: ann, attribute: names, value: x", "attribute", "names", "no such attribute"),
        (f"{SPAN}, about: ann, attribute: id, value: x", "attribute", "id", "no such attribute"),
        # values
        (f"{SPAN}, about: ann, attribute: age, value: old", "value", "old", "no value of age"),
        (f"{SPAN}, about: ann, attribute: birth_date, value: 1990-02-30", "value", "1990-02-30", "does not exist"),
        (f"{SPAN}, about: ann, attribute: identification, value: known", "value", "known", "identification"),
        (f"{SPAN}, about: ann, attribute: age", "value", "", "an attribute needs a value"),
        (f"{SPAN}, about: ann, figure: f, scope: z", "value", "", "a figure needs a value"),
        (f"{SPAN}, about: ann, figure: f, value: 5", "scope", "", "a figure needs a scope"),
        (f"{SPAN}, about: ann, figure: f, scope: z, value: many", "value", "many", "is a number"),
        (f"{SPAN}, about: ann, figure: f, scope: z, value: yes", "value", "True", "is a number"),
        (f"{SPAN}, about: ann, figure: f, scope: z, value: .inf", "value", "inf", "finite number"),
        (f"{SPAN}, about: ann, figure: f, scope: z, value: .nan", "value", "nan", "finite number"),
        (f"{SPAN}, about: ann, figure: f, scope: z, value: [5]", "value", "[5]", "valid number"),
        (f"{SPAN}, about: ann, figure: f, scope: z, unit: persons, value: -275", "value", "-275", "never fewer than 0"),
        (f"{SPAN}, about: ann, figure: A B, scope: z, value: 5", "figure", "A B", "match pattern"),
        (f"{SPAN}, about: ann, credibility: 7", "credibility", "7", "less than or equal to 6"),
        (f"{SPAN}, about: no", "about", "False", "put it in quotes"),
        (f"{SPAN}, about: []", "about", "[]", "at least 1"),
        (f"{SPAN}, about: [ann, 5]", "about.1", "5", "put it in quotes"),
        (f"{SPAN}, relation: ann", "relation", "ann", "valid tuple"),
        (f"{SPAN}, relation: [ann, HEADS]", "relation.2", "", "is missing"),
        (f"{SPAN}, relation: [ann, [HEADS], army]", "relation.1", "['HEADS']", "valid string"),
        (f"{SPAN}, relation: [ann, HEADS, army], with: {{role: 5}}", "with.role", "5", "put it in quotes"),
        (f"{SPAN}, relation: [ann, HEADS, army], with: [x]", "with", "['x']", "valid dictionary"),
        (
            f"{SPAN}, relation: [ann, POSSIBLY_SAME_AS, bob], with: {{judgement: maybe}}",
            "with.judgement",
            "maybe",
            "must be one of positive, negative, unsure",
        ),
        # keys
        (f"{SPAN}, abuot: ann", "abuot", "ann", "is no field here"),
        ("about: ann", "source", "", "is missing"),
        (f"{SPAN}", "about", "", "names nobody"),
        (f"{SPAN}, relation: [ann, HEADS, army], with: {{rank: x}}", "with", "rank", "its own: role"),
        (f"{SPAN}, relation: [ann, BORN_IN, town], with: {{rank: x}}", "with", "rank", "its own: none"),
        # two forms at once, and keys that belong to another form
        (f"{SPAN}, relation: [ann, HEADS, army], figure: f", "figure", "", "two things at once (relation and figure"),
        (f"{SPAN}, about: ann, attribute: age, figure: f, value: 5", "figure", "", "two things at once (attribute"),
        (f"{SPAN}, relation: [ann, HEADS, army], about: ann", "about", "ann", "no meaning in a claim of a relation"),
        (f"{SPAN}, relation: [ann, HEADS, army], value: 0", "value", "0", "no meaning"),
        (f"{SPAN}, about: ann, since: 2023", "since", "2023", "no meaning in a claim of a mention"),
        (f"{SPAN}, about: ann, with: {{role: x}}", "with", "{'role': 'x'}", "no meaning"),
        (f"{SPAN}, about: ann, value: false", "value", "False", "no meaning"),
        (f"{SPAN}, about: ann, attribute: age, value: 5, scope: z", "scope", "z", "no meaning"),
        (f"{SPAN}, about: ann, figure: f, scope: z, value: 5, until: 2024", "until", "2024", "no meaning"),
        (f"{SPAN}, about: [ann, bob], attribute: age, value: 5", "about", "['ann', 'bob']", "belongs to one entity"),
    ],
)
def test_a_claim_with_a_fault(tmp_path: Path, claim: str, field: str, value: str, message: str) -> None:
    """The claim stands between two good ones, in the second file, on its fourth line."""
    good = ["says: x, source: note, about: ann", "says: x, source: note, about: bob"]
    ledger, faults = claims(tmp_path, good[0], f"id: c, says: x, {claim}", good[1])
    assert places(faults) == [("2.yml", 4, f"c.{field}")]
    assert faults[0].value == value
    assert message in faults[0].message
    assert f"2.yml:4: c.{field}: " in str(faults[0])
    assert "nothing was written" in str(RecordFaults(faults))
    assert len([other for other in ledger.claims.values() if other.id != "c"]) == 2


@pytest.mark.parametrize(
    ("claim", "field", "value", "message"),
    [
        ("id: c, source: note, about: ann", "c.says", "", "is missing"),
        ("id: c, says: 5, source: note, about: ann", "c.says", "5", "must be text; put it in quotes"),
        ("says: x, source: note, about: [town, 5]", "x.about.1", "5", "put it in quotes"),
        ("id: C C, says: x, source: note, about: ann", "C C.id", "C C", "match pattern"),
    ],
)
def test_a_claim_is_named_by_its_id_or_by_what_it_says(tmp_path: Path, claim: str, field: str, value: str, message: str) -> None:
    _, faults = claims(tmp_path, claim)
    assert places(faults) == [("2.yml", 3, field)]
    assert faults[0].value == value
    assert message in faults[0].message


@pytest.mark.parametrize(
    ("section", "item", "field", "value", "message"),
    [
        ("entities", "id: x, kind: Persn, name: X", "x.kind", "Persn", "did you mean Person?"),
        ("entities", "id: x, kind: Dragon, name: X", "x.kind", "Dragon", f"no such kind; the kinds are {', '.join(KINDS)}"),
        ("entities", "id: x, kind: [], name: X", "x.kind", "[]", "no such kind"),
        ("entities", "id: x, kind: {a: b}, name: X", "x.kind", "{'a': 'b'}", "no such kind"),
        ("entities", "id: x, kind: 5, name: X", "x.kind", "5", "no such kind"),
        ("entities", "id: x, name: X", "x.kind", "", "has no kind"),
        ("entities", "id: x, kind: Place", "x.name", "", "is missing"),
        ("entities", "kind: Place, name: X", "id", "", "is missing"),
        ("entities", "id: x, kind: Place, name: no", "x.name", "False", "put it in quotes"),
        ("entities", "id: x, kind: Place, name: ''", "x.name", "", "at least 1 character"),
        ("entities", "id: x, kind: Place, name: X, names: [Y, 5]", "x.names.1", "5", "put it in quotes"),
        ("entities", "id: x, kind: Place, name: X, names: Y", "x.names", "Y", "valid tuple"),
        ("entities", "id: X Y, kind: Place, name: X", "X Y.id", "X Y", "match pattern"),
        ("entities", "id: 5, kind: Place, name: X", "5.id", "5", "put it in quotes"),
        ("entities", "id: x, kind: Place, name: X, size: 5", "x.size", "5", "is no field here"),
        ("entities", "id: x, kind: Place, name: X, datasets: [d]", "x.datasets", "['d']", "take it out"),
        ("entities", "id: x, kind: Person, name: X", "x.identification", "", "is missing"),
        ("entities", "id: x, kind: Person, name: X, identification: nmaed", "x.identification", "nmaed", "did you mean named"),
        ("entities", "id: x, kind: Event, name: X, date: 2023-02-30", "x.date", "2023-02-30", "does not exist"),
        ("entities", "id: x, kind: Law, name: X, jurisdiction: nowhere", "x.jurisdiction", "nowhere", "no such entity"),
        ("entities", "id: x, kind: Law, name: X, jurisdiction: town", "x.jurisdiction", "town", "is a Place, not a Country"),
        ("sources", "id: x, title: X, sha256: abc, length: 5", "x.sha256", "abc", "match pattern"),
        ("sources", f"id: x, title: X, sha256: {'A' * 64}, length: 5", "x.sha256", "A" * 64, "match pattern"),
        (
            "sources",
            "id: x, title: X, length: 5",
            "x",
            "{'id': 'x', 'title': 'X', 'length': 5, 'datasets': ('d',)}",
            "both sha256 and",
        ),
        ("sources", f"id: x, title: X, sha256: {'a' * 64}, length: -5", "x.length", "-5", "greater than or equal to 0"),
        ("sources", "id: x, title: X, reliability: G", "x.reliability", "G", "must be one of A, B, C, D, E, F"),
        ("sources", "id: x, title: X, published: 2023-02-30", "x.published", "2023-02-30", "does not exist"),
        ("sources", "id: x, title: X, published_by: nobody", "x.published_by", "nobody", "no such entity"),
        ("sources", "id: x, title: X, published_by: ann", "x.published_by", "ann", "is a Person, not a MediaOutlet"),
        ("sources", "id: x, title: X, cites: [s, nowhere]", "x.cites", "nowhere", "no such source"),
        ("sources", "id: x, title: X, pages: 5", "x.pages", "5", "is no field here"),
        ("sources", "id: x, title: X, datasets: [d]", "x.datasets", "['d']", "take it out"),
    ],
)
def test_an_entity_or_source_with_a_fault(tmp_path: Path, section: str, item: str, field: str, value: str, message: str) -> None:
    _, faults = found(tmp_path, GROUND, f"dossier: d\n{section}:\n  - {{{item}}}\n")
    assert places(faults) == [("2.yml", 3, field)]
    assert message in faults[0].message
    assert faults[0].value == (value if len(value) <= 80 else value[:79] + "…")


@pytest.mark.parametrize(
    ("text", "field", "line", "message"),
    [
        ("", "dossier", 1, "is missing"),
        ("# nothing but a remark\n", "dossier", 1, "is missing"),
        ("- a list\n", "dossier", 1, "is missing"),
        ("words\n", "dossier", 1, "is missing"),
        ("title: T\nentities: []\n", "dossier", 1, "is missing"),
        ("dossier: A Name\n", "dossier", 1, "match pattern"),
        ("dossier: 5\n", "dossier", 1, "put it in quotes"),
        ("dossier: d\n\nentitys: []\n", "entitys", 3, "is no field here"),
        ("dossier: d\nentities:\n", "entities", 2, "valid list"),
        ("dossier: d\nentities: {a: b}\n", "entities", 2, "valid list"),
        ("dossier: d\nclaims:\n  - words\n", "", 3, "an item of claims is a mapping"),
        ("dossier: d\nclaims:\n  -\n", "", 3, "an item of claims is a mapping"),
        ("dossier: d\nsources:\n  - [a, b]\n", "", 3, "an item of sources is a mapping"),
        ("dossier: d\nrecorded_at: today\n", "recorded_at", 2, "not a full date"),
    ],
)
def test_a_file_that_is_no_dossier(tmp_path: Path, text: str, field: str, line: int, message: str) -> None:
    _, faults = found(tmp_path, text)
    assert places(faults) == [("1.yml", line, field)]
    assert message in faults[0].message


def test_a_fault_is_shown_at_the_line_of_its_own_key(tmp_path: Path) -> None:
    _, faults = found(
        tmp_path,
        GROUND,
        """\
        dossier: d
        claims:
          - says: she leads
            source: s
            at:
              - 0
              - 500
            relation:
              - ann
              - HEADS
              - army
            with:

              role: 5
          - id: second
            says: x
            source: s
            at: [0, 500]
            by:
              - nobody
            about:
              - ann
              - nothing
        """,
    )
    assert places(faults) == [
        ("2.yml", 14, "she leads.with.role"),
        ("2.yml", 18, "second.at"),
        ("2.yml", 19, "second.by"),
        ("2.yml", 21, "second.about"),
    ]


def test_all_faults_are_reported_and_not_only_the_first(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "dossier: d\nentities:\n"
        "  - {id: a, kind: Person, name: 5, identification: nobody, age: 400, birth_date: 1990-02-30}\n"
        "  - {id: b, kind: Dragon, name: B}\n"
        "  - {id: c, kind: Place, name: C}\n",
        "dossier: d\nclaims:\n  - {id: one, says: x, source: gone, about: nobody, by: [ghost]}\n  - {says: y}\n",
        "dossier: [\n",
    )
    from graph.ledger import check

    ledger, between, bad = check(loaded.records)
    raised = RecordFaults([*between, *loaded.faults])
    assert places(raised.faults) == [
        ("1.yml", 3, "a.age"),
        ("1.yml", 3, "a.birth_date"),
        ("1.yml", 3, "a.identification"),
        ("1.yml", 3, "a.name"),
        ("1.yml", 4, "b.kind"),
        ("2.yml", 3, "one.about"),
        ("2.yml", 3, "one.by"),
        ("2.yml", 3, "one.source"),
        ("2.yml", 4, "y.source"),
        ("3.yml", 2, ""),
    ]
    assert str(raised).startswith("10 faults in the records; nothing was written")
    assert bad == {"one"}
    assert set(ledger.entities) == {"c"}


def test_what_was_rejected_is_kept_with_its_place_and_its_faults(tmp_path: Path) -> None:
    loaded = load(tmp_path, "dossier: d\nentities:\n  - {id: b, kind: Dragon, name: B}\n  - words\n")
    assert [(reject.line, reject.raw) for reject in loaded.rejects] == [
        (3, {"id": "b", "kind": "Dragon", "name": "B"}),
        (4, "words"),
    ]
    assert [list(reject.faults) for reject in loaded.rejects] == [[fault] for fault in loaded.faults]


def test_long_values_are_cut_where_they_are_shown(tmp_path: Path) -> None:
    _, faults = claims(tmp_path, f"says: {'x' * 500}, source: note, abuot: {'y' * 500}")
    assert faults[0].field == "x" * 39 + "….abuot"
    assert faults[0].value == "y" * 79 + "…"


def test_the_same_claim_gets_the_same_id_whatever_its_words(tmp_path: Path) -> None:
    age = "about: ann, attribute: age, value: 5"
    ledger, faults = claims(tmp_path, f"says: x, {SPAN}, {age}", f"says: x, {SPAN}, {age}")
    assert faults == []
    assert len(ledger.claims) == 1
    _, faults = claims(tmp_path, f"says: x, {SPAN}, {age}", f"says: y, {SPAN}, {age}")
    assert [fault.line for fault in faults] == [4]
    assert "stands for something else at" in faults[0].message


def test_a_mention_says_nothing_but_its_words(tmp_path: Path) -> None:
    ledger, faults = claims(tmp_path, *(f"says: {words}, {SPAN}, about: ann" for words in "xyx"))
    assert faults == []
    assert sorted(claim.text for claim in ledger.claims.values()) == ["x", "y"]


def test_an_id_from_content_tells_claims_apart_by_what_they_say() -> None:
    values = {"source": "s", "locator_start": 0, "locator_end": 5, "property": "metric", "about": ("a",), "value": 1}
    assert content_id(values) == content_id({**values, "text": "other", "status": "denied"})
    others = [content_id({**values, **change}) for change in ({"value": 2}, {"value": True}, {"source": "t"}, {"scope": "z"})]
    assert len({content_id(values), *others}) == 5
    Claim(id=content_id(values), text="t", property="metric", source="s", about=("a",))


def test_every_relation_type_can_be_written_in_a_dossier(tmp_path: Path) -> None:
    """Each type once, between entities of the first kinds that it joins, with all its own text properties."""
    needed = {"Person": ", identification: named", "Ruling": ", ruling: verdict"}
    entities = "".join(
        f"  - {{id: {kind.lower()}-{at}, kind: {kind}, name: X{needed.get(kind, '')}}}\n" for kind in KINDS for at in (1, 2)
    )
    items = []
    for name, relation in RELATIONS.items():
        kinds = list(KINDS)
        source = next(kind for kind in kinds if kind in relation.ends()[0])
        target = next(kind for kind in kinds if kind in relation.ends()[1] and (kind == source or name not in ("PART_OF",)))
        own = "".join(f"{key}: text, " for key in relation.own_fields() if not key.startswith(("reasons", "judge")))
        items.append(
            f"  - {{says: x, source: note, relation: [{source.lower()}-1, {name}, {target.lower()}-2], with: {{{own}}}}}\n"
        )
    ledger, faults = found(
        tmp_path, f"dossier: d\nsources:\n  - {{id: note, title: N}}\nentities:\n{entities}claims:\n{''.join(items)}"
    )
    assert [str(fault) for fault in faults] == []
    assert {claim.property for claim in ledger.claims.values()} == set(RELATIONS)


@pytest.mark.parametrize("number", ["99999999999999999999999999", "1.0e+30", "9223372036854775808"])
def test_a_figure_larger_than_the_engines_know_becomes_a_float(tmp_path: Path, number: str) -> None:
    ledger, faults = claims(tmp_path, f"says: x, source: note, about: ann, figure: f, scope: z, value: {number}")
    assert faults == []
    (claim,) = ledger.claims.values()
    assert isinstance(claim.value, float)
    assert math.isclose(claim.value, float(number))


def test_folders_are_searched_and_other_files_left_alone(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.yaml").write_text("dossier: a\n")
    (tmp_path / "b.yml").write_text("dossier: b\nentities: [{id: b, kind: Place, name: B}]\n")
    (tmp_path / "readme.md").write_text("# not a dossier")
    (tmp_path / "folder.yml").mkdir()
    loaded = load_files([tmp_path, tmp_path / "b.yml"])
    assert [one.record.id for one in loaded.records] == ["b"]
    assert loaded.faults == []


def test_paths_that_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("words")
    with pytest.raises(NothingFound, match="nothing to load"):
        load_files([tmp_path / "empty"])
    with pytest.raises(UsageError, match="is not there"):
        load_files([tmp_path / "nowhere.yml"])
    with pytest.raises(UsageError, match=r"no loader knows a\.txt"):
        load_files([tmp_path / "a.txt"])
