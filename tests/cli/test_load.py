"""`load` and `check`: everything that is wrong is told, and nothing is written while anything is."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest

from graph.ingest.seeds import seeds
from loaders import known_loaders
from tests.conftest import Run

FINE = """
    dossier: small
    sources:
      - {id: paper, title: The paper, reliability: B}
    entities:
      - {id: anna, kind: Person, name: Anna Petrova, names: [Анна Петрова], identification: named}
      - {id: boris, kind: Person, name: Boris, identification: named}
      - {id: force, kind: ArmedForce, name: The Force}
    claims:
      - {relation: [anna, RECRUITED_BY, force], says: Anna was recruited., source: paper}
      - {relation: [boris, RELATIVE_OF, anna], says: They are kin., source: paper, since: "2023"}
"""
FAULTS = """
    dossier: faulty
    sources:
      - {id: paper, title: The paper, document: paper.txt, sha256: nonsense, length: 100}
      - {id: short, title: Short, document: short.txt, sha256: "%s", length: 10}
    entities:
      - {id: anna, kind: Person, name: Anna, identification: named}
      - {id: anna, kind: Person, name: Somebody else, identification: named}
      - {id: robot, kind: Robot, name: R2}
      - {id: "Not An Id", kind: Person, name: X, identification: named}
      - {id: born, kind: Person, name: B, identification: named, birth_date: "1990-02-30"}
      - {id: odd, kind: Person, name: O, identification: named, shoe_size: 42}
      - {id: force, kind: ArmedForce, name: The Force}
    claims:
      - {relation: [anna, RECRUITED_BY, nobody], says: Dangling., source: short, at: [0, 5]}
      - {relation: [force, RECRUITED_BY, anna], says: Wrong kinds., source: short, at: [0, 5]}
      - {relation: [anna, RECRUITED_BY, force], says: Outside., source: short, at: [5, 50]}
      - {relation: [anna, RECRUITS, force], says: No such type., source: short, at: [0, 5]}
      - {relation: [anna, FOUGHT_FOR, force], says: No source., source: missing}
      - {about: anna, attribute: age, value: 300, says: Too old., source: short, at: [0, 5]}
