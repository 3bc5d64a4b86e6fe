"""The records of a report on their way out, and whom to protect: field by field, with no store behind. All is made up."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from graph.ask.conflicts import Comparison
from graph.export.report_view import Piece, Report, Section
from graph.ledger.certainty import Certainty
from graph.model import KINDS, Claim, Entity, Source
from graph.publish import Protected, Publication, protected_people
from graph.publish.index import Index
from graph.publish.key import Key
from graph.publish.mask import Masker
from graph.publish.people import relatives
from graph.publish.reports import PublicReport
from graph.report.gather import Gathered

if TYPE_CHECKING:
    from graph.stores import Store

KEY = Key(b"0123456789abcdef0123456789abcdef")
ANN = Protected("ann-bekova", ("Ann Bekova",), "named", ("1994-05-03",))
T, ID = KEY.pseudonym(ANN.id), KEY.person_id(ANN.id)
OTHER = KEY.other_id


def entity(key: str, kind: str, name: str, **values: object) -> Entity:
    return KINDS[kind](**{"id": key, "name": name, **values})


def claim(key: str, prop: str, *about: str, **values: object) -> Claim:
    return Claim(**{"id": key, "text": "It says so.", "property": prop, "source": "src-1", "about": about, **values})  # type: ignore[arg-type]  # fields by name


def compared(**values: object) -> Comparison:
    basis: dict[str, object] = dict.fromkeys(name for name, one in Comparison.model_fields.items() if one.is_required())
    words = {
        "finding": "conflict",
        "measure": "cases",
        "scope": "the north",
        "one": "exactly 3",
        "other": "exactly 4",
        "why": "so",
    }
    return Comparison(**{**basis, **words, "one_grade": "B2", "other_grade": "C3", "sources": (), "origins": (), **values})  # type: ignore[arg-type]  # fields by name


CASE = entity("case-1", "LegalCase", "A case", names=("The same case",), summary="It was heard.", opened="2023",
              datasets=("set-1",), extra={"list": ("one",)})  # fmt: skip
PLAIN = Gathered(
    focus=CASE,
    entities={"case-1": CASE, "org-1": entity("org-1", "Organization", "A firm")},
    sources={"src-1": Source(
        id="src-1", title="A paper", url="https://example.org/1", language="en", published="2024", retrieved="2024-05-01",
        sha256="0" * 64, length=100, reliability="B", published_by="org-1", cites=("src-2",), datasets=("set-1",),
    ), "src-2": Source(id="src-2", title="Another")},
    claims={
        "c-1": claim("c-1", "opened", "case-1", value="2023", status="alleged", credibility=2, attributed_to=("org-1",),
                     recorded_at=dt.date(2025, 1, 1), language="en", locator_start=5, locator_end=9, datasets=("set-1",)),
        "c-2": claim("c-2", "metric", "case-1", metric="cases", scope="the north", value=3, bound="about", unit="persons",
                     as_of="2025", row=3, column="Cases"),
        "c-3": claim("c-3", "PARTY_TO", "org-1", "case-1", relation="org-1|PARTY_TO|case-1", since="2023", until="2024",
                     details={"role": "witness"}),
    },
    cases=("case-1", "case-2"), events=("event-1", "event-2"), laws=("law-1", "law-2"), on_word=frozenset({"c-1"}),
    comparisons=(compared(one_claim="c-1", other_claim="c-2", one_claims=("c-1",), other_claims=("c-2",),
                          origins=("org-1", "src-2"), subject="the cases"),),
    known={"c-1": Certainty.POSSIBLY},
)  # fmt: skip


def public(gathered: Gathered, *people: Protected) -> Gathered:
    return PublicReport(Masker(Index(people or (ANN,)), KEY), gathered).gathered()


def test_what_names_nobody_leaves_as_it_is() -> None:
    sources = {key: one.model_copy(update={"sha256": None, "length": None}) for key, one in PLAIN.sources.items()}
    assert public(PLAIN) == replace(PLAIN, sources=sources, withheld={"case-1": frozenset(), "org-1": frozenset()})


def test_a_document_stays_in() -> None:
    """Where a copy of the source lies is nobody's business."""
    source = PLAIN.sources["src-1"].model_copy(update={"document": "bekova.txt", "extra": {"place": ("a shelf",)}})
    made = public(replace(PLAIN, sources={"src-1": source})).sources["src-1"]
    assert (made.document, made.extra) == (None, {})


