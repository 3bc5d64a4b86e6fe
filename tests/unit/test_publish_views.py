"""A view on its way out, field by field: what names nobody stays as it is, every name goes, and so does what identifies.

All is made up.
"""

from __future__ import annotations

import pytest

from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewConflict, ViewContested, ViewEdge, ViewNode, ViewSource
from graph.publish import Protected, Publication
from graph.publish.exchange import WITHHELD, _has_vocabulary, may_leave
from graph.publish.key import Key

KEY = Key(b"0123456789abcdef0123456789abcdef")
ANN = Protected("ann-bekova", ("Ann Bekova",), "named", ("1994-05-03",))
T, ID = KEY.pseudonym(ANN.id), KEY.person_id(ANN.id)
SOURCE, CASE, SET = (KEY.other_id(f"{key}-bekova") for key in ("src", "case", "set"))


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a field may do is worked out once in a process, and a mutant is born into one that has."""
    may_leave.cache_clear()
    _has_vocabulary.cache_clear()


def node(key: str = "case-1", kind: str = "LegalCase", name: str = "A case", **values: object) -> ViewNode:
    return ViewNode(id=key, kind=kind, name=name, **{"names": [name], **values})  # type: ignore[arg-type]  # fields by name


def edge(source: str, relation: str, target: str, **values: object) -> ViewEdge:
    basis = {"id": f"{source}|{relation}|{target}", "relation": relation, "source": source, "target": target}
    return ViewEdge(**{**basis, **values})  # type: ignore[arg-type]  # fields by name


def claim(key: str, prop: str, *about: str, **values: object) -> ViewClaim:
    basis = {"id": key, "text": "It says so.", "property": prop, "status": "asserted", "grade": "B2", "source": "src-1"}
    return ViewClaim(**{**basis, "about": list(about), **values})  # type: ignore[arg-type]  # fields by name


def view(**parts: object) -> GraphView:
    return GraphView(**{"title": "A view", **parts})  # type: ignore[arg-type]  # fields by name


def public(given: GraphView, *people: Protected) -> GraphView:
    return Publication(people or (ANN,), KEY).view(given)


CONTESTED = ViewContested(
    field="opened", value="2022", stance="supports", grade="C3", sources=["src-1"], origins=["org-1"], claims=["c-5"]
)
FULL = view(
    description="One case", query="--around 'A case'", as_of="2025-01-01", known_at="2025-02-02", generated="2025-03-03",
    version="1.2",
    nodes=[
        node(names=["A case", "The same case"], summary="It was heard.", datasets=["set-1"], sources=["src-1"],
             properties={"opened": "2023", "x_list": ["one", "two"], "certainty": "possibly"}, contested=[CONTESTED]),
        node("org-1", "Organization", "A firm"),
        node("ruling-1", "Ruling", "A ruling", date="2023-05", date_earliest="2023-05-01", date_latest="2023-05-31",
             properties={"ruling": "conviction", "sentence_months": 72}),
    ],
    edges=[
        edge("org-1", "PARTY_TO", "case-1", status="alleged", grade="C3", since="2023", until="2024", since_earliest="2023-01-01",
             since_latest="2023-12-31", until_earliest="2024-01-01", until_latest="2024-12-31", sources=["src-1"],
             origins=["org-1", "src-1"], standing="disputed", disputed_grade="A1", disputed_sources=["src-2"],
             disputed_origins=["src-2"], properties={"role": "witness", "certainty": "possibly"},
             contested=[CONTESTED.model_copy(update={"field": "since", "value": "2022"}),
                        CONTESTED.model_copy(update={"field": "until", "value": "2025"}),
                        CONTESTED.model_copy(update={"field": "role", "value": "accused"})]),
        edge("ruling-1", "CONCERNS", "org-1"),
    ],
    claims=[
        claim("c-1", "PARTY_TO", "org-1", "case-1", relation="org-1|PARTY_TO|case-1", since="2023", until="2024",
              origin="org-1", attributed_to=["org-1", "A ministry"], credibility=2, reliability="B", recorded_at="2025-01-01",
              language="en", locator_start=5, locator_end=9),
        claim("c-2", "opened", "case-1", value="2023", row=3, column="Opened"),
        claim("c-3", "metric", "case-1", metric="cases", scope="the north", value=3, bound="about", unit="persons", as_of="2025"),
        claim("c-4", "metric", "case-1", metric="cases", scope="the north", value=2.5, bound="exactly"),
        claim("c-5", "mention", "org-1"),
    ],
    sources=[
        ViewSource(id="src-1", title="A paper", url="https://example.org/1", publisher="A house", published="2024", language="en",
                   reliability="B"),
        ViewSource(id="src-2", title="Another"),
    ],
    conflicts=[ViewConflict(finding="conflict", measure="cases", scope="the north", one="c-3", other="c-4", why="3 and 2.5"),
               ViewConflict(finding="conflict", measure="opened", scope="case-1", one="c-1", other="c-2", why="so")],
    kinds=[LegendEntry(key="LegalCase", label="case", count=1, colour="#C9A800", shape="diamond")],
    relations=[LegendEntry(key="CONCERNS", label="concerns", count=1), LegendEntry(key="PARTY_TO", label="party to", count=1),
               LegendEntry(key="possibly", label="possibly", count=0)],
)  # fmt: skip


@pytest.mark.parametrize("people", [(ANN,), (Protected("nobody-here", ()),)])
def test_what_names_nobody_leaves_as_it_is(people: tuple[Protected, ...]) -> None:
    assert public(FULL, *people) == FULL.model_copy(update={"profile": "public"})


def test_every_text_leaves_without_the_name() -> None:
    named = FULL.model_validate_json(
        FULL.model_dump_json()
        .replace("A case", "Ann Bekova’s case").replace("The same case", "Bekova’s case").replace("It was heard.", "Ann spoke.")
        .replace("One case", "Ann Bekova").replace('"A view"', '"Bekova"').replace("witness", "witness for Bekova")
        .replace("A paper", "Ann Bekova speaks").replace("A house", "Bekova Press").replace("the north", "cases like Ann’s")
        .replace("3 and 2.5", "Bekova 3, 2.5").replace("accused", "as Bekova says").replace('"A ministry"', '"Ann Bekova"')
        .replace("set-1", "set-bekova").replace('"src-1"', '"src-bekova"').replace("https://example.org/1", "https://x.org/ann-bekova")
    )  # fmt: skip
    made = public(named)
    nodes, sources = {one.id: one for one in made.nodes}, {one.id: one for one in made.sources}
    assert (made.title, made.description, made.query) == (T, T, f"--around '{T}’s case'")
    assert nodes["case-1"].names == [f"{T}’s case"]  # two names are one when both are hers
    assert (nodes["case-1"].name, nodes["case-1"].summary, nodes["case-1"].datasets) == (f"{T}’s case", f"{T} spoke.", [SET])
    assert (nodes["case-1"].sources, nodes["case-1"].contested[0].sources) == ([SOURCE], [SOURCE])
    party = made.edges[0]
    assert (party.sources, party.origins, party.properties["role"]) == ([SOURCE], ["org-1", SOURCE], f"witness for {T}")
    assert party.contested[2].value == f"as {T} says"
    assert sources[SOURCE].model_dump() == FULL.sources[0].model_dump() | {
        "id": SOURCE, "title": f"{T} speaks", "publisher": f"{T} Press", "url": None,
    }  # fmt: skip
    assert {one.scope for one in made.claims if one.metric} == {f"cases like {T}’s"}
    assert [(one.measure, one.scope, one.why) for one in made.conflicts] == [
        ("cases", f"cases like {T}’s", f"{T} 3, 2.5"), ("opened", "case-1", "so"),
    ]  # fmt: skip
    said = next(one for one in made.claims if one.property == "PARTY_TO")
    assert (said.attributed_to, said.source, said.locator_start) == (["org-1", T], SOURCE, None)
    assert {one.one for one in made.conflicts} <= {one.id for one in made.claims}
    assert "ekova" not in made.model_dump_json()


PERSON = node(
    ANN.id, "Person", "Ann Bekova", protected=True, summary="Ann Bekova, a cook, born in 1994.", names=["Ann Bekova", "Ann"],
    properties={"birth_date": "1994-05-03", "age": 30, "identification": "named", "occupation": "cook at Bekova’s",
                "x_id": ["7"]},
    contested=[CONTESTED.model_copy(update={"field": field, "value": value, "claims": ["c-1"]})
               for field, value in (("age", 29), ("occupation", "cook for Bekova"))],
)  # fmt: skip
SAID = claim("c-1", "occupation", ANN.id, value="cook for Bekova")


def test_of_a_protected_person_only_what_identifies_nobody_leaves() -> None:
    (made,) = public(view(nodes=[PERSON], claims=[SAID])).nodes
    assert (made.id, made.kind, made.name, made.names, made.protected) == (ID, "Person", T, [T], True)
    assert made.summary == f"{T}, a cook, born in [date withheld]."
    assert made.properties == {"identification": "pseudonym", "occupation": f"cook at {T}’s"}
    assert [(one.field, one.value) for one in made.contested] == [("occupation", f"cook for {T}")]


def test_another_person_keeps_what_would_identify() -> None:
    bob = node("bob", "Person", "Bob Marsh", properties={"birth_date": "1990", "identification": "named", "x_id": ["7"]})
    assert public(view(nodes=[bob])).nodes == [bob]


@pytest.mark.parametrize(
    ("prop", "leaves"),
    [("occupation", True), ("mention", True), ("name", False), ("birth_date", False), ("age", False), ("x_id", False)],
)
def test_a_claim_on_what_may_not_leave_stays_in(prop: str, *, leaves: bool) -> None:
    made = public(view(nodes=[PERSON, node("bob", "Person", "Bob Marsh")], claims=[claim("c-1", prop, ANN.id, value="x")]))
    assert [one.property for one in made.claims] == [prop] * leaves
    others = public(view(nodes=[node("bob", "Person", "Bob Marsh")], claims=[claim("c-1", prop, "bob", value="x")]))
    assert [one.id for one in others.claims] == ["c-1"]


def test_a_claim_on_a_field_that_nobody_knows_stays_in() -> None:
    closed = [
        claim("c-1", "passport", "bob", value="7"),
        claim("c-2", "opened", "bob", value="2020"),
        claim("c-3", "opened", value="x"),
    ]
    assert public(view(nodes=[node("bob", "Person", "Bob Marsh")], claims=closed)).claims == []


def test_a_claim_about_a_protected_person_has_no_place_and_another_id() -> None:
    given = claim("c-1", "occupation", ANN.id, value="cook for Bekova", locator_start=1, locator_end=2, row=3, column="Job",
                  unit="meals of Bekova", origin="ann-bekova", since="2020", until="2021")  # fmt: skip
    (made,) = public(view(nodes=[PERSON], claims=[given])).claims
    assert made.id == KEY.other_id("c-1")
    assert (made.locator_start, made.locator_end, made.row, made.column) == (None, None, None, None)
    assert (made.value, made.unit, made.about, made.origin) == (f"cook for {T}", f"meals of {T}", [ID], ID)
    assert (made.since, made.until) == ("2020", "2021")


@pytest.mark.parametrize(
    "touching",
    [
        {"about": [ANN.id]}, {"attributed_to": [ANN.id]}, {"origin": ANN.id}, {"relation": "org-1|PARTY_TO|ann-bekova"},
        {"text": "Bekova says so."}, {"scope": "of Bekova"}, {"value": "Bekova"}, {"attributed_to": ["Ann Bekova"]},
    ],
)  # fmt: skip
def test_a_claim_that_touches_her_has_no_place(touching: dict[str, object]) -> None:
    given = claim("c-1", "mention", "org-1", locator_start=1, locator_end=2, row=3).model_copy(update=touching)
    (made,) = public(view(nodes=[node("org-1", "Organization", "A firm")], claims=[given])).claims
    assert (made.id, made.locator_start, made.row) == (KEY.other_id("c-1"), None, None)


def test_dates_that_identify_stay_in_and_others_leave() -> None:
    dated = {"since": "1994", "until": "1995", "since_earliest": "1994-01-01", "since_latest": "1994-12-31",
             "until_earliest": "1995-01-01", "until_latest": "1995-12-31"}  # fmt: skip
    contested = [CONTESTED.model_copy(update={"field": "since", "value": "1993", "claims": ["c-1"]})]
    town = node("town", "Place", "A town")
    for relation, key, leave in (("BORN_IN", ANN.id, False), ("BORN_IN", "bob", True), ("RESIDENT_OF", ANN.id, True)):
        pair = f"{key}|{relation}|town"
        given = view(
            nodes=[PERSON, node("bob", "Person", "Bob Marsh"), town],
            edges=[edge(key, relation, "town", contested=contested, **dated)],
            claims=[claim("c-1", relation, key, "town", relation=pair, since="1994", until="1995")],
        )  # fmt: skip
        made = public(given)
        found, said = made.edges[0], made.claims[0]
        assert {name: getattr(found, name) for name in dated} == (dated if leave else dict.fromkeys(dated))
        assert len(found.contested) == leave
        assert (said.since, said.until) == (("1994", "1995") if leave else (None, None))
        assert found.id == said.relation == pair.replace(ANN.id, ID)


def test_what_would_tie_her_to_somebody_with_a_name_stays_in() -> None:
    guess = edge(ANN.id, "POSSIBLY_SAME_AS", "bob", id="ann-bekova|POSSIBLY_SAME_AS|bob")
    bob = node("bob", "Person", "Bob Marsh")
    given = view(
        nodes=[PERSON, bob, node("eve", "Person", "Eve Lark")], edges=[guess, edge("bob", "POSSIBLY_SAME_AS", "eve")],
        claims=[claim("c-1", "POSSIBLY_SAME_AS", ANN.id, "bob", relation=guess.id),
                claim("c-2", "POSSIBLY_SAME_AS", "bob", "eve", relation="bob|POSSIBLY_SAME_AS|eve"),
                claim("c-3", "mention", "bob")],
        conflicts=[ViewConflict(finding="conflict", measure="x", scope="y", one="c-1", other="c-3", why="z"),
                   ViewConflict(finding="conflict", measure="x", scope="y", one="c-2", other="c-3", why="z")],
        relations=[LegendEntry(key="POSSIBLY_SAME_AS", label="possibly", count=2),
                   LegendEntry(key="OWNS", label="owns", count=1)],
    )  # fmt: skip
    made = public(given)
    assert [one.id for one in made.edges] == ["bob|POSSIBLY_SAME_AS|eve"]
    assert [one.id for one in made.claims] == ["c-2", "c-3"]
    assert [one.one for one in made.conflicts] == ["c-2"]
    assert [(one.key, one.count) for one in made.relations] == [("POSSIBLY_SAME_AS", 1)]


def test_two_protected_persons_may_be_said_to_be_one() -> None:
    guess = edge(ANN.id, "POSSIBLY_SAME_AS", "witness-2")
    other = Protected("witness-2", ("Witness Two",), "pseudonym")
    given = view(nodes=[PERSON, node("witness-2", "Person", "Witness Two", protected=True)], edges=[guess])
    assert [one.relation for one in public(given, ANN, other).edges] == ["POSSIBLY_SAME_AS"]


def test_an_amount_in_the_id_of_a_relation_leaves_of_others_alone() -> None:
    paid = [edge(key, "PAID", "org-1", id=f"{key}|PAID|org-1|2020|500 USD") for key in (ANN.id, "bob")]
    nodes = [PERSON, node("bob", "Person", "Bob Marsh"), node("org-1", "Organization", "A firm")]
    made = public(view(nodes=nodes, edges=paid)).edges
    assert sorted(one.id for one in made) == [
        "bob|PAID|org-1|2020|500 USD", f"{ID}|PAID|org-1|{KEY.other_id(paid[0].id)}",
    ]  # fmt: skip


def test_texts_do_not_tell_a_property_that_may_not_leave() -> None:
    """A relation's property that its class does not mark is not in the view, and no claim of it is quoted."""
    secret = edge("bob", "PARTY_TO", "case-1", properties={"passport": "7", "role": "witness", "certainty": "possibly"})
    plain = edge("org-1", "PARTY_TO", "case-1", properties={"role": "witness", "certainty": "possibly", "x_note": ["7"]})
    claims = [claim(f"c-{at}", "PARTY_TO", one.source, "case-1", relation=one.id, text="With passport 7.") for at, one in
              enumerate((secret, plain))]  # fmt: skip
    made = public(view(nodes=[node(), node("bob", "Person", "Bob Marsh"), node("org-1", "Organization", "A firm")],
                       edges=[secret, plain], claims=claims))  # fmt: skip
    assert [one.properties for one in made.edges] == [{"role": "witness", "certainty": "possibly"}, plain.properties]
    assert [one.text for one in made.claims] == [WITHHELD, "With passport 7."]


