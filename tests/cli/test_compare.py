"""`compare`: names, entities of a store, files of pairs. People are made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

PAIRS = [
    ({"name": "Ғани Есімов"}, {"name": "Есимов Гани"}, True),
    ({"name": "Есимов Гани", "birth_date": 1990}, {"name": "Есимов Гани", "birth_date": "1999"}, False),
    ({"name": "М.И.", "source": "one"}, {"name": "M.I.", "source": "two"}, False),
]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A file of pairs, with a byte order mark and Windows' line ends."""
    file = tmp_path / "pairs.jsonl"
    lines = [json.dumps({"a": a, "b": b}, ensure_ascii=False) for a, b, _ in PAIRS]
    file.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    return file


def test_a_file_of_pairs_is_answered_line_by_line_without_a_store(run: Run, pairs: Path, tmp_path: Path) -> None:
    done = run("compare", "--pairs", pairs, "--store", tmp_path / "none")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [answer["same"] for answer in answers] == [same for *_, same in PAIRS]
    assert all(list(answer) == ["score", "same", "for", "against"] for answer in answers)


def test_a_bad_line_is_named_and_nothing_is_answered(run: Run, pairs: Path) -> None:
    pairs.write_text(pairs.read_text(encoding="utf-8") + '{"a": 1}\n', encoding="utf-8")
    done = run("compare", "--pairs", pairs)
    assert (done.code, done.out) == (1, "")
    assert f"{pairs}:4: " in done.err
    pairs.write_bytes(b'{"a": {"name": "x"}\n\xff')
    done = run("compare", "--pairs", pairs)
    assert done.code == 2
    assert f"{pairs}:2: not UTF-8" in done.err


def test_two_names_are_compared_with_reasons(run: Run, tmp_path: Path) -> None:
    words = (
        "compare",
        "Ғани Есімов",
        "Есимов Гани",
        "--birth-date",
        "1990",
        "--birth-date",
        "1990-02-01",
        "--store",
        tmp_path / "none",
    )
    done = run(*words)
    assert done.out.splitlines()[1] == "For:"
    assert "taken as the same" in done.out
    assert "given name the same: “Гани” and “Ғани”" in done.out
    told = json.loads(run(*words, "--format", "json").out)
    assert told["same"]
    assert told["against"] == []
    assert json.loads(run(*words, "--format", "jsonl").out) == told
    assert run(*words, "--format", "csv").out.startswith("score,same,for,against")
    assert not json.loads(run(*words, "--gender", "male", "--gender", "female", "--format", "json").out)["same"]


@pytest.mark.parametrize(
    "words", [("one",), ("one", "two", "three"), (), ("a", "b", *["--country", "kg"] * 3), ("--pairs", "-", "a", "b")]
)
def test_what_cannot_be_compared_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("compare", *words).code == 2


@pytest.mark.contract
def test_entities_are_compared_with_what_the_store_knows(run: Run, fresh_place: str, tmp_path: Path) -> None:
    sheet, mapping = tmp_path / "people.csv", tmp_path / "people.yml"
    sheet.write_text("n,name,born\n1,Есимов Гани,1990\n2,Ghani Esimov,1990-02-01\n3,Гани Есимов,1971\n", encoding="utf-8")
    mapping.write_text(
        "dataset: people\ntitle: Made up\nreliability: C\n"
        "entities: {p: {kind: Person, key: n, name: name, fields: {birth_date: born}}}\n", encoding="utf-8",
    )  # fmt: skip
    done = run("load", sheet, "--mapping", mapping, "--store", fresh_place)
    assert done.code == 0, done.err
    ids = [row["id"] for row in json.loads(run("search", "Есимов", "--store", fresh_place, "--format", "json").out)]
    verdicts = {
        (a, b): json.loads(run("compare", a, b, "--format", "json", "--store", fresh_place).out)["same"]
        for a in ids for b in ids if a < b
    }  # fmt: skip
    assert sorted(verdicts.values()) == [False, False, True]
    assert json.loads(run("compare", ids[0], "Nobody Else", "--format", "json", "--store", fresh_place).out)["same"] is False
