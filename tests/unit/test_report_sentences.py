"""Sentences of a report: dates read out, a form for every relation and attribute, and how a claim is put forward."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.report_view import Block, Section, Sentence
from graph.model import KINDS, RELATIONS, Claim, Entity, Heading, Source, Status, relation_id, relation_sentence
from graph.model.fields import field_spec, in_words
from graph.report import wording
from graph.report.merge import QUALIFIED, alike
from graph.report.pieces import fill
from graph.report.sentences import Writer
from graph.report.texts import READING, TITLES

SOURCES = {
    "paper": Source(id="paper", title="The article", reliability="B", published_by="daily"),
    "digest": Source(id="digest", title="A digest", reliability="D", cites=("paper",)),
}
ENTITIES: dict[str, Entity] = {
    one.id: one
    for one in (
        KINDS["Person"](id="ann", name="Ann", identification="named"),
        KINDS["Person"](id="g", name="G", identification="pseudonym", protected=True),
        KINDS["Group"](id="ten", name="Ten men", size=10),
        KINDS["Country"](id="land", name="Landia"),
        KINDS["LegalCase"](id="case", name="Case of Ann"),
        KINDS["CaseGroup"](id="cases", name="All cases"),
        KINDS["Ruling"](id="verdict", name="Ten years", ruling="verdict"),
        KINDS["Event"](id="flight", name="The flight"),
        KINDS["Law"](id="law", name="Article 1"),
        KINDS["MediaOutlet"](id="daily", name="The Daily"),
        KINDS["ArmedForce"](id="army", name="An army"),
    )
}
WRITER = Writer(ENTITIES, SOURCES)


def claim(**fields: Any) -> Claim:
    """A claim of the article; its text must never be seen."""
    values = {"id": "c", "text": "NEVER PRINTED", "source": "paper", "about": ("ann",), "property": "mention", **fields}
    return Claim.model_validate(values)


def relation(type_name: str, start: str = "ann", end: str = "army", **fields: Any) -> Claim:
    """A claim that carries a relation."""
    carried = relation_id(start, type_name, end)
    return claim(property=type_name, about=(start, end), relation=carried, **fields)


def said(*claims: Claim, writer: Writer = WRITER) -> str:
    """The one sentence that claims make."""
    [(group, bound)] = alike(claims, SOURCES)
    return "".join(piece.text for piece in writer.sentence(group, bound))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023", "in 2023"),
        ("2023-05", "in May 2023"),
        ("2023-05-01", "on 1 May 2023"),
        ("2024-21", "in spring 2024"),
        ("2024-24", "in winter 2024"),
        ("2024-29", "in spring (southern hemisphere), 2024"),
        ("2024-33", "in the first quarter of 2024"),
        ("2024-39", "in the third third of 2024"),
        ("2024-41", "in the second half of 2024"),
        ("2024~", "about 2024"),
        ("2025?", "in 2025 (uncertain)"),
        ("2025-01-14?", "on 14 January 2025 (uncertain)"),
        ("2024-21%", "about spring 2024 (uncertain)"),
        ("../2022", "before the end of 2022"),
        ("../2022-05-01", "up to 1 May 2022"),
        ("/2022", "before the end of 2022 (its beginning is not known)"),
        ("2023/..", "from 2023 on"),
        ("2023-05/", "from May 2023 on (its end is not known)"),
        ("2023/2024-02", "between 2023 and February 2024"),
        ("202X", "in the 2020s"),
        ("2023-XX", "in 2023 (month not given)"),
        ("2023-XX-XX", "in 2023 (month not given)"),
        ("2023-05-XX", "in May 2023 (day not given)"),
        ("19XX", "between 1 January 1900 and 31 December 1999 (as stated: 19XX)"),
        ("[2020..]", "at a time stated as [2020..]"),
        ("2004-06~-11", "on 11 June 2004 (as stated: 2004-06~-11)"),
    ],
)
def test_dates_are_read_out_with_every_doubt(text: str, words: str) -> None:
    assert wording.when(text) == words


def test_dates_as_nouns_and_as_the_date_of_a_count() -> None:
    assert wording.day("2024-21") == "spring 2024"
    assert wording.day("../2022") == "the time before the end of 2022"
    assert wording.as_of("2025-04?") == "as of April 2025 (uncertain)"
    assert wording.as_of("../2022") == "for the time before the end of 2022"


@given(st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from(["", "?", "~", "%"]))
def test_a_date_read_out_keeps_its_year_and_its_sign(day: Any, length: int, sign: str) -> None:
    words = wording.when(day.isoformat()[:length] + sign)
    assert f"{day.year:04d}" in words
    assert ("about" in words) == (sign in ("~", "%"))
    assert ("(uncertain)" in words) == (sign in ("?", "%"))


@pytest.mark.parametrize(
    ("value", "bound", "unit", "words"),
    [
        (210000, "at_least", "RUB/month", "at least 210,000 RUB a month"),
        (20_000_000, "exactly", "persons", "exactly 20,000,000 persons"),
        (1, "exactly", "persons", "exactly 1 person"),
        (4.5, "about", None, "about 4.5"),
        (4.0, "at_most", "times", "at most 4 times"),
        ("many", None, None, "many"),
        (True, None, None, "yes"),
    ],
)
def test_numbers_keep_bound_and_unit(value: Any, bound: str | None, unit: str | None, words: str) -> None:
    assert wording.quantity(value, bound, unit) == words


@pytest.mark.parametrize(
    ("months", "words"), [(0, "0 months"), (1, "1 month"), (12, "1 year (12 months)"), (54, "4 years and 6 months (54 months)")]
)
def test_terms_are_given_in_years_as_well(months: int, words: str) -> None:
    assert wording.term(months) == words


def test_lists_and_articles() -> None:
    assert [wording.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert (wording.with_article("person"), wording.with_article("event"), in_words("LegalCase")) == (
        "a person",
        "an event",
        "legal case",
    )


WITH_SENTENCE = sorted(name for name, relation in RELATIONS.items() if relation.sentence)


@pytest.mark.parametrize("type_name", WITH_SENTENCE)
def test_the_sentence_of_a_relation_reads_as_one(type_name: str) -> None:
    sentence = relation_sentence(type_name)
    for template in filter(None, (sentence.now, sentence.was, sentence.since)):
        assert re.fullmatch(r"\{a\} [a-z]+( [a-z]+)* \{b\}.*", template), template
        assert template.count("{a}") == template.count("{b}") == 1
    assert bool(sentence.was) == bool(sentence.since)
    made = said(relation(type_name, since="2023", until="2024"))
    assert re.fullmatch(r"Ann .* An army from 2023 until 2024\.|Ann and An army may be .*\.", made), made


def test_a_relation_without_a_sentence_is_read_out_by_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RELATIONS["HEADS"], "sentence", None)
    assert relation_sentence("HEADS").now == "{a} has the relation “heads” to {b}"


def test_a_field_without_a_sentence_is_read_out_by_its_label() -> None:
    assert said(claim(property="summary", value="tall")) == "The summary of Ann is “tall”."


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_sentence_of_a_field_has_a_place_for_its_value(kind: str) -> None:
    for field in ("name", *KINDS[kind].own_fields()):
        assert field_spec(KINDS[kind], field).sentence.count("{v}") == 1
        assert QUALIFIED.get(field, field) in {name for one in KINDS.values() for name in one.model_fields}


def test_every_value_of_a_vocabulary_has_words() -> None:
    from graph.model import Identification, RulingType

    assert set(field_spec(KINDS["Ruling"], "ruling").values) == {value.value for value in RulingType}
    assert set(field_spec(KINDS["Person"], "identification").values) == {value.value for value in Identification}
    assert set(wording.RELIABILITY) == set("ABCDEF")
    assert set(wording.CREDIBILITY) == set("123456")


def test_headings_are_in_one_order() -> None:
    for registry in (KINDS, RELATIONS):
        headings = [list(Heading).index(one.heading) for one in registry.values()]
        assert headings == sorted(headings)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"property": "birth_date", "value": "1990~"}, "Ann was born about 1990."),
        ({"property": "name", "value": "Ann"}, "The name “Ann” is given."),
        ({"property": "name", "value": "Anya"}, "Ann is also called “Anya”."),
        ({"property": "identification", "value": "pseudonym"}, "Ann is known by a pseudonym or initials only."),
        ({"property": "age", "value": 28}, "Ann is 28 years old."),
        ({"about": ("verdict",), "property": "date", "value": "2023-05"}, "The ruling “Ten years” was made in May 2023."),
        ({"about": ("flight",), "property": "date", "value": "2024-21"}, "The event “The flight” took place in spring 2024."),
        ({"about": ("verdict",), "property": "sentence_months", "value": 120},
         "The ruling “Ten years” sets a term of 10 years (120 months)."),
        ({"about": ("law",), "property": "jurisdiction", "value": "land"}, "The law “Article 1” is a law of Landia."),
        ({"about": ("law",), "property": "penalty_life", "value": True}, "The law “Article 1” allows a life sentence."),
        ({"about": ("law",), "property": "penalty_max_months", "value": 108},
         "The highest penalty under the law “Article 1” is 9 years (108 months)."),
        ({"about": ("cases",), "property": "as_of", "value": "2025-04"},
         "The count of the group of cases “All cases” is given as of April 2025."),
        ({"about": ("ten",), "property": "size", "value": 1}, "The group “Ten men” counts 1 person."),
        ({"about": ("ann", "ten")}, "“The article” mentions Ann and the group “Ten men”."),
        ({"property": "metric", "metric": "monthly-pay", "scope": "pay of a fighter", "value": 2700, "bound": "at_least",
          "unit": "USD/month", "as_of": "2025"},
         "The figure for monthly pay is at least 2,700 USD a month as of 2025 (counted: “pay of a fighter”)."),
    ],
)  # fmt: skip
def test_attributes_and_figures(fields: dict[str, Any], words: str) -> None:
    assert said(claim(**fields)) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (relation("CITIZEN_OF", end="land"), "Ann is a citizen of Landia."),
        (relation("CITIZEN_OF", end="land", since="2024-21"), "Ann has been a citizen of Landia since spring 2024."),
        (relation("CITIZEN_OF", end="land", until="2024"), "Ann was a citizen of Landia until 2024."),
        (relation("CITIZEN_OF", start="ten", end="land"), "The group “Ten men” includes citizens of Landia."),
        (relation("TRAVELLED_TO", end="land", since="2024-21", until="2024-21"), "Ann travelled to Landia in spring 2024."),
        (relation("DIED_IN", end="land", since="2024-03-25"), "Ann died in Landia on 25 March 2024."),
        (relation("SIGNED_CONTRACT_WITH", start="ten", since="2025-01"),
         "The group “Ten men” signed a contract of service with An army from January 2025 on."),
        (relation("INTERVIEWED_BY", end="daily", since="2024-21"), "Ann was interviewed by The Daily from spring 2024 on."),
        (relation("RECRUITED_BY", details={"channel": "billboard", "place": "Moscow"}),
         "Ann was recruited by An army (channel: “billboard”; place: “Moscow”)."),
        (relation("LOCATED_IN", start="flight", end="land"), "The event “The flight” took place in Landia."),
        (relation("LOCATED_IN", start="verdict", end="land"), "The ruling “Ten years” took place in Landia."),
        (relation("LOCATED_IN", start="cases", end="land"), "The group of cases “All cases” belongs to Landia."),
        (relation("RECRUITED_BY", start="g"), "The person “G” was recruited by An army."),
    ],
)  # fmt: skip
def test_relations_with_their_dates_and_properties(made: Claim, words: str) -> None:
    assert said(made) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": Status.ALLEGED}, "Allegedly, on the word of The Daily, Ann fought for An army."),
        (
            {"status": Status.ALLEGED, "attributed_to": ("g",)},
            "Allegedly, on the word of the person “G”, Ann fought for An army.",
        ),
        ({"status": Status.INFERRED}, "It is inferred that Ann fought for An army."),
        ({"status": Status.DENIED, "attributed_to": ("ann",)}, "Ann denies that Ann fought for An army."),
        ({"status": Status.DENIED, "attributed_to": ("ten",)}, "The group “Ten men” denies that Ann fought for An army."),
        ({"attributed_to": ("daily", "g")}, "According to the person “G”, Ann fought for An army."),
        ({"source": "digest", "status": Status.ALLEGED}, "Allegedly, on the word of “A digest”, Ann fought for An army."),
    ],
)
def test_how_a_claim_is_put_forward(fields: dict[str, Any], words: str) -> None:
    assert said(relation("FOUGHT_FOR", **fields)) == words


def test_claims_that_say_the_same_are_one_sentence_and_others_are_not() -> None:
    same = [relation("FOUGHT_FOR", id="a"), relation("FOUGHT_FOR", id="b", source="digest")]
    assert said(*same) == "Ann fought for An army."
    for other in ({"status": "alleged"}, {"since": "2023"}, {"details": {"role": "driver"}}, {"attributed_to": ("g",)}):
        assert len(alike([same[0], relation("FOUGHT_FOR", id="c", **other)], SOURCES)) == 2


def test_allegations_of_two_origins_are_two_sentences() -> None:
    told = [relation("FOUGHT_FOR", id=by, status="alleged", attributed_to=(by,)) for by in ("g", "ann")]
    assert len(alike(told, SOURCES)) == 2


def test_a_size_and_its_bound_at_one_place_are_one_sentence() -> None:
    at = {"about": ("ten",), "locator_start": 1, "locator_end": 5}
    size = claim(id="a", property="size", value=41, **at)
    bound = claim(id="b", property="size_bound", value="at_least", **at)
    assert said(bound, size) == "The group “Ten men” counts at least 41 persons."
    elsewhere = claim(id="b", property="size_bound", value="at_least", about=("ten",), locator_start=7, locator_end=9)
    assert len(alike([size, elsewhere], SOURCES)) == 2


def test_an_age_and_its_day_are_one_sentence() -> None:
    claims = [claim(id="a", property="age", value=19), claim(id="b", property="age_at", value="2024-03-25")]
    assert said(*claims) == "Ann was 19 years old on 25 March 2024."


def test_under_a_heading_its_entity_needs_no_name() -> None:
    ruled = relation("RULED_IN", start="verdict", end="case")
    assert said(ruled, writer=WRITER.under("verdict", "case")) == "The ruling was made in the case."
    assert said(ruled, writer=WRITER.under("ann")) == "The ruling “Ten years” was made in the case “Case of Ann”."
    later = KINDS["Ruling"](id="later", name="Probation", ruling="probation")
    writer = Writer(ENTITIES | {"later": later}, SOURCES).under("later", "verdict")
    assert said(relation("SUPERSEDES", start="later", end="verdict"), writer=writer) == (
        "The ruling takes the place of the ruling “Ten years”."
    )


@given(st.sampled_from(sorted(RELATIONS)), st.sampled_from([status for status in Status if status != Status.RETRACTED]))
def test_the_text_of_a_claim_is_never_printed(type_name: str, status: Status) -> None:
    sentence = said(relation(type_name, status=status))
    assert "NEVER PRINTED" not in sentence
    assert sentence.endswith(".")
    assert (status == Status.ALLEGED) == sentence.startswith("Allegedly")


def test_a_template_tells_its_own_words_from_a_record_s() -> None:
    pieces = fill("{a} and {b}", a="{b}", b="x")
    assert [(piece.text, piece.own) for piece in pieces] == [("{b}", True), (" and ", False), ("x", True)]


def test_a_stated_section_takes_no_sentence_without_a_source() -> None:
    lone = Block(sentences=(Sentence(pieces=fill("{x}.", x="It rains")),))
    with pytest.raises(ValueError, match="without a source"):
        Section(key="identity", title="What is stated", blocks=(lone,))
    assert Section(key="open", title="Open", stated=False, blocks=(lone,)).blocks


def test_the_fixed_words_are_whole_sentences() -> None:
    assert all(line.endswith(".") for line in READING)
    assert all(intro == "" or intro.endswith(".") for _, intro in TITLES.values())