def test_whom_a_claim_is_about_settles_who_is_meant_by_a_shared_name() -> None:
    twins = (Protected("one", ("Ann Sarova",)), Protected("two", ("Eva Sarova",)))
    contested = CONTESTED.model_copy(update={"field": "motive", "value": "Sarova’s duty", "claims": ["c-1"]})
    eve = node("two", "Person", "Eva Sarova", protected=True, contested=[contested],
               properties={"motive": "Sarova’s", "occupation": {"of": ["Sarova"]}})  # fmt: skip
    said = claim("c-1", "motive", "two", text="Sarova left.", scope="of Sarova", value="Sarova’s wish")
    made = public(view(nodes=[eve], claims=[said]), *twins)
    name = KEY.pseudonym("two")
    assert (made.claims[0].text, made.claims[0].scope, made.claims[0].value) == (f"{name} left.", f"of {name}", f"{name}’s wish")
    assert made.nodes[0].properties == {"motive": f"{name}’s", "occupation": {"of": [name]}}
    assert made.nodes[0].contested[0].value == f"{name}’s duty"


def test_words_of_the_product_stay_also_where_somebody_is_called_so() -> None:
    somebody = Protected("p-1", ("Acquittal Marsh",))
    contested = CONTESTED.model_copy(update={"field": "ruling", "value": "acquittal", "claims": ["c-1"]})
    ruling = node("ruling-1", "Ruling", "A ruling", contested=[contested],
                  properties={"ruling": "acquittal", "restriction": "acquittal"})  # fmt: skip
    said = [claim("c-1", "ruling", "ruling-1", value="acquittal"), claim("c-2", "restriction", "ruling-1", value="acquittal")]
    made = public(view(nodes=[ruling], claims=said), somebody)
    name = KEY.pseudonym("p-1")
    assert made.nodes[0].properties == {"ruling": "acquittal", "restriction": name}
    assert [one.value for one in made.nodes[0].contested] == ["acquittal"]
    assert {one.property: one.value for one in made.claims} == {"ruling": "acquittal", "restriction": name}