def test_a_name_leaves_no_record() -> None:
    person = entity(
        "ann-bekova", "Person", "Ann Bekova", names=("Ann",), identification="named", protected=True, birth_date="1994-05-03",
        age=30, occupation="cook at Bekova’s", summary="Ann, born in 1994.", extra={"id": ("7",)}, datasets=("set-bekova",),
    )  # fmt: skip
    case = CASE.model_copy(update={"id": "case-bekova", "name": "Bekova’s case", "names": ("Bekova’s case", "Ann Bekova’s case")})
    source = Source(id="src-bekova", title="Ann Bekova speaks", url="https://x.org/ann-bekova", published_by="bekova-press",
                    cites=("src-1", "a-bekova"), datasets=("set-bekova",))  # fmt: skip
    said = claim("c-1", "PARTY_TO", "ann-bekova", "case-bekova", source="src-bekova", relation="ann-bekova|PARTY_TO|case-bekova",
                 text="Ann Bekova is a party.", attributed_to=("ann-bekova",), details={"role": "as Bekova says"},
                 locator_start=5, locator_end=9, datasets=("set-bekova",))  # fmt: skip
    made = public(Gathered(
        person, {person.id: person, case.id: case}, {source.id: source}, {"c-1": said}, cases=("case-bekova", "a-case"),
        events=("z-bekova", "event"), laws=("z-bekova", "law"), on_word=frozenset({"c-1", "gone"}),
        known={"c-1": Certainty.DEFINITELY, "gone": Certainty.NO},
    ))  # fmt: skip
    case_id, source_id, claim_id = OTHER("case-bekova"), OTHER("src-bekova"), OTHER("c-1")
    assert made.focus == made.entities[ID]
    assert made.focus.model_dump(exclude_none=True) == {
        "id": ID, "name": T, "names": (T,), "identification": "pseudonym", "occupation": f"cook at {T}’s",
        "summary": f"{T}, born in [date withheld].", "extra": {}, "datasets": (OTHER("set-bekova"),),
    }  # fmt: skip
    assert (made.entities[case_id].name, made.entities[case_id].names) == (f"{T}’s case", (f"{T}’s case",))
    assert made.sources == {source_id: Source(
        id=source_id, title=f"{T} speaks", published_by=OTHER("bekova-press"), cites=("src-1", OTHER("a-bekova")),
        datasets=(OTHER("set-bekova"),),
    )}  # fmt: skip
    assert made.claims == {claim_id: claim(
        claim_id, "PARTY_TO", ID, case_id, source=source_id, relation=f"{ID}|PARTY_TO|{case_id}", text=f"{T} is a party.",
        attributed_to=(ID,), details={"role": f"as {T} says"}, datasets=(OTHER("set-bekova"),),
    )}  # fmt: skip
    assert made.cases == tuple(sorted(("a-case", case_id)))
    assert made.events == ("event", OTHER("z-bekova"))
    assert made.laws == ("law", OTHER("z-bekova"))
    assert (made.on_word, made.known) == ({claim_id}, {claim_id: Certainty.DEFINITELY})
    assert made.withheld[ID] >= {"birth_date", "age", "age_at"}
    assert "occupation" not in made.withheld[ID]
    assert made.withheld[case_id] == frozenset()


def test_records_stand_in_the_order_of_the_ids_under_which_they_leave() -> None:
    sources = {key: Source(id=key, title="A paper") for key in ("z-bekova", "q-1", "a-bekova", "src-1")}
    claims = {f"c-{at}": claim(f"c-{at}", "mention", "org-1", text=text) for at, text in
              enumerate(("Bekova", "It says so.", "Ann Bekova", "It says nothing."))}  # fmt: skip
    made = public(replace(PLAIN, sources=sources, claims=claims, comparisons=(), on_word=frozenset(), known={}))
    assert list(made.sources) == sorted(made.sources)
    assert list(made.claims) == sorted(made.claims)
    assert len(made.sources) == len(made.claims) == 4


