"""The report: the same bytes on both engines, a footnote behind every sentence, and what is open said to be open."""

from __future__ import annotations

import datetime as dt
import re
from itertools import chain

import pytest

from graph.export.markdown import render_markdown
from graph.export.report_html import render_report
from graph.export.report_view import Report, Section
from graph.model import Claim, Source
from graph.report import report
from graph.stores import Store, read_claims, read_entities
from tests.conftest import alike
from tests.contract.small import NOTE, PAPER, Record, claim, entity, load, person
from tests.engines import Engine

pytestmark = pytest.mark.contract

TODAY = dt.date(2026, 11, 22)
WHO = (
    "askar-kubanychbek", "kubanychbek-case", "kz-article-172", "listed-kazakhs", "abdulaziz-kholikov", "kazakhstan", "vot-tak",
    "supreme-court-of-kyrgyzstan", "kubanychbek-seven-years", "zakharova-statement", "kz-cases-active",
)  # fmt: skip
BODY = re.compile(r"^## (?!Open questions|Sources|How to read)")


def made(store: Store, who: str, known_at: dt.date | None = None) -> Report:
    return report(store, who, TODAY, known_at)


def section(found: Report, key: str) -> Section:
    return next(section for section in found.sections if section.key == key)


def told(found: Report, key: str) -> list[str]:
    return [sentence.text for sentence in section(found, key).sentences()]


