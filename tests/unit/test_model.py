"""The model's registry against the contract of the design, and what each record refuses."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest
from pydantic import ValidationError

from graph import model
from graph.model import (
    HYPOTHESIS,
    KINDS,
    RELATIONS,
    Claim,
    Reliability,
    Source,
    Status,
    best_grade,
    ends_fault,
    grade,
    kinds_under,
    path_types,
    relation_id,
)
from graph.model.fields import Publish, field_spec

# Written down by hand from the design's tables: a change of a kind or of an end in the code must be noticed here. A kind or
# relation that is added is free.
LABELS = {
    "Person": "Entity Person",
    "LegalEntity": "Entity LegalEntity",
    "Group": "Entity Group",
    "Organization": "Entity Organization",
    "Company": "Entity Organization Company",
    "PublicBody": "Entity Organization PublicBody",
    "Court": "Entity Organization PublicBody Court",
    "ArmedForce": "Entity Organization ArmedForce",
    "MediaOutlet": "Entity Organization MediaOutlet",
    "Initiative": "Entity Organization Initiative",
    "LegalCase": "Entity LegalCase",
    "CaseGroup": "Entity CaseGroup",
    "Law": "Entity Law",
    "Event": "Entity Event",
    "Ruling": "Entity Event Ruling",
    "Sanction": "Entity Event Sanction",
    "Position": "Entity Position",
    "Thing": "Entity Thing",
    "Asset": "Entity Thing Asset",
    "Place": "Entity Place",
    "Country": "Entity Place Country",
}
ORGANIZATIONS = "Organization Company PublicBody Court ArmedForce MediaOutlet Initiative"
PEOPLE = "Person Group"
PARTIES = "Person Group LegalCase CaseGroup"
BODIES = "PublicBody Court Country"
PLACES = "Place Country"
ANY = " ".join(LABELS)
ORGANIZED = f"{ORGANIZATIONS} LegalEntity"
HOLDERS = f"{PEOPLE} {ORGANIZED} Country"
WORTH = f"{ORGANIZED} Thing Asset"
EVENTS = "Event Ruling Sanction"
ENDS = {
    "RECRUITED_BY": (PEOPLE, f"{ORGANIZATIONS} Person"),
    "FOUGHT_FOR": (PEOPLE, ORGANIZATIONS),
    "SIGNED_CONTRACT_WITH": (PEOPLE, ORGANIZATIONS),
    "COERCED_BY": (PEOPLE, ORGANIZATIONS),
    "DEFENDANT_IN": (f"{PEOPLE} {ORGANIZED}", "LegalCase"),
    "PROSECUTED_UNDER": (PARTIES, "Law"),
    "PROSECUTED_BY": (PARTIES, BODIES),
    "INVESTIGATED_BY": (PARTIES, BODIES),
    "ARRESTED_BY": (PARTIES, BODIES),
    "HEARD_BY": ("LegalCase", "Court"),
    "RULED_IN": ("Ruling", "LegalCase"),
    "ISSUED_BY": ("Ruling", "Court"),
    "CONCERNS": (EVENTS, ANY),
    "SUPERSEDES": ("Ruling", "Ruling"),
    "PRECEDES": (EVENTS, EVENTS),
    "CITIZEN_OF": (PEOPLE, "Country"),
    "RESIDENT_OF": (PEOPLE, "Country"),
    "SEEKS_CITIZENSHIP_OF": (PEOPLE, "Country"),
    "BORN_IN": ("Person", PLACES),
    "RAISED_IN": ("Person", PLACES),
    "LOCATED_IN": (f"{ORGANIZATIONS} {EVENTS} Group LegalCase CaseGroup {PLACES}", PLACES),
    "DEPLOYED_TO": (f"{PEOPLE} ArmedForce", PLACES),
    "TRAVELLED_TO": (PEOPLE, PLACES),
    "DEPARTED_FROM": (PEOPLE, PLACES),
    "RETURNED_TO": (PEOPLE, PLACES),
    "WOUNDED_IN": (PEOPLE, PLACES),
    "DIED_IN": (PEOPLE, PLACES),
    "DETAINED_IN": (PEOPLE, PLACES),
    "PART_OF": (f"{ORGANIZATIONS} {PLACES} Group", f"{ORGANIZATIONS} {PLACES} Group"),
    "MEMBER_OF": (f"Person {ORGANIZED}", ORGANIZED),
    "EMPLOYED_BY": ("Person LegalEntity", ORGANIZED),
    "STUDIED_AT": ("Person", ORGANIZATIONS),
    "HEADS": ("Person", ORGANIZATIONS),
    "SPOKESPERSON_FOR": ("Person", ORGANIZATIONS),
    "STATEMENT_ABOUT": (f"Person {ORGANIZATIONS}", ANY),
    "INTERVIEWED_BY": ("Person", "MediaOutlet"),
    "QUOTED_BY": ("Person", "MediaOutlet"),
    "RELATIVE_OF": ("Person LegalEntity", "Person LegalEntity"),
    "IN_FORCE_IN": ("Law", "Country"),
    "ENACTED_BY": ("Law", BODIES),
    "POSSIBLY_SAME_AS": (ANY, ANY),
    "OWNS": (HOLDERS, WORTH),
    "CONTROLS": (HOLDERS, f"{HOLDERS} Thing Asset"),
    "DIRECTOR_OF": (f"{PEOPLE} {ORGANIZED}", ORGANIZED),
    "HOLDS_POSITION": ("Person LegalEntity", "Position"),
    "ASSOCIATE_OF": (f"{PEOPLE} LegalEntity", f"{PEOPLE} LegalEntity"),
    "PARTY_TO": (ANY, "LegalCase"),
    "REPRESENTS": (HOLDERS, HOLDERS),
    "SUCCEEDED_BY": (HOLDERS, HOLDERS),
    "OWES": (HOLDERS, HOLDERS),
    "PAID": (HOLDERS, HOLDERS),
    "AWARDED_TO": ("Thing Asset", HOLDERS),
    "PARTICIPATES_IN": (HOLDERS, "Thing Asset"),
    "HAS_ADDRESS": (ANY, PLACES),
    "LINKED_TO": (ANY, ANY),
}
OWN_PROPERTIES = {
    "RECRUITED_BY": "channel place pay",
    "FOUGHT_FOR": "unit role",
    "SIGNED_CONTRACT_WITH": "pay term",
    "COERCED_BY": "means",
    "WOUNDED_IN": "injury",
    "MEMBER_OF": "role",
    "EMPLOYED_BY": "role",
    "HEADS": "role",
    "STATEMENT_ABOUT": "topic",
    "RELATIVE_OF": "kinship",
    "POSSIBLY_SAME_AS": "reasons_for reasons_against judgement judged_by judged_on",
    "OWNS": "role percentage",
    **dict.fromkeys(("CONTROLS", "DIRECTOR_OF", "ASSOCIATE_OF", "PARTY_TO", "REPRESENTS", "AWARDED_TO"), "role"),
    **dict.fromkeys(("PARTICIPATES_IN", "LINKED_TO"), "role"),
}
UNDIRECTED = {"RELATIVE_OF", "POSSIBLY_SAME_AS", "ASSOCIATE_OF"}
NEEDED = {"Person": {"identification": "named"}, "Ruling": {"ruling": "verdict"}}
SHA = "0" * 64


def test_the_kinds_are_those_of_the_design() -> None:
    assert {name: " ".join(kind.labels()) for name, kind in KINDS.items() if name in LABELS} == LABELS


def test_every_kind_can_be_made_and_is_drawn_in_its_own_way() -> None:
    for name, kind in KINDS.items():
        entity = kind(id="x", name="X", **NEEDED.get(name, {}))
        assert entity.kind == name
        assert entity.properties()["kind"] == name
    assert len({(kind.colour, kind.shape) for kind in KINDS.values()}) == len(KINDS)


def test_the_relations_are_those_of_the_design() -> None:
    assert set(RELATIONS) >= set(ENDS)


@pytest.mark.parametrize("name", sorted(ENDS))
def test_a_relation_stands_between_the_kinds_of_the_design_and_no_others(name: str) -> None:
    sources, targets = (set(kinds.split()) for kinds in ENDS[name])
    assert tuple(kinds & LABELS.keys() for kinds in RELATIONS[name].ends()) == (sources, targets)
    for source in LABELS:
        for target in LABELS:
            fault = ends_fault(name, source, target)
            if source not in sources:
                assert fault.startswith(f"{name} starts at ")
                assert fault.endswith(f", not at a {source}")
            elif target not in targets:
                assert fault.startswith(f"{name} ends at ")
                assert fault.endswith(f", not at a {target}")
            elif name not in ("PART_OF", HYPOTHESIS):
                assert fault == ""


@pytest.mark.parametrize("name", sorted(ENDS))
def test_a_relation_has_the_properties_of_the_design(name: str) -> None:
    assert " ".join(RELATIONS[name].own_fields()) == OWN_PROPERTIES.get(name, "")
    assert RELATIONS[name].undirected == (name in UNDIRECTED)
    assert RELATIONS[name].label.replace(" ", "_").upper() == name


def test_a_part_lies_in_a_whole_of_its_own_family() -> None:
    families = [set(ORGANIZATIONS.split()), set(PLACES.split()), {"Group"}]
    for source in set.union(*families):
        for target in set.union(*families):
            together = any({source, target} <= family for family in families)
            assert (ends_fault("PART_OF", source, target) == "") == together, (source, target)
    assert "one family, not a Court and a Country" in ends_fault("PART_OF", "Court", "Country")


def test_a_hypothesis_joins_two_of_one_kind() -> None:
    for source in KINDS:
        for target in KINDS:
            assert (ends_fault(HYPOTHESIS, source, target) == "") == (source == target)
    assert "one kind, not a Person and a Group" in ends_fault(HYPOTHESIS, "Person", "Group")


def test_a_path_walks_every_relation_but_hypotheses() -> None:
    assert path_types() == tuple(sorted(set(RELATIONS) - {HYPOTHESIS}))


def test_kinds_under_a_name_are_it_and_what_specialises_it() -> None:
    assert kinds_under("PublicBody") & LABELS.keys() == {"PublicBody", "Court"}
    assert kinds_under("Event", "Place") & LABELS.keys() == {"Event", "Ruling", "Sanction", "Place", "Country"}
    assert kinds_under("Entity") == set(KINDS)


def test_grades_are_a_letter_and_a_digit_and_the_best_is_by_letter_first() -> None:
    assert grade(Reliability.B, 2) == grade("B", 2) == "B2"
    assert best_grade(["C1", "B6", "F1"]) == "B6"
    assert best_grade(["B3", "B2"]) == "B2"
    assert best_grade([]) == ""
    claim = Claim(id="c", text="t", property="mention", source="s", about=("a",), credibility=1)
    assert claim.graded(Source(id="s", title="T")) == "F1"


def test_a_status_speaks_in_this_order() -> None:
    assert [str(status) for status in Status] == ["asserted", "alleged", "inferred", "denied", "retracted"]


def test_the_id_of_a_relation_names_its_ends_and_its_type() -> None:
    assert relation_id("a", "HEADS", "b") == "a|HEADS|b"


@pytest.mark.parametrize("key", ["a", "0", "a.b-c_d", "NK-aB", "Q7747", "x" * 200])
def test_ids_that_are_taken(key: str) -> None:
    assert KINDS["Place"](id=key, name="P").id == key


@pytest.mark.parametrize("key", ["", " a", "a b", "é", "-a", ".a", "a|b", "a/b", "a\n", "x" * 201, None, 5])
def test_ids_that_are_refused(key: object) -> None:
    with pytest.raises(ValidationError):
        KINDS["Place"](id=key, name="P")


def test_names_hold_the_name_first_and_each_once() -> None:
    place = KINDS["Place"](id="p", name=" Ош ", names=["Osh", "Ош", "Osh ", "Oş"])
    assert (place.name, place.names) == ("Ош", ("Ош", "Osh", "Oş"))
    assert KINDS["Place"](id="p", name="Ош").names == ("Ош",)


@pytest.mark.parametrize("names", ["Osh", 5, ["Osh", ""], ["Osh", 5], [None], {"Osh": 1}])
def test_names_are_a_list_of_texts(names: object) -> None:
    with pytest.raises(ValidationError):
        KINDS["Place"](id="p", name="Ош", names=names)


def test_a_fault_in_a_name_is_found_where_it_stands_in_the_list() -> None:
    with pytest.raises(ValidationError) as raised:
        KINDS["Place"](id="p", name="Ош", names=["Osh", 5])
    assert [detail["loc"] for detail in raised.value.errors()] == [("names", 1)]


def test_an_entity_cannot_change_and_has_no_other_fields() -> None:
    place = KINDS["Place"](id="p", name="P")
    with pytest.raises(ValidationError, match="frozen"):
        place.name = "Q"
    with pytest.raises(ValidationError, match="Extra inputs"):
        KINDS["Place"](id="p", name="P", population=5)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("Person", {}, "identification"),
        ("Person", {"identification": "known"}, "identification"),
        ("Person", {"identification": "named", "age": 131}, "age"),
        ("Person", {"identification": "named", "age": -1}, "age"),
        ("Person", {"identification": "named", "birth_date": "1990-02-30"}, "birth_date"),
        ("Ruling", {}, "ruling"),
        ("Ruling", {"ruling": "verdict", "sentence_months": -1}, "sentence_months"),
        ("Ruling", {"ruling": "verdict", "sentence_months": 2401}, "sentence_months"),
        ("Group", {"size": -1}, "size"),
        ("Group", {"size": 2**63}, "size"),
        ("CaseGroup", {"size_bound": "some"}, "size_bound"),
        ("Law", {"jurisdiction": "the Kazakh SSR"}, "jurisdiction"),
        ("Place", {"name": "  "}, "name"),
        ("Place", {"summary": ""}, "summary"),
        ("Place", {"summary": "x" * 10_001}, "summary"),
    ],
)
def test_an_entity_refuses_values_that_its_kind_does_not_take(kind: str, values: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as raised:
        KINDS[kind](**{"id": "x", "name": "X", **values})
    assert {detail["loc"][0] for detail in raised.value.errors()} == {field}


def test_a_penalty_is_a_range() -> None:
    assert KINDS["Law"](id="l", name="L", penalty_min_months=60, penalty_max_months=60).penalty_min_months == 60
    with pytest.raises(ValidationError, match="penalty_min_months 61 is above penalty_max_months 60"):
        KINDS["Law"](id="l", name="L", penalty_min_months=61, penalty_max_months=60)


@pytest.mark.parametrize(
    ("since", "until"), [("2020", "2020"), ("2020-05", "2020"), (None, "2020"), ("2020", None), ("2021", "2021/..")]
)
def test_a_law_is_in_force_for_a_period(since: str | None, until: str | None) -> None:
    assert KINDS["Law"](id="l", name="L", in_force_from=since, in_force_until=until).kind == "Law"


@pytest.mark.parametrize(("since", "until"), [("2021", "2020"), ("2020-06", "2020-05"), ("2021/..", "2020")])
def test_a_law_does_not_end_before_it_begins(since: str, until: str) -> None:
    with pytest.raises(ValidationError, match=f"in_force_from {since} is after in_force_until {until}"):
        KINDS["Law"](id="l", name="L", in_force_from=since, in_force_until=until)


def test_a_source_is_unreliable_until_somebody_says_otherwise() -> None:
    assert Source(id="s", title="T").reliability == "F"


@pytest.mark.parametrize("given", [{"sha256": SHA}, {"length": 5}])
def test_a_document_has_a_hash_and_a_length_or_neither(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="both sha256 and length"):
        Source(id="s", title="T", **given)


@pytest.mark.parametrize("value", ["", "xyz", "0" * 63, "0" * 65, "A" * 64, f" {SHA}"])
def test_a_hash_is_64_lower_case_hexadecimal_digits(value: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Source(id="s", title="T", sha256=value, length=5)
    assert [detail["loc"] for detail in raised.value.errors()] == [("sha256",)]


def test_what_a_source_cites_is_in_order_and_once() -> None:
    assert Source(id="s", title="T", cites=["b", "a", "b"]).cites == ("a", "b")


def test_a_source_gives_the_graph_its_fields_but_not_its_edges() -> None:
    properties = Source(id="s", title="T", published="2023", cites=("a",), published_by="o").properties()
    assert properties["published_latest"] == date(2023, 12, 31)
    assert not {"cites", "published_by", "url"} & set(properties)


@pytest.mark.parametrize("span", [(0, None), (None, 5), (5, 5), (6, 5), (-1, 5), (0, 2**63)])
def test_a_locator_is_a_span(span: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValidationError):
        Claim(id="c", text="t", property="mention", source="s", about=("a",), locator_start=span[0], locator_end=span[1])


@pytest.mark.parametrize(
    "change",
    [{"about": ()}, {"credibility": 0}, {"credibility": 7}, {"status": "rumoured"}, {"text": " "}, {"value": float("nan")},
     {"value": float("inf")}, {"since": "soon"}, {"recorded_at": "soon"}, {"quote": "their words"}],
)  # fmt: skip
def test_a_claim_refuses_what_it_cannot_mean(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Claim(**{"id": "c", "text": "t", "property": "mention", "source": "s", "about": ("a",), **change})


@pytest.mark.parametrize("value", [5, 5.5, True, False, "5", "five", -(2**63), 2**63 - 1])
def test_a_claim_keeps_its_value_and_the_type_of_it(value: object) -> None:
    kept = Claim(id="c", text="t", property="metric", source="s", about=("a",), value=value).value
    assert kept == value
    assert type(kept) is type(value)


def test_a_claim_gives_the_graph_its_details_as_one_text() -> None:
    claim = Claim(id="c", text="t", property="HEADS", source="s", about=("a", "b"), details={"role": "глава"}, since="2023")
    properties = claim.properties()
    assert properties["details"] == '{"role": "глава"}'
    assert properties["since_earliest"] == date(2023, 1, 1)
    assert not {"source", "attributed_to"} & set(properties)


def test_a_relation_keeps_out_its_ends_and_what_is_not_stated() -> None:
    relation = RELATIONS["HEADS"](id="a|HEADS|b", source="a", target="b", until="2023-05", sources=("s",), role="chair")
    assert relation.properties() == {
        "id": "a|HEADS|b",
        "until": "2023-05",
        "until_earliest": date(2023, 5, 1),
        "until_latest": date(2023, 5, 31),
        "status": "asserted",
        "grade": "",
        "sources": ["s"],
        "origins": [],
        "standing": "supported",
        "datasets": [],
        "role": "chair",
    }


def test_the_package_names_what_it_gives() -> None:
    inside = {"annotations", "TypeVar", "import_module", "iter_modules"}
    given = {name for name, value in vars(model).items() if not name.startswith("_") and not isinstance(value, ModuleType)}
    assert set(model.__all__) == given - inside


def test_what_tells_who_a_protected_person_is_is_not_published_of_one() -> None:
    for name in ("name", "names", "extra", "birth_date", "age", "age_at", "identification", "protected"):
        assert field_spec(KINDS["Person"], name).publish is Publish.UNLESS_PROTECTED


def test_a_field_that_nobody_marked_is_never_published() -> None:
    assert field_spec(Claim, "text").publish is Publish.NEVER
    assert field_spec(KINDS["Person"], "passport").publish is Publish.NEVER