def test_what_is_about_somebody_elsewhere_leaves_too() -> None:
    figure = claim("c-1", "metric", "elsewhere", metric="cases", value="many")
    odd = claim("c-2", "mention", "elsewhere", relation="r-1")
    guess = claim("c-3", "POSSIBLY_SAME_AS", ANN.id, "bob", relation="ann-bekova|POSSIBLY_SAME_AS|bob")
    assert public(view(claims=[figure, odd, guess])).claims == [figure, odd]


def test_a_conflict_is_about_the_id_under_which_its_entity_leaves() -> None:
    claims = [claim(f"c-{at}", "opened", "case-bekova", value=f"202{at}") for at in (1, 2)]
    conflict = ViewConflict(finding="conflict", measure="opened", scope="case-bekova", one="c-1", other="c-2", why="so")
    made = public(view(nodes=[node("case-bekova")], claims=claims, conflicts=[conflict]))
    assert [one.scope for one in made.conflicts] == [made.nodes[0].id] == [CASE]


def test_parts_stand_in_the_order_of_the_ids_under_which_they_leave() -> None:
    nodes = [PERSON, *(node(key, "Organization", "A firm") for key in ("a-1", "q-1", "z-1"))]
    edges = [edge(ANN.id, "PARTY_TO", key) for key in ("a-1", "q-1", "z-1")] + [edge("q-1", "PARTY_TO", "a-1")]
    claims = [claim(f"c-{at}", "mention", one.id) for at, one in enumerate(nodes)]
    sources = [ViewSource(id=key, title="A paper") for key in ("a-bekova", "m-1", "z-bekova")]
    made = public(view(nodes=nodes, edges=edges, claims=claims, sources=sources))
    for part in (made.nodes, made.edges, made.claims, made.sources):
        keys = [one.id for one in part]
        assert keys == sorted(keys)
    origins = edge("a-1", "PARTY_TO", "q-1", origins=["a-1", ANN.id, "z-1"], sources=["a-bekova", "z-bekova"])
    (found,) = public(view(nodes=nodes, edges=[origins], sources=sources)).edges
    assert found.origins == sorted(["a-1", ID, "z-1"])
    assert found.sources == sorted(found.sources)


