"""`--profile public` as a user has it, on both engines: no byte that leaves names anybody who is protected."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from graph.publish import Protected, Publication, load_key, protected_people
from graph.publish.people import relatives
from graph.stores import Store, open_store
from tests.conftest import Run
from tests.leaks import assert_nobody_named, files, leaks, wanted

pytestmark = pytest.mark.contract

SINGLE = ("html", "json", "gexf", "graphml", "dot", "mermaid", "svg", "png")
MADE_UP = """
dossier: baizakov-file
recorded_by: desk
recorded_at: 2026-11-22
sources:
  - {id: src-baizakov, title: "Interview with Temirlan Baizakov", published: 2025-01-02, reliability: B, language: ru,
     url: "https://example.org/%D0%91%D0%B0%D0%B9%D0%B7%D0%B0%D0%BA%D0%BE%D0%B2?id=1", document: baizakov.txt, length: 900,
     sha256: "0000000000000000000000000000000000000000000000000000000000000000", published_by: paper}
  - {id: src-other, title: "Байзаковым интересуется суд", published: 2025-02, url: "https://example.org/plain"}
entities:
  - {id: paper, kind: MediaOutlet, name: The Baizakov Observer}
  - {id: temir-baizak, kind: Person, name: Temirlan Baizakov, names: [Темирлан Байзаков, "Baizakov T. uulu", temirlan_92],
     identification: named, protected: true, birth_date: "1994-05-03", age: 29, age_at: "2023", occupation: cook,
     motive: "Baizakov wanted to pay a debt",
     extra: {alias: [Zhigit Batyr], weakAlias: Боорсок, passportNumber: AN7654321, birthDate: 1994-05, nickname: [Tulpar]},
     summary: "Temirlan, born on 3 May 1994 in Osh, is a cook."}
  - {id: olga-b, kind: Person, name: Ольга Байзакова, identification: named, summary: "Mother of Temirlan."}
  - {id: unnamed-cook, kind: Person, name: "Cook from Osh, aged 29", identification: unnamed, protected: true}
  - {id: ivan-petrov, kind: Person, name: Ivan Petrov, identification: named,
     summary: "Spoke of Baizakov, called Zhigit Batyr and Tulpar."}
  - {id: baizakov-case, kind: LegalCase, name: "Case of T. Baizakov", names: ["Дело Байзакова"], charge: "that T.B. fought",
     reference: "No. 7/Baizakov"}
  - {id: verdict-temirlan, kind: Ruling, ruling: verdict, name: "Baizakov: ten years", date: "2023-06-01", sentence_months: 120}
  - {id: appeal-baizakov, kind: Ruling, ruling: appeal, name: "Baizakov: seven years", date: "2023-09-01", sentence_months: 84}
  - {id: osh, kind: Place, name: Osh}
  - {id: army, kind: ArmedForce, name: The Army}
claims:
  - {id: c-baizakov-1, relation: [temir-baizak, DEFENDANT_IN, baizakov-case], says: "Baizakov stands trial.",
     source: src-baizakov, at: [1, 9], by: [paper]}
  - {relation: [temir-baizak, BORN_IN, osh], says: "He was born in Osh in 1994.", since: "1994-05-03",
     source: src-baizakov, at: [10, 19]}
  - {relation: [temir-baizak, FOUGHT_FOR, army], says: "Темирлан Байзаков воевал.", source: src-other, by: [temir-baizak],
     with: {role: "cook, says Baizakov"}}
  - {relation: [olga-b, RELATIVE_OF, temir-baizak], says: "Ольга Байзакова is the mother of Temirlan.", source: src-other}
  - {relation: [ivan-petrov, STATEMENT_ABOUT, temir-baizak], says: "Petrov spoke of Temirlan B.", source: src-other,
     with: {topic: "the case of Байзаков"}}
  - {relation: [verdict-temirlan, RULED_IN, baizakov-case], says: "The verdict on Baizakov.", source: src-baizakov, at: [20, 29]}
  - {relation: [verdict-temirlan, CONCERNS, temir-baizak], says: "It is on him.", source: src-baizakov, at: [20, 29]}
  - {relation: [appeal-baizakov, SUPERSEDES, verdict-temirlan], says: "Seven, not ten.", source: src-baizakov, at: [40, 49]}
  - {relation: [appeal-baizakov, RULED_IN, baizakov-case], says: "An appeal by Baizakov.", source: src-baizakov, at: [40, 49]}
  - {about: temir-baizak, attribute: birth_date, value: "1994-05-03", says: "Born 3 May 1994.", source: src-baizakov,
     at: [50, 59]}
  - {about: temir-baizak, attribute: name, value: "Tima Baizak-uulu", says: "They call him Tima Baizak-uulu.", source: src-other}
  - {about: temir-baizak, attribute: age, value: 29, says: "He is 29.", source: src-other}
  - {about: [temir-baizak, unnamed-cook], says: "Tima Baizak-uulu and the cook from Osh, aged 29, met.", source: src-other}
  - {about: baizakov-case, attribute: charge, value: "that T.B. fought", says: "T. B. is charged.", source: src-other}
  - {about: baizakov-case, figure: baizakov-hearings, scope: "hearings of Baizakov", value: 3, bound: exactly, unit: times,
     as_of: 2023, says: "Three hearings for Baizakov.", source: src-other}
  - {about: baizakov-case, figure: baizakov-hearings, scope: "hearings of Baizakov", value: 5, bound: exactly, unit: times,
     as_of: 2023, says: "Five hearings for Baizakov.", source: src-baizakov, at: [60, 69]}
  - {relation: [temir-baizak, POSSIBLY_SAME_AS, ivan-petrov], says: "They may be one.", source: src-other,
     with: {reasons_for: ["both know Baizakov"]}}
  - {relation: [temir-baizak, POSSIBLY_SAME_AS, unnamed-cook], says: "The cook may be Temirlan.", source: src-other,
     with: {reasons_for: ["Baizakov cooks"], reasons_against: ["the cook from Osh, aged 29, is older"]}}