""".replace("%s", "0" * 64)
TOLD = {
    "sha256": 3,
    "stands for something else": 7,
    "no such kind": 8,
    "Not An Id": 9,
    "birth_date": 10,
    "shoe_size": 11,
    "nobody": 14,
    "force RECRUITED_BY anna": 15,
    "outside the document": 16,
    "RECRUITS": 17,
    "missing": 18,
    "300": 19,
}


def write(folder: Path, text: str, name: str = "case.yml") -> Path:
    file = folder / name
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return file


def ids(run: Run, place: str) -> list[str]:
    done = run("cypher", "MATCH (n:Entity) RETURN n.id AS id ORDER BY id", "--store", place, "--format", "json")
    return [row["id"] for row in json.loads(done.out)["rows"]]


def test_a_dossier_is_loaded_and_loaded_again(run: Run, fresh_place: str, tmp_path: Path) -> None:
    file = write(tmp_path, FINE)
    first = run("load", file, "--store", fresh_place)
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("6 new, 0 changed, 0 as before")
    again = run("load", file, "--store", fresh_place)
    assert again.out.startswith("0 new, 0 changed, 6 as before")
    assert ids(run, fresh_place) == ["anna", "boris", "force"]


def test_a_folder_is_loaded_with_all_in_it(run: Run, fresh_place: str) -> None:
    done = run("load", seeds(), "--store", fresh_place)
    assert (done.code, done.err) == (0, "")
    assert len(ids(run, fresh_place)) > 100


def test_a_dossier_from_stdin(run: Run, fresh_place: str) -> None:
    done = run("load", "-", "--store", fresh_place, stdin=dedent(FINE))
    assert (done.code, done.err) == (0, "")
    assert ids(run, fresh_place) == ["anna", "boris", "force"]


def test_the_store_may_come_from_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_STORE", str(tmp_path / "from-environment"))
    assert run("load", write(tmp_path, FINE)).code == 0
    assert run("search", "Anna").code == 0


def test_every_fault_is_told_with_its_line_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    file, store = write(tmp_path, FAULTS), tmp_path / "not-yet"
    for words in (("load", file, "--store", store), ("check", file)):
        done = run(*words)
        assert (done.code, done.out) == (1, "")
        for word, line in TOLD.items():
            assert any(row.startswith(f"{file}:{line}: ") and word in row for row in done.err.splitlines()), (
                word,
                line,
                done.err,
            )
        assert "nothing was written" in done.err
        assert "Traceback" not in done.err
    assert not store.exists()


@pytest.mark.parametrize(
    "claim",
    [
        "{relation: [anna, RECRUITED_BY, nobody], says: Dangling., source: paper}",
        "{relation: [force, RECRUITED_BY, anna], says: Wrong kinds., source: paper}",
        "{relation: [anna, FOUGHT_FOR, force], says: No source., source: missing}",
        "{about: anna, says: Points into nothing., source: paper, at: [1, 2]}",
    ],
)
def test_a_fault_between_records_leaves_no_store_behind(run: Run, tmp_path: Path, claim: str) -> None:
    file, store = write(tmp_path, FINE + f"      - {claim}\n"), tmp_path / "not-yet"
    done = run("load", file, "--store", store)
    assert (done.code, done.out) == (1, "")
    assert f"{file}:11: " in done.err
    assert not store.exists()


@pytest.mark.parametrize("text", [FAULTS, FINE + "      - {relation: [anna, FOUGHT_FOR, nobody], says: X., source: paper}\n"])
def test_a_store_that_is_there_is_left_as_it_was(run: Run, fresh_place: str, tmp_path: Path, text: str) -> None:
    assert run("load", write(tmp_path, FINE), "--store", fresh_place).code == 0
    count = (
        "cypher",
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r",
        "--store",
        fresh_place,
    )
    before = run(*count).out
    faulty = write(tmp_path, text.replace("dossier: small", "dossier: other"), "faulty.yml")
    assert run("load", faulty, "--store", fresh_place).code == 1
    assert run(*count).out == before


def test_a_claim_may_lean_on_what_the_store_holds(run: Run, fresh_place: str, tmp_path: Path) -> None:
    assert run("load", write(tmp_path, FINE), "--store", fresh_place).code == 0
    text = "dossier: more\nclaims:\n  - {relation: [boris, FOUGHT_FOR, force], says: He fought., source: paper}\n"
    more = write(tmp_path, text, "more.yml")
    assert run("check", more).code == 1
    done = run("load", more, "--store", fresh_place)
    assert (done.code, done.out.split(",")[0]) == (0, "1 new")


def test_skipping_writes_the_rest_and_keeps_the_rejects(run: Run, fresh_place: str, tmp_path: Path) -> None:
    file, rejects = write(tmp_path, FAULTS), tmp_path / "left-out.jsonl"
    done = run("load", file, "--on-error", "skip", "--rejects", rejects, "--store", fresh_place)
    assert done.code == 1
    assert str(rejects) in done.err
    assert "force" in ids(run, fresh_place)
    rows = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert str(len(rows)) in done.err
    assert all(row["faults"] and row["file"] == str(file) and row["line"] for row in rows)
    told = "\n".join(fault for row in rows for fault in row["faults"])
    for word in TOLD:
        assert word in told
    assert {row["record"]["id"] for row in rows if "id" in row["record"]} >= {"robot", "born", "odd", "Not An Id"}


def test_what_leans_on_a_reject_is_left_out_with_it(run: Run, fresh_place: str, tmp_path: Path) -> None:
    text = FINE.replace("kind: ArmedForce", "kind: Robot")
    rejects = tmp_path / "left-out.jsonl"
    done = run("load", write(tmp_path, text), "--on-error", "skip", "--rejects", rejects, "--store", fresh_place)
    assert done.code == 1
    assert ids(run, fresh_place) == ["anna", "boris"]
    rows = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 2
    assert any("no such entity" in fault for fault in rows[1]["faults"])


def test_skipping_nothing_writes_no_rejects(run: Run, fresh_place: str, tmp_path: Path) -> None:
    rejects = tmp_path / "left-out.jsonl"
    done = run("load", write(tmp_path, FINE), "--on-error", "skip", "--rejects", rejects, "--store", fresh_place)
    assert (done.code, rejects.exists()) == (0, False)


def test_rejects_that_cannot_be_written_stop_the_load(run: Run, fresh_place: str, tmp_path: Path) -> None:
    rejects = tmp_path / "no" / "folder" / "left-out.jsonl"
    done = run("load", write(tmp_path, FAULTS), "--on-error", "skip", "--rejects", rejects, "--store", fresh_place)
    assert done.code == 2
    assert "--rejects" in done.err
    assert (
        run("status", "--store", fresh_place).code == 4 or ids(run, fresh_place) == []
    )  # there is no store yet, or nothing in it


@pytest.mark.parametrize("command", ["load", "check"])
@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("missing.yml", None, 2),
        ("case.docx", "x", 2),
        ("empty-folder", "", 3),
        ("broken.yml", "dossier: [", 1),
        ("latin.yml", b"dossier: caf\xe9", 1),
        ("list.yml", "- 1\n- 2\n", 1),
        ("empty.yml", "", 1),
        ("null.yml", b"\x00\x01\x02", 1),
        ("alias.yml", "dossier: &a x\ntitle: *a\n", 1),
        ("python.yml", "dossier: !!python/object/apply:os.system ['true']\n", 1),
    ],
)
def test_what_is_no_dossier_is_told(
    run: Run, tmp_path: Path, command: str, name: str, text: str | bytes | None, code: int
) -> None:
    place = tmp_path / name
    if text is not None:
        if place.suffix:
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        else:
            place.mkdir()
    store = ["--store", tmp_path / "store"] if command == "load" else []
    done = run(command, place, *store)
    assert (done.code, done.out) == (code, ""), done.err
    assert "error: " in done.err
    assert "something went wrong" not in done.err
    assert not (tmp_path / "store").exists()


def test_an_unknown_file_is_told_all_endings(run: Run, tmp_path: Path) -> None:
    done = run("load", write(tmp_path, "x", "case.docx"), "--store", tmp_path / "store")
    assert all(suffix in done.err for loader in known_loaders() for suffix in loader.suffixes)
    stream = write(tmp_path, "x", "case.csv")
    assert "`casegraph load` reads it" in run("check", stream).err


@pytest.mark.parametrize("words", [("load", "--store", "s"), ("map",), ("load", "--store", "s", "--mapping", "m.yml")])
@pytest.mark.parametrize("name", ["t.xlsx", "t.XLSX", "t.csv"])
def test_a_workbook_is_told_apart(run: Run, tmp_path: Path, words: tuple[str, ...], name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as book:
        book.writestr("xl/workbook.xml", "<x/>")
    (tmp_path / "m.yml").write_text("entities: {p: {kind: Person, key: id}}", encoding="utf-8")
    done = run(words[0], tmp_path / name, *(tmp_path / word if word in ("s", "m.yml") else word for word in words[1:]))
    assert (done.code, done.out) == (2, "")
    assert f"{name} is an Excel workbook" in done.err
    assert "cannot be read here" in done.err
    assert "CSV (UTF-8)" in done.err
    assert not (tmp_path / "s").exists()


def test_rejects_of_dossiers_and_streams_share_one_file(run: Run, tmp_path: Path) -> None:
    dossier = write(tmp_path, FINE.replace("kind: ArmedForce", "kind: Robot"))
    stream = write(tmp_path, '{"id": "x", "schema": "Nonsense"}', "more.ftm.json")
    rejects = tmp_path / "left-out.jsonl"
    done = run("load", dossier, stream, "--on-error", "skip", "--rejects", rejects, "--store", tmp_path / "store")
    assert done.code == 1
    rows = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert [Path(row["file"]).name for row in rows] == ["case.yml", "case.yml", "more.ftm.json"]


def test_check_counts_what_is_fine(run: Run, tmp_path: Path) -> None:
    done = run("check", write(tmp_path, FINE))
    assert (done.code, done.err) == (0, "")
    assert done.out == "fine: 3 entities, 2 relations, 1 sources, 2 claims, 0 of them figures\n"


def test_the_seeds_are_fine(run: Run) -> None:
    done = run("check", seeds())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("fine: ")


@pytest.fixture
def documented(tmp_path: Path) -> tuple[Path, Path]:
    """A dossier with a document, and the folder of the user's own copy of it."""
    words = "Вот слова: these are the words."
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "paper.txt").write_text(words, encoding="utf-8")
    digest = hashlib.sha256(words.encode()).hexdigest()
    text = (
        f"dossier: d\nsources:\n  - {{id: p, title: P, document: paper.txt, sha256: {digest}, length: {len(words)}}}\n"
        "entities:\n  - {id: a, kind: Person, name: A, identification: named}\n"
        "claims:\n  - {about: a, says: A is named., source: p, at: [0, 3]}\n"
    )
    return write(tmp_path, text), copies