def test_kinds_and_relations_that_nobody_knows_leave_closed() -> None:
    made = public(view(nodes=[node("v-1", "Vessel2", "A ship", properties={"flag": "x"}, date="2020"), node()],
                       edges=[edge("v-1", "SAILED", "case-1", properties={"crew": 3}, since="2020")]))  # fmt: skip
    ship = next(one for one in made.nodes if one.id == "v-1")
    assert (ship.properties, ship.date, made.edges[0].properties, made.edges[0].since) == ({}, None, {}, "2020")


def test_a_value_is_exchanged_wherever_it_stands() -> None:
    law = node(
        "law-1", "Law", "A law", properties={"jurisdiction": "land-bekova", "code": "The Bekova code", "penalty_life": True}
    )
    case = node(properties={"x_of": ["Bekova", "others"], "x_bekova": ["1"], "reference": ANN.id, "opened": "2020"})
    made = {one.id: one.properties for one in public(view(nodes=[law, case, PERSON])).nodes}
    assert made["law-1"] == {"jurisdiction": KEY.other_id("land-bekova"), "code": f"The {T} code", "penalty_life": True}
    assert made["case-1"]["x_of"] == [T, "others"]
    assert made["case-1"]["reference"] == ID
    assert "x_bekova" not in made["case-1"]