"""
OTHER_NAMES = ("Tima", "Байзакова", "Байзаковым", "T.B.", "T. B.", "Zhigit", "Боорсок", "Tulpar")
MORE_NAMES = (*OTHER_NAMES, "1994", "aged 29", "3 May", "AN7654321")


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A key of its own for each test, not the user's."""
    place = tmp_path / "secret.key"
    place.write_text("this is a secret of a test and of nobody else\n", encoding="utf-8")
    place.chmod(0o600)
    monkeypatch.setenv("CASEGRAPH_KEY", str(place))
    return place


@pytest.fixture
def made_up(run: Run, fresh_place: str, tmp_path: Path) -> str:
    """A store of each engine that names a protected person in every field that a dossier has."""
    (tmp_path / "d.yml").write_text(MADE_UP, encoding="utf-8")
    done = run("load", tmp_path / "d.yml", "--store", fresh_place)
    assert done.code == 0, done.err
    return fresh_place


def opened(place: str) -> Store:
    return open_store(place, os.environ.get("CASEGRAPH_USER", ""), os.environ.get("CASEGRAPH_PASSWORD", ""))


def people_of(place: str) -> list[Protected]:
    with opened(place) as store:
        return protected_people(store)


def export_everything(run: Run, place: str, out: Path, *names: str) -> None:
    """Every format of the whole, some of a neighbourhood, a path and a component, and reports, under names that tell."""
    out.mkdir()
    choices = (
        ("--all",),
        ("--around", names[0], "--hops", "2"),
        ("--path", *names),
        ("--component", names[0], "--title", f"On {names[0]}"),
    )
    for at, choice in enumerate(choices):
        for fmt in SINGLE if at == 0 else ("json", "svg"):
            done = run("export", fmt, out / f"{names[0]} {at}.{fmt}", *choice, "--profile", "public", "--store", place)
            assert (done.code, done.out) == (0, ""), done.err
            told = done.err.replace(str(out), "")
            assert "under pseudonyms" in told
    beside = (("path", *names), ("connect", *names), ("between", *names), ("neighbours", names[0]))
    for words in beside:
        page = ("--html", out / f"{words[0]} of {names[0]}.html", "--profile", "public")
        assert run(*words, *page, "--format", "json", "--store", place).code == 0
    for name in (names[0], f"{names[0]}.zip"):
        assert run("export", "csv", out / name, "--all", "--profile", "public", "--store", place).code == 0
    for entity in names:
        for ending in ("md", "html"):
            done = run("report", entity, "-o", out / f"{entity}.{ending}", "--profile", "public", "--store", place)
            assert (done.code, done.out) == (0, ""), done.err


def test_no_byte_of_a_public_export_of_the_seeds_names_anybody(run: Run, store_place: str, tmp_path: Path) -> None:
    people = people_of(store_place)
    assert len(people) == 11
    out = tmp_path / "out"
    export_everything(run, store_place, out, "Abdulaziz Kholikov", "A.T.")
    assert_nobody_named(out, people)
    for name, content in files(out).items():
        if name.endswith(".json"):
            view = json.loads(content)
            told = [node["name"] for node in view["nodes"]] + [alias for node in view["nodes"] for alias in node["names"]]
            assert not {"G", "A.T."}.intersection(told)
            assert not {"g-the-diplomat", "a-t"}.intersection(node["id"] for node in view["nodes"])


