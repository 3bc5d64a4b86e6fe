"""The publication profile by its parts: which words of a text go, which stay, what the key does, what a view keeps."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.export.view import GraphView, ViewClaim, ViewEdge, ViewNode, ViewSource
from graph.publish import Protected, Publication, load_key
from graph.publish.index import Index
from graph.publish.key import Key, own_place
from graph.publish.mask import WITHHELD, Masker, Others

KEY = Key(b"0123456789abcdef0123456789abcdef")
TEMIR = Protected("temir-baizak", ("Temirlan Baizakov", "Темирлан Байзаков", "Baizakov T. uulu"), "named", ("1994-05-03",))
MARIA = Protected("maria-o", ("Мария Орлова", "Maria Orlova"), "named")
G = Protected("g-the-diplomat", ("G",), "pseudonym")
AT = Protected("a-t", ("A.T.",), "pseudonym")
MAN = Protected("man-28", ("Uzbek man, aged 28",), "unnamed")
WANG = Protected("wang", ("王伟",), "named")
SULTAN = Protected("sultan", ("Sa\u2019dulla O\u2018ktam",), "named")
PEOPLE = (TEMIR, MARIA, G, AT, MAN, WANG, SULTAN)
FREE = ("Vladimir Putin", "Maria Zakharova", "Askar Temirov")
MASKER = Masker(Index(PEOPLE), KEY, Others(FREE, ("Baizak village",)))
P = {person.id: KEY.pseudonym(person.id) for person in PEOPLE}
T, M = P["temir-baizak"], P["maria-o"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Temirlan Baizakov was tried.", f"{T} was tried."),
        ("Baizakov Temirlan", T),
        ("BAIZAKOV, temirlan", T),
        ("Baizakov's lawyer; Temirlan’s hope", f"{T}'s lawyer; {T}’s hope"),
        ("Суд над Байзаковым и Темирланом Байзаковым", f"Суд над {T} и {T}"),
        ("Байзакову, Байзакове; Темирлану", f"{T}; {T}"),
        ("Темирланның ісі, Темирланга", f"{T} ісі, {T}"),
        ("Baisakov, Bayzakov; Bajzakov; Baïzakov", f"{T}; {T}; {T}"),
        ("T. Baizakov; Baizakov T.; T.B.; Т. Б.", f"{T}; {T}; {T}; {T}"),
        ("#TemirlanBaizakov @baizakov_t https://x.org/temirlan-baizakov/1", f"#{T} @{T}_t https://x.org/{T}/1"),
        ("Bai\u00adzakov Bai\u200bzakov Ба\u0301йзаков", T),
        ("xbaizakov t. uuluy", f"x{T}y"),
        ("see temir-baizak", f"see {T}"),
        ("Мария Орлова, Марии Орловой, Марию, Марией", f"{M}, {M}, {M}"),
        ("Maria Zakharova and Maria Orlova", f"Maria Zakharova and {M}"),
        ("Maria said", f"{WITHHELD} said"),
        ("Askar Temirov from Baizak village", "Askar Temirov from Baizak village"),
        ("G came; G's car; “G”; the G", f"{P['g-the-diplomat']} came; {P['g-the-diplomat']}'s car; “{P['g-the-diplomat']}”; "
         f"the {P['g-the-diplomat']}"),
        ("g is small, GG and G20 are others", "g is small, GG and G20 are others"),
        ("A.T. and A. T.; a t-shirt", f"{P['a-t']} and {P['a-t']}; a t-shirt"),
        ("The Uzbek man, aged 28, and an Uzbek man aged 29", f"The {P['man-28']}, and an Uzbek man aged 29"),
        ("法院判处王伟有罪", f"法院判处{P['wang']}有罪"),
        ("O'ktam Sa'dulla; Oktam", f"{P['sultan']}; {P['sultan']}"),
        ("Wagner Group, Vladimir Putin", "Wagner Group, Vladimir Putin"),
        ("on 3 May 1994, 03.05.1994, May 3rd, 1994, 1994-05-03, 3 мая 1994", "on " + ", ".join(["[date withheld]"] * 5)),
        ("13 May 1994; 3 May 1995; 1994", "13 May 1994; 3 May 1995; 1994"),
        ("", ""),
    ],
)  # fmt: skip
def test_names_go_and_the_rest_stays(text: str, masked: str) -> None:
    assert MASKER.text(text) == masked


def test_whom_a_text_is_about_settles_who_is_meant() -> None:
    twins = [Protected("one", ("Ann Sarova",)), Protected("two", ("Eva Sarova",))]
    masker = Masker(Index(twins), KEY)
    assert masker.text("Sarova left") == f"{WITHHELD} left"
    assert masker.text("Sarova left", frozenset({"two"})) == f"{KEY.pseudonym('two')} left"
    assert masker.text("Eva Sarova left") == f"{KEY.pseudonym('two')} left"


@pytest.mark.parametrize("free", ["Ivan Petrov", "Petrov Ivan", "Ivan Sergeyevich Petrov"])
def test_a_namesake_in_full_keeps_nobody_clear(free: str) -> None:
    masker = Masker(Index([Protected("p", ("Ivan Sergeyevich Petrov",))]), KEY, Others([free]))
    assert masker.text(f"{free} left") == f"{WITHHELD} left"
    assert masker.text(f"{free} left", frozenset({"p"})) == f"{KEY.pseudonym('p')} left"
    assert masker.text("Ivan Sergeyevich Petrov, not Petrov")[:6] in ("Person", WITHHELD[:6])


def test_the_year_of_birth_goes_where_birth_is_told() -> None:
    about = frozenset({TEMIR.id})
    assert MASKER.text("He was born in 1994.", about) == "He was born in [date withheld]."
    assert MASKER.text("He came in 1994.", about) == "He came in 1994."
    assert MASKER.text("Родился в 1994", about) == "Родился в [date withheld]"


@pytest.mark.parametrize("letter", ["A", "И"])
def test_a_letter_that_is_a_word_goes_where_it_is_a_name(letter: str) -> None:
    masker = Masker(Index([Protected("x1", (letter,), "pseudonym")]), KEY)
    name = KEY.pseudonym("x1")
    assert masker.text(f"{letter} man met “{letter}” and {letter}. there") == f"{letter} man met “{name}” and {name} there"
    assert masker.text(f"{letter} was tried", frozenset({"x1"})) == f"{name} was tried"


@pytest.mark.parametrize(
    "key", ["baizakov-case", "case-of-temirlan", "src-maria-orlova", "case-g", "file.a-t.2", "temirlanbaizakov", "man-28-trial"]
)
def test_an_id_that_tells_a_name_is_another(key: str) -> None:
    assert MASKER.id(key) == KEY.other_id(key)
    assert key not in MASKER.id(key)


def test_other_ids_stay() -> None:
    for key in ("wagner-group", "kazakhstan", "askar-temirov", "case-1"):
        assert MASKER.id(key) == key
    assert MASKER.id("maria-o") == KEY.person_id("maria-o")


def test_pseudonyms_are_stable_and_hang_on_the_key() -> None:
    other = Key(b"another secret of sixteen or more")
    assert KEY.pseudonym("a") == Key(b"0123456789abcdef0123456789abcdef").pseudonym("a")
    assert len({KEY.pseudonym("a"), KEY.pseudonym("b"), other.pseudonym("a")}) == 3
    assert KEY.person_id("a") == KEY.pseudonym("a").lower().replace(" ", "-", 1).replace("-", "", 2).replace("person", "person-")
    assert "0123" not in repr(KEY)
    assert len({KEY.letters("person", str(at)) for at in range(5000)}) == 5000


def test_a_key_is_made_once_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    key, made = load_key()
    assert made == own_place()
    assert made.is_relative_to(tmp_path)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert len(made.read_text().strip()) == 64
    again, none = load_key()
    assert none is None
    assert again.pseudonym("a") == key.pseudonym("a")
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert load_key(made)[0].pseudonym("a") == key.pseudonym("a")


@pytest.mark.parametrize("content", [None, b"", b"short\n"])
def test_a_key_that_is_none_is_refused(tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "key"
    if content is not None:
        place.write_bytes(content)
        place.chmod(0o600)
    with pytest.raises(UsageError) as told:
        load_key(place)
    assert told.value.hint
    assert "short\n" not in str(told.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_can_read_is_refused_with_the_way_out(tmp_path: Path, mode: int) -> None:
    place = tmp_path / "key"
    place.write_bytes(b"0123456789abcdef0123456789abcdef")
    place.chmod(mode)
    with pytest.raises(UsageError, match="others can read the key") as told:
        load_key(place)
    assert told.value.hint is not None
    assert f"chmod 600 {place}" in told.value.hint
    place.chmod(0o400)
    assert load_key(place)[1] is None


def test_a_place_that_is_no_folder_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(UsageError, match="cannot be made"):
        load_key()


def small() -> GraphView:
    """A protected person with a date of birth, a kin, a namesake, a hypothesis, and claims of every sort."""
    nodes = [
        ViewNode(id="baizak-kin", kind="Person", name="Anvar Baizakov"),
        ViewNode(id="case-1", kind="LegalCase", name="The case of T. Baizakov",
                 names=["The case of T. Baizakov", "Дело Байзакова"],
                 summary="Baizakov, born in 1994, stood trial.", properties={"charge": "that Temirlan fought", "opened": "2023"}),
        ViewNode(id="other", kind="Person", name="Temirlan Askarov"),
        ViewNode(id="temir-baizak", kind="Person", name=TEMIR.names[0], names=list(TEMIR.names), protected=True,
                 summary="Temirlan is a cook, born 3 May 1994.",
                 properties={"birth_date": "1994-05-03", "age": 29, "age_at": "2023", "identification": "named",
                             "occupation": "cook"}),
    ]  # fmt: skip
    edges = [
        ViewEdge(id="temir-baizak|BORN_IN|case-1", relation="BORN_IN", source="temir-baizak", target="case-1", since="1994-05-03",
                 since_earliest="1994-05-03", since_latest="1994-05-03"),
        ViewEdge(id="temir-baizak|PARTY_TO|case-1", relation="PARTY_TO", source="temir-baizak", target="case-1",
                 since="2023", origins=["other", "temir-baizak"], properties={"role": "as Baizakov said"}),
        ViewEdge(id="temir-baizak|POSSIBLY_SAME_AS|other", relation="POSSIBLY_SAME_AS", source="temir-baizak", target="other"),
    ]  # fmt: skip
    common = {"status": "asserted", "grade": "B2", "source": "src-baizakov", "locator_start": 5, "locator_end": 9}
    claims = [
        ViewClaim(id="c1", text="He was born in 1994.", property="birth_date", about=["temir-baizak"], value="1994-05-03",
                  **common),
        ViewClaim(id="c2", text="He stands trial.", property="PARTY_TO", about=["temir-baizak", "case-1"],
                  relation="temir-baizak|PARTY_TO|case-1", attributed_to=["temir-baizak", "Ministry"], origin="temir-baizak",
                  **common),
        ViewClaim(id="c3", text="They may be one.", property="POSSIBLY_SAME_AS", about=["temir-baizak", "other"],
                  relation="temir-baizak|POSSIBLY_SAME_AS|other", **common),
        ViewClaim(id="c4", text="The case was opened.", property="opened", about=["case-1"], value="2023", **common),
        ViewClaim(id="c5", text="Baizakov was there.", property="mention", about=["case-1"], metric="baizakov-cases",
                  scope="cases of Baizakov", **common),
    ]  # fmt: skip
    source = ViewSource(
        id="src-baizakov",
        title="Interview: Temirlan B.",
        url="https://example.org/%D0%91%D0%B0%D0%B9%D0%B7%D0%B0%D0%BA%D0%BE%D0%B2",
    )
    return GraphView(title="Baizakov", description="Temirlan Baizakov and what lies within 1 hop",
                     query="--around 'Temirlan Baizakov'",
                     nodes=nodes, edges=edges, claims=claims, sources=[source])  # fmt: skip


def test_a_view_is_exchanged_throughout() -> None:
    made = Publication((TEMIR,), KEY, frozenset({"baizak-kin"})).view(small())
    key = KEY.person_id("temir-baizak")
    nodes = {node.id: node for node in made.nodes}
    assert (made.profile, made.title, made.query) == ("public", T, f"--around '{T}'")
    person = nodes[key]
    assert (person.name, person.names, person.protected) == (T, [T], True)
    assert person.properties == {"identification": "pseudonym", "occupation": "cook"}
    assert person.summary == f"{T} is a cook, born [date withheld]."
    assert nodes["case-1"].names == [f"The case of {T}", f"Дело {T}"]
    assert nodes["case-1"].properties == {"charge": f"that {WITHHELD} fought", "opened": "2023"}  # two are called so
    assert nodes["other"].name == "Temirlan Askarov"  # somebody else, whose whole name it is
    kin = next(node for node in made.nodes if node.id not in (key, "case-1", "other"))
    assert "Baizakov" not in kin.name  # kin: the shared name would give the person away
    edges = {edge.relation: edge for edge in made.edges}
    assert sorted(edges) == ["BORN_IN", "PARTY_TO"]
    assert edges["BORN_IN"].since is None
    assert edges["BORN_IN"].since_latest is None
    assert edges["PARTY_TO"].id == f"{key}|PARTY_TO|case-1"
    assert (edges["PARTY_TO"].since, edges["PARTY_TO"].origins) == ("2023", ["other", key])
    assert edges["PARTY_TO"].properties == {"role": f"as {T} said"}


def test_claims_lose_what_identifies() -> None:
    made = Publication((TEMIR,), KEY, frozenset({"baizak-kin"})).view(small())
    key = KEY.person_id("temir-baizak")
    claims = {claim.property: claim for claim in made.claims}
    assert sorted(claims) == ["PARTY_TO", "mention", "opened"]
    trial = claims["PARTY_TO"]
    assert (trial.about, trial.attributed_to, trial.origin) == ([key, "case-1"], [key, "Ministry"], key)
    assert (trial.locator_start, trial.locator_end) == (None, None)
    assert trial.id not in ("c1", "c2", "c3")
    assert trial.relation in {edge.id for edge in made.edges}
    mention = claims["mention"]
    assert (mention.text, mention.scope, mention.locator_start) == (f"{T} was there.", f"cases of {T}", None)
    assert mention.metric == KEY.other_id("baizakov-cases")
    assert (claims["opened"].id, claims["opened"].locator_start) == ("c4", 5)
    source = made.sources[0]
    assert source.url is None
    assert "Temirlan" not in source.title
    assert claims["opened"].source == source.id == KEY.other_id("src-baizakov")


def test_a_protected_person_whom_nobody_listed_is_protected() -> None:
    made = Publication((), KEY).view(small())
    assert "Baizakov" not in made.model_dump_json().replace("Anvar Baizakov", "")


def test_without_protected_people_a_view_is_the_same() -> None:
    free = small().model_copy(update={"nodes": [node.model_copy(update={"protected": False}) for node in small().nodes]})
    assert Publication((), KEY).view(free) == free.model_copy(update={"profile": "public"})


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("case.html", "case.html"),
        ("temirlan_baizakov.html", f"{T.lower().replace(' ', '-')}.html"),
        ("Дело Байзакова.tar.gz", f"дело-{T.lower().replace(' ', '-')}.tar.gz"),
        ("maria.json", None),
        ("case_of_nobody.html", "case_of_nobody.html"),
        ("2024.Baizakov.tar.gz", f"2024-{T.lower().replace(' ', '-')}.tar.gz"),
        ("case.temirlan_baizakov.html", f"case-{T.lower().replace(' ', '-')}.html"),
        ("case.temirlan_baizakov", f"case-{T.lower().replace(' ', '-')}"),
        (".baizakov", T.lower().replace(" ", "-")),
        (".hidden.html", ".hidden.html"),
        ("the+case(Baizakov).html", f"the-case-{T.lower().replace(' ', '-')}.html"),
        ("Baizakov_[2024]_&_co.html", f"{T.lower().replace(' ', '-')}-2024-co.html"),
        ("a-t.html", f"{KEY.other_id('a-t')}.html"),
        ("G_and_Maria.html", f"{P['g-the-diplomat'].lower().replace(' ', '-')}-and-{M.lower().replace(' ', '-')}.html"),
        ("wagner-group", "wagner-group"),
    ],
)
def test_a_file_name_that_tells_a_name_is_another(name: str, made: str | None) -> None:
    found = Publication(PEOPLE, KEY).file_name(name)
    assert found == made or (made is None and "maria" not in found and found.endswith(".json"))
