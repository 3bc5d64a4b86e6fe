"""`map` on the command line: the proposal on stdout or in a new file, and what it refuses."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run

PEOPLE = Path(__file__).parents[1] / "datasets" / "people.csv"


def test_the_proposal_is_data_on_stdout(run: Run) -> None:
    done = run("map", PEOPLE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Proposed by `casegraph map`")
    assert "\n    key: ИНН\n" in done.out


def test_stdin_is_read_as_well(run: Run) -> None:
    done = run("map", "-", stdin="name,dob\nAnna Example,1971\n")
    assert (done.code, done.err) == (0, "")
    assert "birth_date: dob" in done.out


def test_a_file_is_written_but_never_over_one(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "people.yml"
    done = run("map", PEOPLE, "-o", out)
    assert (done.code, done.out) == (0, "")
    assert f"casegraph load {PEOPLE} --mapping {out}" in done.err
    out.write_text("mine")
    again = run("map", PEOPLE, "-o", out)
    assert again.code == 2
    assert "is there already" in again.err
    assert out.read_text() == "mine"
    assert run("map", PEOPLE, "-o", tmp_path / "no" / "x.yml").code == 1


def test_what_is_no_table_is_told(run: Run, tmp_path: Path) -> None:
    for content, message in ((b"", "holds no table"), (b"PK\x03\x04", "zip archive"), (b'a,b\n1,"x\n', "never closed")):
        path = tmp_path / "t.csv"
        path.write_bytes(content)
        done = run("map", path)
        assert (done.code, done.out) == (1, "")
        assert message in done.err
        assert str(path) in done.err
    assert run("map", tmp_path).code == 2
    assert run("map", tmp_path / "none.csv").code == 2
