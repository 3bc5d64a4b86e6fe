"""`connect`, `neighbours` and `between`, as a user types them: formats, filters, exit codes, and the same on both engines."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, alike

CONNECT = ("connect", "A.T.", "Wagner Group", "Maria Zakharova")
NEIGHBOURS = ("neighbours", "Wagner Group", "--hops", "2")
BETWEEN = ("between", "A.T.", "Wagner Group", "--max-hops", "3")
EVERY = (CONNECT, NEIGHBOURS, BETWEEN)
NAMES = [words[0] for words in EVERY]
WALKS = (
    ("--avoid", "Country", "--min-grade", "b2"),
    ("--avoid", "Russia", "--as-of", "2024-06-01", "--through-hypotheses"),
    ("--only", "recruited-by", "--only", "located in", "--only", "travelled-to", "--only", "spokesperson-for"),
    ("--not", "TRAVELLED_TO", "--directed"),
    ("--known-at", "2026-06-01"),
)


@pytest.mark.contract
@pytest.mark.parametrize("words", EVERY, ids=NAMES)
def test_both_engines_print_the_same_whatever_is_walked(run: Run, seeded_places: list[str], words: tuple[str, ...]) -> None:
    found = 0
    for options in ((), *WALKS, ("--format", "mermaid")):
        done = alike(run(*words, *options, "--store", where) for where in seeded_places)
        assert done.code in (0, 3), done.err
        found += done.code == 0
    assert found > 3


@pytest.mark.parametrize("words", EVERY, ids=NAMES)
def test_a_large_embedded_store_gives_the_same_from_its_arrays(
    run: Run, seeded_folder: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.db"
    shutil.copytree(seeded_folder, large)
    for options in ((), WALKS[0], WALKS[3], ("--through-hypotheses",)):
        small = run(*words, *options, "--store", seeded_folder)
        with monkeypatch.context() as patched:
            patched.setattr("graph.paths.arrays.use.arrays_of.__defaults__", (0,))
            mapped = run(*words, *options, "--store", large)
        assert (mapped.code, mapped.out) == (small.code, small.out)
    assert (large / "paths").is_dir() == (words[0] != "neighbours")


@pytest.mark.parametrize("words", EVERY, ids=NAMES)
def test_every_format_is_what_it_says(run: Run, seeded_folder: Path, words: tuple[str, ...]) -> None:
    for fmt in ("table", "json", "jsonl", "csv", "mermaid"):
        done = run(*words, "--format", fmt, "--store", seeded_folder)
        assert done.code == 0, done.err
        assert done.out.endswith("\n")
        if fmt == "json":
            assert isinstance(json.loads(done.out), dict)
        elif fmt == "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in done.out.splitlines())
        elif fmt == "csv":
            rows = list(csv.DictReader(io.StringIO(done.out)))
            assert rows
            assert all(row["relation"] and row["hypothesis"] == "no" for row in rows)
        elif fmt == "mermaid":
            assert done.out.startswith("flowchart LR\n  n0[")


@pytest.mark.parametrize("words", EVERY, ids=NAMES)
def test_a_page_of_the_entities_is_written_beside_the_answer(
    run: Run, seeded_folder: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "page.html"
    done = run(*words, "--html", out, "--format", "json", "--store", seeded_folder)
    found = json.loads(done.out)
    nodes = found.get("nodes") or [found["around"], *found["neighbours"]]
    assert f"{len(nodes)} entities" in done.err
    page = out.read_text(encoding="utf-8")
    assert all(node["id"] in page for node in nodes)


@pytest.mark.parametrize("words", EVERY, ids=NAMES)
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--only", "loves"), 2),
        (("--min-grade", "Q7"), 2),
        (("--as-of", "yesterday"), 2),
        (("--html", "no/such/folder/x.html"), 1),
        (("--profile", "public"), 2),
        (("--avoid", "Nobody At All"), 3),
        (("--min-grade", "A1"), 3),
        (("--timeout", "0.0000001"), 1),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_goes_wrong_is_told(
    run: Run, seeded_folder: Path, words: tuple[str, ...], options: tuple[str, ...], code: int
) -> None:
    done = run(*words, *options, "--store", seeded_folder)
    assert (done.code, done.out) == (code, "")
    assert "rror: " in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", EVERY, ids=NAMES)
def test_unknown_names_propose_near_ones(run: Run, seeded_folder: Path, words: tuple[str, ...]) -> None:
    wrong = ["Wagner Grupp" if word == "Wagner Group" else word for word in words]
    done = run(*wrong, "--store", seeded_folder)
    assert (done.code, done.out) == (3, "")
    assert "did you mean" in done.err


def test_connect_says_what_ties_and_how_good_it_is(run: Run, seeded_folder: Path) -> None:
    done = run(*CONNECT, "--store", seeded_folder)
    first, *lines = done.out.splitlines()
    assert first.startswith("4 hops: A.T., Wagner Group, Maria Zakharova, by way of ")
    assert lines[-1] == "  weakest hop B2, 1 origin"
    assert "approximation: at worst 1.33 times" in done.err
    pair = run("connect", "A.T.", "Wagner Group", "--store", seeded_folder)
    assert (pair.code, pair.err) == (0, "")


def test_connect_names_what_it_could_not_tie(run: Run, seeded_folder: Path) -> None:
    words = ("connect", "A.T.", "Russian armed forces", "Wagner Group", "--only", "recruited-by", "--max-hops", 2)
    done = run(*words, "--store", seeded_folder)
    assert done.code == 0
    assert done.out.splitlines()[0] == "1 hop: A.T., Russian armed forces"
    assert "0 hops: Wagner Group" in done.out.splitlines()
    assert "“Wagner Group”" in done.err
    assert "could not be tied: no path" in done.err
    found = json.loads(run(*words, "--format", "json", "--store", seeded_folder).out)
    assert found["parts"] == [["a-t", "russian-armed-forces"], ["wagner-group"]]
    nothing = run("connect", "A.T.", "Wagner Group", "Kyrgyzstan", "--only", "heads", "--store", seeded_folder)
    assert (nothing.code, nothing.out) == (3, "")
    assert "no two of the 3 entities" in nothing.err


def test_connect_takes_two_names_or_more(run: Run, seeded_folder: Path) -> None:
    for names in ((), ("A.T.",)):
        done = run("connect", *names, "--store", seeded_folder)
        assert (done.code, done.out) == (2, "")
        assert "Usage: casegraph connect" in done.err
    same = run("connect", "A.T.", "a-t", "--store", seeded_folder)
    assert (same.code, same.out) == (0, "0 hops: A.T.\n")
    many = run("connect", "A.T.", *["Kyrgyzstan"] * 10, "--store", seeded_folder)
    assert many.code == 2


def test_connect_marks_a_hypothesis(run: Run, seeded_folder: Path) -> None:
    words = ("connect", "Askar Kubanychbek", "kyrgyz-man-ten-years", "--through-hypotheses", "--store", seeded_folder)
    assert "possibly the same as (hypothesis)" in run(*words).out
    assert "-.-" in run(*words, "--format", "mermaid").out
    [row] = csv.DictReader(io.StringIO(run(*words, "--format", "csv").out))
    assert row["hypothesis"] == "yes"


def test_neighbours_come_by_distance_and_the_limit_is_told(run: Run, seeded_folder: Path) -> None:
    done = run("neighbours", "Wagner Group", "--store", seeded_folder)
    assert done.out.splitlines()[0].startswith("1 hop from Wagner Group: ")
    assert "2 hops from" not in done.out
    assert done.err == ""
    found = json.loads(run(*NEIGHBOURS, "--format", "json", "--store", seeded_folder).out)
    distances = [one["distance"] for one in found["neighbours"]]
    assert distances == sorted(distances)
    assert set(distances) == {1, 2}
    cut = run(*NEIGHBOURS, "--limit", 1, "--store", seeded_folder)
    assert "only 1 entity" in cut.err
    assert len(json.loads(run(*NEIGHBOURS, "--limit", 3, "--format", "json", "--store", seeded_folder).out)["neighbours"]) == 3
    for hops in ("0", "7", "far"):
        assert run("neighbours", "Wagner Group", "--hops", hops, "--store", seeded_folder).code == 2


def test_neighbours_on_a_day_say_how_sure_it_is(run: Run, seeded_folder: Path) -> None:
    done = run("neighbours", "Wagner Group", "--as-of", "2023-06-01", "--store", seeded_folder)
    assert "on 2023-06-01: " in done.out


def test_between_is_more_than_a_path_and_less_than_a_neighbourhood(run: Run, seeded_folder: Path) -> None:
    def entities(*words: object) -> set[str]:
        found = json.loads(run(*words, "--format", "json", "--store", seeded_folder).out)
        return {node["id"] for node in found["nodes"]}

    two, three, four = (entities("between", "A.T.", "Wagner Group", "--max-hops", hops) for hops in (2, 3, 4))
    assert two == {"a-t", "russia", "wagner-group"}
    assert two < three < four
    paths = json.loads(
        run("path", "A.T.", "Wagner Group", "-k", 1000, "--max-hops", 4, "--format", "json", "--store", seeded_folder).out
    )
    assert four == {node["id"] for one in paths["paths"] for node in one["nodes"]}


def test_between_says_what_lies_there_and_what_was_cut(run: Run, seeded_folder: Path) -> None:
    done = run(*BETWEEN, "--store", seeded_folder)
    assert done.out.splitlines()[0] == "4 entities and 4 hops on paths of at most 3 hops from A.T. to Wagner Group"
    assert "  1 hop on: Russia (Country)" in done.out.splitlines()
    cut = run("between", "A.T.", "Wagner Group", "--max-hops", 4, "--limit", 4, "--store", seeded_folder)
    assert cut.code == 0
    assert "there are more" in cut.err
    same = run("between", "A.T.", "a-t", "--store", seeded_folder)
    assert same.out.splitlines()[0] == "1 entity and 0 hops on paths of at most 3 hops from A.T. to A.T."
    none = run("between", "A.T.", "Wagner Group", "--max-hops", 1, "--store", seeded_folder)
    assert (none.code, none.out) == (3, "")
    assert "--max-hops 2" in none.err
    for hops in ("0", "16", "x"):
        assert run("between", "A.T.", "Wagner Group", "--max-hops", hops, "--store", seeded_folder).code == 2
