"""What identifies without being a name: said per person, made coarse by k, and sources that lead to a name."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export.view import GraphView, ViewClaim, ViewEdge, ViewNode, ViewSource
from graph.model import KINDS, RELATIONS
from graph.model.fields import field_spec
from graph.publish import Choices, Protected, Publication
from graph.publish.key import Key
from graph.publish.singled import alone, traits_of

KEY = Key(b"0123456789abcdef0123456789abcdef")
JOBS, TOWNS = ("cook", "guard", None), ("osh", "naryn", "oral")


def person(key: str, job: str | None = None, *, protected: bool = True) -> ViewNode:
    properties = {"occupation": job} if job else {}
    return ViewNode(id=key, kind="Person", name=f"Name {key}", protected=protected, properties=properties)


def edge(source: str, relation: str, target: str, since: str | None = None) -> ViewEdge:
    return ViewEdge(id=f"{source}|{relation}|{target}", relation=relation, source=source, target=target, since=since)


PLACES = [
    ViewNode(id="osh", kind="Place", name="Osh"),
    ViewNode(id="naryn", kind="Place", name="Naryn"),
    ViewNode(id="oral", kind="Place", name="Oral"),
    ViewNode(id="kyrgyzstan", kind="Country", name="Kyrgyzstan"),
    ViewNode(id="acme", kind="Company", name="Acme"),
    ViewNode(
        id="verdict", kind="Ruling", name="Verdict", date="2023-06-01", date_earliest="2023-06-01", date_latest="2023-06-01"
    ),
]
WITHIN = [edge("osh", "LOCATED_IN", "kyrgyzstan"), edge("naryn", "LOCATED_IN", "kyrgyzstan")]


def published(view: GraphView, k: int = 1) -> GraphView:
    people = tuple(Protected(node.id, (node.name,)) for node in view.nodes if node.protected)
    return Publication(people, KEY, choices=Choices(k)).view(view)


def test_the_model_declares_what_identifies() -> None:
    assert field_spec(KINDS["Person"], "occupation").identifies
    assert RELATIONS["BORN_IN"].identifies
    assert RELATIONS["EMPLOYED_BY"].identifies
    assert not RELATIONS["RELATIVE_OF"].identifies


def test_who_has_what_alone_is_found_in_the_smallest_combinations() -> None:
    nodes = [person("a", "cook"), person("b", "cook"), person("c", "guard"), *PLACES]
    edges = [edge("a", "BORN_IN", "osh"), edge("b", "BORN_IN", "naryn"), edge("c", "BORN_IN", "osh"), *WITHIN]
    found = alone(traits_of(GraphView(title="", nodes=nodes, edges=edges)), ["a", "b", "c"])
    assert found == {
        "a": [("born in Osh", "occupation cook")],
        "b": [("born in Naryn",)],
        "c": [("occupation guard",)],
    }


def test_days_become_years_places_countries_and_employers_their_kind() -> None:
    nodes = [person("a"), person("b"), *PLACES]
    edges = [
        edge("a", "BORN_IN", "osh"), edge("b", "BORN_IN", "naryn"), *WITHIN,
        edge("a", "EMPLOYED_BY", "acme", "2019-03-05").model_copy(update={"origins": ["acme"]}),
        edge("b", "EMPLOYED_BY", "acme", "2019-11-30"),
        edge("verdict", "CONCERNS", "a"), edge("verdict", "CONCERNS", "b"),
    ]  # fmt: skip
    made = published(GraphView(title="", nodes=nodes, edges=edges), 2)
    by_id = {node.id: node for node in made.nodes}
    ends = {(one.relation, by_id[one.target].name, one.since) for one in made.edges if one.relation in ("BORN_IN", "EMPLOYED_BY")}
    assert ends == {("BORN_IN", "Kyrgyzstan", None), ("EMPLOYED_BY", "unnamed company", "2019")}
    assert by_id["verdict"].date == "2023"
    assert not {"osh", "naryn", "acme"} & by_id.keys(), "what only led to somebody goes with it"
    assert "acme" not in made.model_dump_json().lower()


def test_free_texts_about_somebody_go_with_what_they_tell() -> None:
    nodes = [person("a").model_copy(update={"summary": "A cook from Osh."}), person("b"), *PLACES]
    claim = ViewClaim(id="c", text="Born in Osh.", property="mention", status="asserted", grade="B2", source="s", about=["a"])
    made = published(GraphView(title="", nodes=nodes, edges=[edge("a", "BORN_IN", "osh")], claims=[claim]), 2)
    assert "Osh." not in made.model_dump_json()


@st.composite
def views(draw: st.DrawFn) -> GraphView:
    nodes, edges = [], []
    for at in range(draw(st.integers(3, 9))):
        nodes.append(person(f"p{at}", draw(st.sampled_from(JOBS)), protected=draw(st.booleans())))
        for town in draw(st.lists(st.sampled_from(TOWNS), max_size=2, unique=True)):
            edges.append(edge(f"p{at}", "BORN_IN", town, draw(st.sampled_from([None, "1990-01-02", "1990-05"]))))
        if draw(st.booleans()):
            edges.append(edge(f"p{at}", "EMPLOYED_BY", "acme", draw(st.sampled_from([None, "2019-03-05", "2020"]))))
    return GraphView(title="", nodes=[*nodes, *PLACES], edges=[*edges, *WITHIN])


@settings(max_examples=60)
@given(view=views(), k=st.integers(2, 4))
def test_what_is_left_of_somebody_is_shared_by_k_persons(view: GraphView, k: int) -> None:
    made = published(view, k)
    traits = traits_of(made)
    rough = traits_of(_rough(view))
    for node in view.nodes:
        if node.protected:
            own = traits[KEY.person_id(node.id)]
            assert not own or sum(own <= other for other in rough.values()) >= k


def _rough(view: GraphView) -> GraphView:
    """The view with everybody made coarse and nothing withheld."""
    from graph.publish.coarsen import _Rough

    persons = {node.id for node in view.nodes if node.kind == "Person"}
    return _Rough(view, persons).made(persons)


def test_a_source_that_leads_to_a_name_is_withheld_when_asked() -> None:
    sources = [
        ViewSource(
            id="s1", title="Interview with Teodor Malk", url="https://example.org/1", publisher="Paper", published="2023-01-02"
        ),
        ViewSource(id="s2", title="A list", url="https://example.org/teodor-malk", published="2023"),
        ViewSource(id="s3", title="Other news", url="https://example.org/3", published="2024"),
    ]
    view = GraphView(title="", sources=sources)
    people = (Protected("w", ("Teodor Malk",)),)
    assert Publication(people, KEY).telling_sources(view) == 2
    made = Publication(people, KEY, choices=Choices(withhold_sources=True)).view(view)
    assert sorted((one.title, one.url, one.published) for one in made.sources) == [
        ("Other news", "https://example.org/3", "2024"),
        ("[source withheld]", None, None),
        ("[source withheld]", None, None),
    ]