def test_no_byte_of_a_dossier_that_names_somebody_everywhere_does_so(run: Run, made_up: str, tmp_path: Path) -> None:
    people = people_of(made_up)
    assert {name for person in people for name in person.names} >= {"Tima Baizak-uulu", "temirlan_92"}
    out = tmp_path / "out"
    export_everything(run, made_up, out, "Temirlan Baizakov", "Ivan Petrov")
    for report in ("baizakov-case", "ivan-petrov", "paper", "verdict-temirlan", "unnamed-cook"):
        assert run("report", report, "-o", out / f"{report}.md", "--profile", "public", "--store", made_up).code == 0
    assert_nobody_named(out, people)
    found = {name: leaks(content, MORE_NAMES) for name, content in files(out).items() if not name.endswith((".png", ".zip"))}
    assert {name: told for name, told in found.items() if told and told != ["1994"]} == {}
    data = {name: told for name, told in found.items() if "1994" in told and not name.endswith(".html")}
    assert data == {}


def test_the_internal_profile_names_them_and_says_so(run: Run, made_up: str, tmp_path: Path) -> None:
    done = run("export", "json", tmp_path / "v.json", "--all", "--store", made_up)
    assert "--profile public" in done.err
    text = (tmp_path / "v.json").read_text(encoding="utf-8")
    assert "Temirlan Baizakov" in text
    assert json.loads(text)["profile"] == "internal"


def test_one_person_has_one_pseudonym_in_every_format_and_report(run: Run, made_up: str, tmp_path: Path, key: Path) -> None:
    pseudonym = load_key(key)[0].pseudonym("temir-baizak")
    for fmt in ("html", "json", "gexf", "graphml", "dot", "svg"):
        done = run("export", fmt, "-", "--around", "temir-baizak", "--profile", "public", "--store", made_up)
        assert pseudonym in done.out
    report = run("report", "temir-baizak", "-o", "-", "--format", "md", "--profile", "public", "--store", made_up).out
    assert report.startswith(f"# {pseudonym}")
    assert "Do not publish" not in report
    assert "Profile: public" in report
    assert "characters 1–9" not in report
    other = tmp_path / "other.key"
    other.write_text("another secret altogether, of a test\n", encoding="utf-8")
    other.chmod(0o600)
    done = run("report", "temir-baizak", "-o", "-", "--format", "md", "--profile", "public", "--key", other, "--store", made_up)
    assert pseudonym not in done.out


def test_a_public_report_says_nothing_false(run: Run, made_up: str) -> None:
    report = run("report", "temir-baizak", "-o", "-", "--format", "md", "--profile", "public", "--store", made_up).out
    assert "No source states the date of birth" not in report
    assert "Case of Person" in report
    assert "ten years" in report


def test_a_hypothesis_does_not_tie_a_pseudonym_to_a_name(run: Run, made_up: str) -> None:
    view = json.loads(run("export", "json", "-", "--all", "--profile", "public", "--store", made_up).out)
    ties = [edge for edge in view["edges"] if edge["relation"] == "POSSIBLY_SAME_AS"]
    assert len(ties) == 1
    assert all(end.startswith("person-") for end in (ties[0]["source"], ties[0]["target"]))


def test_kin_of_a_protected_person_do_not_keep_the_shared_name(made_up: str) -> None:
    with opened(made_up) as store:
        people = protected_people(store)
        assert relatives(store, people) >= {"olga-b", "ivan-petrov"}


def test_claims_on_protected_people_lose_their_places_and_others_keep_them(seeded_store: Store, key: Path) -> None:
    from graph.ask.select import everything
    from graph.ask.view import view as view_of

    view = view_of(seeded_store, everything(seeded_store), "T", "D", "2026-11-22")
    public = Publication.of(seeded_store, load_key(key)[0]).view(view)
    protected = {node.id for node in public.nodes if node.protected}
    assert len(protected) == 11
    on_them = [claim for claim in public.claims if protected.intersection((*claim.about, *claim.attributed_to))]
    assert on_them
    assert not [claim for claim in on_them if claim.locator_start is not None]
    others = [claim for claim in public.claims if claim.locator_start is not None]
    assert len(others) > len(public.claims) / 2
    before = {claim.id: claim for claim in view.claims}
    assert all((claim.text, claim.locator_start) == (before[claim.id].text, before[claim.id].locator_start) for claim in others)