def test_a_claim_on_what_may_not_leave_goes_with_the_comparison_of_it() -> None:
    person = entity("ann-bekova", "Person", "Ann Bekova", identification="named", protected=True)
    claims = {"c-1": claim("c-1", "age", "ann-bekova", value=30), "c-2": claim("c-2", "mention", "org-1"),
              "c-3": claim("c-3", "mention", "org-1", text="It says more.")}  # fmt: skip
    pairs = (
        compared(one_claims=("c-1",), other_claims=("c-2",)),
        compared(one_claims=("c-2",), other_claims=("c-3",)),
        compared(),
    )
    known = {"c-1": Certainty.NO, "c-2": Certainty.DEFINITELY}
    given = replace(PLAIN, entities={person.id: person}, claims=claims, comparisons=pairs, known=known)
    made = public(replace(given, on_word=frozenset({"c-1", "c-3"})))
    assert list(made.claims) == ["c-2", "c-3"]
    assert [one.one_claims for one in made.comparisons] == [("c-2",), ()]
    assert (made.on_word, made.known) == ({"c-3"}, {"c-2": Certainty.DEFINITELY})


def test_a_comparison_says_nothing_of_who_said_it() -> None:
    claims = PLAIN.claims | {"c-1": claim("c-1", "mention", "case-1", text="Bekova"), "c-4": claim("c-4", "mention", "case-1")}
    given = compared(
        scope="cases of Bekova", one="exactly 3 by Bekova", other="exactly 4 by Bekova", why="Bekova counts",
        subject="Bekova’s cases", one_claim="c-1", other_claim="gone", one_claims=("c-1",), other_claims=("c-4",),
        one_origin="Ann", other_origin="Bob",
        one_source="src-1", other_source="src-2", one_origins=("z",), other_origins=("y",), sources=("src-1",),
        origins=("z-bekova", "a-1"),
    )  # fmt: skip
    (made,) = public(replace(PLAIN, claims=claims, comparisons=(given,))).comparisons
    assert made == compared(
        scope=f"cases of {T}", one=f"exactly 3 by {T}", other=f"exactly 4 by {T}", why=f"{T} counts", subject=f"{T}’s cases",
        one_claim=OTHER("c-1"), one_claims=(OTHER("c-1"),), other_claims=("c-4",), origins=("a-1", OTHER("z-bekova")),
    )  # fmt: skip
    of_case = compared(scope="case-bekova", one_claims=("c-2",), other_claims=("c-4",))
    entities = {"case-bekova": CASE.model_copy(update={"id": "case-bekova"})}
    assert public(replace(PLAIN, claims=claims, entities=entities, comparisons=(of_case,))).comparisons[0].scope == OTHER(
        "case-bekova"
    )


def test_a_kin_of_hers_may_be_named_as_herself_and_a_jurisdiction_is_an_id() -> None:
    law = entity("law-1", "Law", "A law", jurisdiction="land-bekova")
    made = public(replace(PLAIN, entities={"law-1": law})).entities["law-1"]
    assert cast("Any", made).jurisdiction == OTHER("land-bekova")


@dataclass(frozen=True)
class Part:
    """What a report is looked through as: any nest of texts, lists and mappings."""

    content: dict[str, Any] = field(default_factory=dict)

    def model_dump(self) -> dict[str, Any]:
        return self.content

    @classmethod
    def model_validate(cls, content: dict[str, Any]) -> Part:
        return cls(content)


def test_a_report_is_looked_through_once_more() -> None:
    kept = dict.fromkeys(
        ("grade", "published", "reliability", "key", "kind", "reading", "reliability_key", "credibility_key"), "Bekova"
    )
    given = {
        **kept, "title": "Bekova", "url": "https://x.org/ann-bekova",
        "rows": [{"url": "https://x.org/1", "text": "Ann Bekova"}, "Ann"], "number": 5, "known": None,
        "own": True, "reading_list": ("Bekova",), "of": {"url": ["https://x.org/ann-bekova"]},
    }  # fmt: skip
    made = PublicReport(Masker(Index((ANN,)), KEY), PLAIN).looked_through(cast("Report", Part(given | {"key": ["Bekova"]})))
    assert cast("Part", made).content == {
        **kept, "key": ["Bekova"], "title": T, "url": None, "rows": ({"url": "https://x.org/1", "text": T}, T), "number": 5,
        "known": None, "own": True, "reading_list": (T,), "of": {"url": (None,)},
    }  # fmt: skip


