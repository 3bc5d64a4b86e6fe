"""What holds for every public view, whatever its names and texts: no byte of any format tells who is protected."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.export.formats.csv import render_tables
from graph.export.formats.dot import render_dot
from graph.export.formats.gexf import render_gexf
from graph.export.formats.graphml import render_graphml
from graph.export.formats.html import render_html
from graph.export.formats.json import read_json, render_json
from graph.export.formats.mermaid import render_mermaid
from graph.export.formats.svg import render_svg
from graph.export.legend import kind_legend, relation_legend
from graph.export.view import GraphView, ViewClaim, ViewConflict, ViewEdge, ViewNode, ViewSource
from graph.model import relation_id
from graph.publish import Protected, Publication
from graph.publish.key import Key
from tests.leaks import leaks, wanted

KEY = Key(b"0123456789abcdef0123456789abcdef")
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SYLLABLES = (
    ("qua", "zhu", "bek", "rov", "shin", "ogl", "tyr", "vask", "ümi", "çel"),
    ("мах", "жан", "бек", "ров", "шин", "улу", "тыр", "щук", "кызб", "ёл"),
    ("عبد", "كريم", "حسن", "نور", "طاه"),
    ("გია", "ნინო", "ზურ", "მაკ", "ვილ"),
)
TEMPLATES = (
    "{} was tried.", "Дело {}: приговор", "({})", "“{}”", "before{}after", "{}’s car", "x={};", "https://x.org/{}?q={}",
    "\t{}\n{}", "<b>{}</b>", "a, {}, b and {}", "#{}",
)  # fmt: skip
PROPERTIES = ("mention", "name", "birth_date", "metric")
KINDS = ("Person", "LegalCase", "Ruling", "Organization", "Place")


@st.composite
def words(draw: st.DrawFn) -> str:
    """A word of two or three syllables of one script, with a capital where there are any."""
    script = draw(st.sampled_from(SYLLABLES))
    return "".join(draw(st.lists(st.sampled_from(script), min_size=2, max_size=3))).capitalize()


@st.composite
def names(draw: st.DrawFn) -> str:
    """A name of one to three words, joined as names are, or with signs that formats escape."""
    return draw(st.sampled_from([" ", " ", "-", " \u201cX\u201d ", " & ", "\u00a0"])).join(
        draw(st.lists(words(), min_size=1, max_size=3))
    )


@st.composite
def people(draw: st.DrawFn) -> list[Protected]:
    """One to four protected persons; some ids are made of a name."""
    found = []
    for at in range(draw(st.integers(1, 4))):
        called = tuple(draw(st.lists(names(), min_size=1, max_size=3, unique=True)))
        key = draw(st.sampled_from([f"witness-of-{at}", f"zhurov-bek-{at}"]))
        found.append(Protected(key, called, draw(st.sampled_from(["named", "named", "pseudonym", "unnamed"])), ("1994-05-03",)))
    return found


@st.composite
def told(draw: st.DrawFn, protected: list[Protected]) -> str:
    """A text that names somebody, in one of many ways."""
    person = draw(st.sampled_from(protected))
    name = draw(st.sampled_from([*person.names, person.id]))
    case = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    return draw(st.sampled_from(TEMPLATES)).replace("{}", case(name))


@st.composite
def views(draw: st.DrawFn) -> tuple[GraphView, list[Protected]]:
    """A view that names protected persons in every field that holds text or ids."""
    protected = draw(people())
    text = told(protected)
    nodes = [
        ViewNode(id=one.id, kind="Person", name=one.names[0], names=list(one.names), summary=draw(text), protected=True,
                 datasets=[f"set-{one.id}"], properties={"identification": one.identification, "birth_date": "1994-05-03",
                                                        "motive": draw(text), "age": 28, "list": [draw(text)]})
        for one in protected
    ]  # fmt: skip
    for at in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from([f"thing-{at}", f"{protected[0].id}-case-{at}"]))
        own = {draw(text): draw(text), "nested": {"a": [draw(text)]}}
        kind = draw(st.sampled_from(KINDS[1:]))
        nodes.append(
            ViewNode(id=key, kind=kind, name=draw(text), names=[draw(text)], summary=draw(text), sources=["s1"], properties=own)
        )
    nodes.sort(key=lambda node: node.id)
    ids = st.sampled_from([node.id for node in nodes])
    edges = {}
    for _ in range(draw(st.integers(0, 6))):
        one, other, kind = (
            draw(ids),
            draw(ids),
            draw(st.sampled_from(["DEFENDANT_IN", "RELATIVE_OF", "POSSIBLY_SAME_AS", "BORN_IN"])),
        )
        key = relation_id(one, kind, other)
        edges[key] = ViewEdge(id=key, relation=kind, source=one, target=other, since="1994-05-03", sources=["s1"], origins=[one],
                              properties={"role": draw(text), "reasons_for": [draw(text)]})  # fmt: skip
    claims = [
        ViewClaim(id=f"c-{protected[0].id}-{at}", text=draw(text), property=draw(st.sampled_from(PROPERTIES)),
                  status="asserted", grade="B2", source="s1", origin=draw(ids | text), about=[draw(ids)], value=draw(text),
                  attributed_to=[draw(ids | text)], metric=f"of-{protected[0].id}", scope=draw(text), unit=draw(text),
                  relation=draw(st.sampled_from([None, *edges])), locator_start=1, locator_end=2)
        for at in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    sources = [ViewSource(id="s1", title=draw(text), url=f"https://x.org/{draw(text)}", publisher=draw(text))]
    conflicts = [ViewConflict(finding="conflict", measure=draw(text), scope=draw(ids | text), one=claims[0].id,
                              other=claims[-1].id, why=draw(text)) for _ in claims[:1]]  # fmt: skip
    listed = sorted(edges.values(), key=lambda edge: edge.id)
    view = GraphView(title=draw(text), description=draw(text), query=draw(text), generated="2026-11-22",
                     nodes=nodes, edges=listed, claims=claims, sources=sources, conflicts=conflicts,
                     kinds=kind_legend(nodes), relations=relation_legend(listed))  # fmt: skip
    return view, protected


def written(view: GraphView) -> dict[str, str]:
    """The view in every text format; a PNG is drawn from the SVG."""
    renderers = {"json": render_json, "gexf": render_gexf, "graphml": render_graphml, "dot": render_dot,
                 "mermaid": render_mermaid, "svg": render_svg, "html": render_html}  # fmt: skip
    return {name: render(view) for name, render in renderers.items()} | render_tables(view)


@FEW
@given(made=views())
def test_no_format_of_a_public_view_names_anybody(made: tuple[GraphView, list[Protected]]) -> None:
    view, protected = made
    public = Publication(tuple(protected), KEY).view(view)
    names = wanted(protected)
    found = {name: leaks(text.encode(), names) for name, text in written(public).items()}
    assert {name: leaked for name, leaked in found.items() if leaked} == {}


@FEW
@given(made=views())
def test_a_public_view_holds_together(made: tuple[GraphView, list[Protected]]) -> None:
    view, protected = made
    publication = Publication(tuple(protected), KEY)
    public = publication.view(view)
    nodes = {node.id for node in public.nodes}
    assert len(nodes) == len(view.nodes)
    assert all({edge.source, edge.target} <= nodes for edge in public.edges)
    assert len({edge.id for edge in public.edges}) == len(public.edges)
    claims = {claim.id for claim in public.claims}
    assert len(claims) == len(public.claims)
    assert all({one.one, one.other} <= claims for one in public.conflicts)
    assert {edge.id for edge in public.edges} >= {claim.relation for claim in public.claims if claim.relation}
    assert {one.id for one in protected if KEY.person_id(one.id) not in nodes} == set()
    assert publication.view(view) == public
    assert read_json(render_json(public)) == public