def test_documents_are_checked_where_they_are(run: Run, documented: tuple[Path, Path]) -> None:
    file, copies = documented
    assert run("check", file, "--documents", copies).code == 0
    (copies / "paper.txt").write_text("These are other words.", encoding="utf-8")
    done = run("check", file, "--documents", copies)
    assert (done.code, done.out) == (1, "")
    assert f"{file}:3: p.sha256" in done.err
    (copies / "paper.txt").unlink()
    done = run("check", file, "--documents", copies)
    assert "paper.txt" in done.err
    assert run("check", file).code == 0
    assert run("check", file, "--documents", copies / "no").code == 2


def test_documents_are_checked_before_loading(run: Run, documented: tuple[Path, Path], tmp_path: Path) -> None:
    file, copies = documented
    (copies / "paper.txt").write_text("These are other words.", encoding="utf-8")
    done = run("load", file, "--documents", copies, "--store", tmp_path / "store")
    assert (done.code, (tmp_path / "store").exists()) == (1, False)


def test_a_document_does_not_lead_out_of_its_folder(run: Run, documented: tuple[Path, Path]) -> None:
    file, copies = documented
    file.write_text(file.read_text(encoding="utf-8").replace("paper.txt", "../../../etc/passwd"), encoding="utf-8")
    done = run("check", file, "--documents", copies)
    assert done.code == 1
    assert "leads out of" in done.err