def test_a_report_is_made_of_records_that_may_leave() -> None:
    person = entity("ann-bekova", "Person", "Ann Bekova", identification="named", protected=True, birth_date="1994-05-03")
    place = entity("town", "Place", "Bekova")
    said = claim("c-1", "mention", "ann-bekova", text="Ann Bekova of the town of Bekova was there.")
    gathered = Gathered(
        person, {person.id: person, place.id: place}, PLAIN.sources, {"c-1": said}, known={"c-1": Certainty.POSSIBLY}
    )
    made = Publication((ANN,), KEY).report(gathered, dt.date(2025, 3, 3), dt.date(2025, 2, 2))
    text = made.model_dump_json()
    assert "Ann" not in text
    assert "1994" not in text
    assert T in text
    assert "3 March 2025" in text
    assert "2 February 2025" in text
    assert "public; protected persons bear pseudonyms" in dict(made.facts)["Profile"]
    undated = Publication((ANN,), KEY).report(gathered, dt.date(2025, 3, 3))
    assert "February" not in undated.model_dump_json()


@dataclass
class Rows:
    """A store that gives the rows of whichever query names a word, for the ids asked for."""

    answers: dict[str, list[dict[str, Any]]]
    asked: list[int] = field(default_factory=list)

    def read(self, query: str, params: dict[str, Any] | None = None, limits: object = None) -> SimpleNamespace:
        assert limits is not None
        assert query
        (rows,) = ([rows for word, rows in self.answers.items() if word in query] or [[]])[:1]
        if params is None:
            return SimpleNamespace(rows=rows)
        self.asked.append(len(params["ids"]))
        return SimpleNamespace(rows=[row for row in rows if row.get("of", row["id"]) in params["ids"]])


def found(**answers: list[dict[str, Any]]) -> list[Protected]:
    words = {"marked": "p.protected", "claimed": "(c:Claim)", "earlier": "Version", "decided": "Decision"}
    return protected_people(cast("Store", Rows({words[name]: rows for name, rows in answers.items()})))


def marked(key: str, **properties: object) -> dict[str, Any]:
    return {"id": key, "properties": {"identification": "named", **properties}}


def claimed(key: str, name: str, value: object) -> dict[str, Any]:
    return {"id": key, "property": name, "value": value}


def test_every_name_on_record_is_protected_once() -> None:
    earlier = {
        "name": "Ann Old",
        "names": ["Ann Old", "Annie"],
        "birth_date": "1994",
        "extra": {"alias": ["The Cook"]},
        "age": 30,
    }
    (ann,) = found(
        marked=[marked("ann", name="Ann", names=["Ann", "Анна"], birth_date="1994-05-03", occupation="cook",
                       x_birthDate=["3 May"])],
        claimed=[claimed("ann", "name", "Ann B."), claimed("ann", "x_alias", "Ann"), claimed("ann", "x_hair", "red"),
                 claimed("ann", "birth_date", "1995"), claimed("bob", "name", "Bob")],
        earlier=[{"id": "ann", "content": json.dumps(earlier)},
                 {"id": "ann", "content": json.dumps({"name": "A.", "extra": None})}],
    )  # fmt: skip
    assert ann == Protected(
        "ann",
        ("Ann", "Анна", "Ann B.", "Ann Old", "Annie", "The Cook", "A."),
        "named",
        ("1994-05-03", "3 May", "1995", "1994"),
        (30,),
    )


@pytest.mark.parametrize(
    ("name", "protected"),
    [
        ("x_id", True), ("x_caption", True), ("x_firstName", True), ("x_weakAlias", True), ("x_Имя", True), ("x_фамилия", True),
        ("x_отчество", True), ("x_прозвище", True), ("name", True), ("names", True), ("x_idNumber", False), ("x_country", False),
        ("id", False), ("caption", False), ("alias", False), ("summary", False),
    ],
)  # fmt: skip
def test_which_properties_hold_names(name: str, *, protected: bool) -> None:
    (ann,) = found(marked=[marked("ann", **{name: ["A name"]})])
    assert ann.names == ("A name",) * protected