def test_the_key_enters_no_output(run: Run, made_up: str, tmp_path: Path, key: Path) -> None:
    secret = key.read_text(encoding="utf-8").strip()
    out = tmp_path / "out"
    out.mkdir()
    for fmt in SINGLE:
        done = run("export", fmt, out / fmt, "--all", "--profile", "public", "--store", made_up, "--key", key)
        assert done.code == 0
        assert secret not in done.err
    for content in files(out).values():
        assert secret.encode() not in content
        assert str(key).encode() not in content


def test_the_users_own_key_is_made_on_first_use(
    run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASEGRAPH_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    words = ("export", "json", "-", "--around", "A.T.", "--profile", "public", "--store", store_place)
    first = run(*words)
    assert "made a key for pseudonyms" in first.err
    made = [path for path in (tmp_path / "config").rglob("*") if path.is_file()]
    assert len(made) == 1
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o600
    again = run(*words)
    assert again.err == ""
    assert again.out == first.out
    assert not (tmp_path / "config" / "casegraph").stat().st_mode & 0o077


def test_an_internal_export_makes_no_key(run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEGRAPH_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert run("export", "json", "-", "--around", "A.T.", "--store", store_place).code == 0
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("content", [None, "short"])
def test_a_key_that_is_none_is_told(run: Run, store_place: str, tmp_path: Path, content: str | None) -> None:
    place = tmp_path / "no.key"
    if content:
        place.write_text(content, encoding="utf-8")
        place.chmod(0o600)
    words = ("export", "json", tmp_path / "v.json", "--all", "--profile", "public", "--key", place, "--store", store_place)
    done = run(*words)
    assert (done.code, done.out, (tmp_path / "v.json").exists()) == (2, "", False)
    assert str(place) in done.err


def test_names_that_were_taken_back_do_not_leave_either(run: Run, made_up: str, tmp_path: Path) -> None:
    renamed = MADE_UP.replace("name: Temirlan Baizakov, names: [Темирлан Байзаков, ", "name: Witness, names: [")
    (tmp_path / "d.yml").write_text(renamed, encoding="utf-8")
    assert run("load", tmp_path / "d.yml", "--store", made_up).code == 0
    people = people_of(made_up)
    assert any("Темирлан Байзаков" in person.names for person in people)
    done = run("export", "json", "-", "--all", "--profile", "public", "--store", made_up)
    assert leaks(done.out.encode(), {name for name in wanted(people) if name != "Witness"}) == []


def test_files_whose_masked_names_are_alike_do_not_replace_each_other(run: Run, made_up: str, tmp_path: Path) -> None:
    written = set()
    for name in ("temirlan.json", "baizakov.json", "temirlan.json"):
        done = run("export", "json", tmp_path / name, "--all", "--profile", "public", "--store", made_up)
        assert done.code == 0, done.err
        now = {path.name for path in tmp_path.iterdir() if path.suffix == ".json"}
        assert len(now - written) == 1
        written = now
    assert not [name for name in written if "temirlan" in name or "baizakov" in name]


def test_who_has_something_alone_is_told_and_k_makes_it_coarse(run: Run, made_up: str, tmp_path: Path) -> None:
    words = ("export", "json", tmp_path / "v.json", "--all", "--profile", "public", "--store", made_up)
    done = run(*words)
    assert "alone has: " in done.err
    assert "occupation cook" in done.err
    assert "sources whose title or address names a protected person" in done.err
    done = run(*words, "--k", "3", "--withhold-sources")
    assert (done.code, "alone has" in done.err, "--withhold-sources" in done.err) == (0, False, False)
    assert "occupation" not in (tmp_path / "v.json").read_text(encoding="utf-8")
    assert run("export", "json", "-", "--all", "--k", "3", "--store", made_up).code == 2
    report = ("report", "temir-baizak", "-o", "-", "--format", "md", "--profile", "public", "--store", made_up)
    assert run(*report, "--k", "3").code == 2


def test_a_public_report_tells_no_digest_and_promises_no_more_than_it_does(run: Run, made_up: str) -> None:
    report = run("report", "temir-baizak", "-o", "-", "--format", "md", "--profile", "public", "--store", made_up).out
    assert "0000000000000000" not in report
    assert "sha256 begins" not in report
    assert "what would identify them is left out" not in report
    assert "without dates of birth and ages; other traits are kept" in report