def lines_under(text: str, heading: str) -> list[str]:
    """The list items of one section of a Markdown report."""
    [part] = re.findall(rf"^## {heading}\n(.*?)(?=^## |^\[\^1\])", text, re.DOTALL | re.MULTILINE)
    return [line for line in part.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("who", WHO)
def test_a_report_is_the_same_bytes_on_both_engines(seeded_stores: list[Store], who: str) -> None:
    reports = [made(store, who) for store in seeded_stores]
    alike(render_markdown(one).encode() for one in reports)
    alike(render_report(one).encode() for one in reports)


@pytest.mark.parametrize("who", WHO)
def test_every_sentence_has_footnotes_that_resolve_and_none_is_left_over(seeded_store: Store, who: str) -> None:
    text = render_markdown(made(seeded_store, who))
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert defined == [str(number + 1) for number in range(len(defined))]
    under, cited = "", list[str]()
    for line in text.splitlines():
        under = line if line.startswith("## ") else under
        if line.startswith("- "):
            notes = re.findall(r"\[\^(\d+)\]", line)
            cited += notes
            if BODY.match(under):
                assert re.search(r"\.(\[\^\d+\])+( \([A-F][1-6]; \d+ sources?, \d+ origins?\))?$", line), line
    assert set(cited) == set(defined)
    assert list(dict.fromkeys(cited)) == sorted(set(cited), key=int)


@pytest.mark.parametrize("who", WHO)
def test_every_footnote_leads_to_a_place_with_its_grade(seeded_store: Store, who: str) -> None:
    for note in made(seeded_store, who).footnotes:
        assert re.fullmatch(r"[A-F][1-6]", note.grade)
        assert note.status in ("asserted", "alleged", "inferred", "denied")
        assert note.word
        if note.title != "Desk note on possible identities":
            assert re.fullmatch(r"characters \d+–\d+", note.place)
            assert re.fullmatch(r"[0-9a-f]{12}", note.sha256)


@pytest.mark.parametrize("who", WHO)
def test_conflicts_open_questions_and_sources_are_always_there(seeded_store: Store, who: str) -> None:
    text = render_markdown(made(seeded_store, who))
    for heading in ("Conflicts, and what only looks like one", "Open questions", "Sources", "How to read this report"):
        assert f"\n## {heading}\n" in text


def test_no_claim_s_own_text_is_printed(seeded_store: Store) -> None:
    claims = read_claims(seeded_store).values()
    entities = read_entities(seeded_store)
    for who in WHO:
        text = render_markdown(made(seeded_store, who))
        assert [one.text for one in claims if one.text in text] == []
        assert entities[who].summary not in text


def test_every_claim_about_the_entity_is_told(seeded_store: Store) -> None:
    """Nothing falls through the sections: what stands in the graph about it stands in the report."""
    from graph.report.compose import Composer
    from graph.report.gather import gather

    for who in WHO:
        gathered = gather(seeded_store, who)
        composer = Composer(gathered)
        composer.report("2026-11-22", None)
        about = {key for key, one in gathered.claims.items() if who in one.about}
        assert about <= composer.notes.claims.keys()


def test_the_report_on_kubanychbek(seeded_store: Store) -> None:
    found = made(seeded_store, "askar-kubanychbek")
    stated = list(chain.from_iterable(told(found, key) for key in ("identity", "relations", "cases")))
    assert "Allegedly, on the word of Kremlin-aligned media, the motive of Askar Kubanychbek is “ideology”." in stated
    assert "It is inferred that Askar Kubanychbek is a citizen of Kyrgyzstan." in stated
    assert "Askar Kubanychbek travelled to Russia in spring 2024." in stated
    assert "Askar Kubanychbek is a citizen of Kyrgyzstan." not in stated
    headings = ["".join(piece.text for piece in block.heading) for block in section(found, "order").blocks]
    rulings = [heading for heading in headings if "ruling" in heading]
    terms = ((1, "ten years"), (3, "seven years"), (4, "probation"))
    assert rulings == [f"{step}. The ruling “Kubanychbek: {term}”" for step, term in terms]
    assert headings[-1] == "The event “Kubanychbek signs again”"
    remarks = [block.remark for block in section(found, "order").blocks if block.heading[-2].text == "Kubanychbek: seven years"]
    assert remarks == ["no source dates it; by the order, between 1 May 2023 and 31 May 2024"]
    gaps = told(found, "open")
    assert "No source states the date of birth of Askar Kubanychbek." in gaps
    assert "No source states the citizenship of Askar Kubanychbek; it is only inferred." in gaps
    assert "No source states the court that issued the ruling “Kubanychbek: ten years”." in gaps
    assert any("the date of" in gap and "Kubanychbek: probation" in gap for gap in gaps)
    assert (
        "As a hypothesis, Askar Kubanychbek and the person “Kyrgyz man sentenced to ten years” may be one and the same."
        in told(found, "hypotheses")
    )


def test_two_sources_of_one_origin_count_as_one(seeded_store: Store) -> None:
    found = made(seeded_store, "listed-kazakhs")
    [size] = section(found, "identity").sentences()
    assert (size.text, size.support) == ("According to I Want to Live, the group counts 661 persons.", "B2; 2 sources, 1 origin")
    assert any("rest on one origin, I Want to Live, reported twice" in line for line in told(found, "conflicts"))


def test_a_protected_person_is_not_to_be_published(seeded_store: Store) -> None:
    text = render_markdown(made(seeded_store, "abdulaziz-kholikov"))
    assert "> **Do not publish this name: “Abdulaziz Kholikov” is a protected person.**" in text
    assert "do not publish these names: “Kyrgyz man sentenced to ten years”" in render_markdown(
        made(seeded_store, "askar-kubanychbek")
    )
    assert made(seeded_store, "vot-tak").warnings == ()


def test_what_was_known_on_a_day(seeded_store: Store) -> None:
    found = made(seeded_store, "listed-kazakhs", dt.date(2025, 7, 1))
    assert {note.title for note in found.footnotes} == {"Propaganda, Pay, and Prison: The Kazakhs Fighting in Ukraine"}
    assert {note.known for note in found.footnotes} == {"possibly known on that day"}
    assert ("As known on", "1 July 2025") in found.facts


RULED = [
    PAPER,
    NOTE,
    Source(id="digest", title="A digest", reliability="D", cites=("paper",)),
    person("ann", "Ann"),
    person("bob", "Bob"),
    entity("Country", "land", "Landia"),
    entity("LegalCase", "case", "Case of Ann"),
    entity("Ruling", "first", "First", ruling="verdict", sentence_months=120),
    entity("Ruling", "second", "Second", ruling="appeal"),
    entity("Law", "law", "Article 1", jurisdiction="land", penalty_min_months=12, penalty_max_months=60),
    claim("ann", "DEFENDANT_IN", "case"),
    claim("case", "PROSECUTED_UNDER", "law"),
    claim("first", "RULED_IN", "case"),
    claim("second", "RULED_IN", "case"),
    claim("second", "SUPERSEDES", "first"),
    claim("second", "PRECEDES", "first", source="note"),
    claim("ann", "FOUGHT_FOR", "force", status="denied", attributed_to=("ann",)),
    claim("ann", "CITIZEN_OF", "land", status="retracted"),
    entity("ArmedForce", "force", "A force"),
]


def fact(key: str, about: str, field: str, value: object, **fields: object) -> Claim:
    values = {"id": key, "text": "It says so.", "source": "paper", "about": (about,), "property": field, "value": value, **fields}
    return Claim.model_validate(values)


FACTS: list[Record] = [
    fact("born-1", "ann", "birth_date", "1990"),
    fact("born-2", "ann", "birth_date", "1991", source="note"),
    fact("term", "first", "sentence_months", 120),
    fact("least", "law", "penalty_min_months", 12),
    fact("most", "law", "penalty_max_months", 60),
]


@pytest.fixture
def ruled(engine: Engine) -> Store:
    """A store of each engine with one case that contradicts itself."""
    store = engine.empty()
    load(store, [*RULED, *FACTS])
    return store


def test_conflicts_terms_outside_the_law_and_orders_that_contradict(ruled: Store) -> None:
    found = made(ruled, "ann")
    conflicts = told(found, "conflicts")
    assert "On the birth date of Ann: 1990 (by “The paper”) and 1991 (by “A note”) cannot both hold." in conflicts
    assert "First: 120 months lies outside what the law allows as stated, Article 1: 12 to 60 months; look at both." in conflicts
    assert any(line.startswith("On the order of events: ") and "contradict" in line for line in conflicts)
    assert "Conflicts: 3." in found.summary[1]


def test_denied_is_said_to_be_denied_and_retracted_is_not_said(ruled: Store) -> None:
    found = made(ruled, "ann")
    assert "Ann denies that Ann fought for A force." in told(found, "relations")
    assert "Landia" not in " ".join(told(found, "relations"))
    assert "No source states the citizenship of Ann." in told(found, "open")


def test_a_hypothesis_that_nobody_judged(ruled: Store) -> None:
    reasons = {"reasons_for": ["same village"], "reasons_against": ["other age"]}
    load(ruled, [claim("ann", "POSSIBLY_SAME_AS", "bob", status="inferred", details=reasons)])
    assert told(made(ruled, "bob"), "hypotheses") == [
        "As a hypothesis, Ann and Bob may be one and the same.",
        "For: “same village”.",
        "Against: “other age”.",
        "Nobody has judged it yet.",
    ]


def test_a_field_that_no_claim_carries_is_an_open_question(engine: Engine) -> None:
    store = engine.empty()
    load(store, [PAPER, entity("LegalCase", "case", "A case", charge="theft", opened="2023-05")])
    found = made(store, "case")
    held = [line for line in told(found, "open") if line.startswith("The record")]
    assert held == [
        "The record of the case “A case” holds the field opened (“2023-05”), and no claim carries it.",
        "The record of the case “A case” holds the field charge (“theft”), and no claim carries it.",
    ]
    assert found.footnotes == ()
    assert render_markdown(found)
    assert render_report(found)


def test_the_order_of_loading_does_not_matter(engine: Engine) -> None:
    texts = set()
    for records in (RULED + FACTS, list(reversed(RULED + FACTS))):
        store = engine.empty()
        load(store, records)
        texts.add(render_markdown(made(store, "case")))
    assert len(texts) == 1