@pytest.mark.parametrize(
    ("name", "protected"),
    [("birth_date", True), ("x_birthDate", True), ("x_birth_date", True), ("x_dob", True), ("x_DOB", True), ("x_born", True),
     ("x_дата_рождения", True), ("x_deathDate", False), ("age_at", False), ("x_birthplace", False)],
)  # fmt: skip
def test_which_properties_hold_a_birth(name: str, *, protected: bool) -> None:
    (ann,) = found(marked=[marked("ann", **{name: "1994"})])
    assert ann.born == ("1994",) * protected


def test_what_is_empty_names_nobody_and_numbers_are_texts() -> None:
    (ann,) = found(marked=[marked("ann", name="", names=["", "A"], x_id=[7], birth_date=None)])
    assert (ann.names, ann.born) == (("A", "7"), ())


def decided(key: str, action: str) -> dict[str, Any]:
    return {"id": key, "action": action}


def test_who_left_the_store_is_protected_by_the_last_decision() -> None:
    decisions = [decided("zoe", "unprotect"), decided("zoe", "protect"), decided("bob", "protect"), decided("bob", "unprotect"),
                 decided("ann", "protect"), decided("eve", "protect")]  # fmt: skip
    earlier = [{"id": key, "content": json.dumps({"name": key.title(), "identification": "pseudonym"})} for key in ("zoe", "bob")]
    people = found(marked=[marked("ann", name="Ann")], decided=decisions, earlier=earlier)
    assert people == [
        Protected("ann", ("Ann",)), Protected("eve", (), "named"), Protected("zoe", ("Zoe",), "pseudonym"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "earlier", "protected_as"),
    [
        ("named", [], "named"), ("pseudonym", [], "pseudonym"), ("unnamed", [], "unnamed"),
        ("pseudonym", ["unnamed"], "pseudonym"), ("unnamed", ["pseudonym", "unnamed"], "pseudonym"),
        ("pseudonym", ["named", "unnamed"], "named"), (None, [], "named"),
    ],
)  # fmt: skip
def test_whoever_was_known_by_name_is_looked_for_by_name(now: str | None, earlier: list[str], protected_as: str) -> None:
    versions = [{"id": "ann", "content": json.dumps({"identification": one})} for one in earlier]
    (ann,) = found(marked=[{"id": "ann", "properties": {"identification": now}}], earlier=versions)
    assert ann.identification == protected_as


def test_relatives_are_asked_for_by_id_in_batches() -> None:
    people = [Protected(f"p{at:05}", ()) for at in range(20_001)]
    store = Rows(
        {"RELATIVE_OF": [{"id": "kin-1", "of": "p00000"}, {"id": "kin-2", "of": "p20000"}, {"id": "other", "of": "zoe"}]}
    )
    assert relatives(cast("Store", store), people[::-1]) == {"kin-1", "kin-2"}
    assert sum(store.asked) == len(people)
    assert len(store.asked) > 1


def test_a_publication_protects_all_of_a_store_and_their_kin() -> None:
    store = Rows({"p.protected": [marked("ann", name="Ann")], "RELATIVE_OF": [{"id": "kin-1", "of": "ann"}]})
    made = Publication.of(cast("Store", store), KEY)
    assert (made.people, made.key, made.kin) == ((Protected("ann", ("Ann",)),), KEY, {"kin-1"})
    assert "key" not in repr(made)


def test_pieces_of_a_sentence_are_masked_where_they_stand() -> None:
    section = Section(key="Bekova", title="Bekova", intro="On Ann", stated=False)
    public_report = PublicReport(Masker(Index((ANN,)), KEY), PLAIN)
    assert public_report._texts("", section.model_dump()) == section.model_dump() | {"title": T, "intro": f"On {T}", "blocks": ()}
    assert public_report._texts("", Piece(text="Ann", own=True).model_dump()) == {"text": T, "own": True}
