"""Who may read what a command writes: the user alone, and everybody whom the umask lets where it is made to be published."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import casegraph
from tests.conftest import Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
DOSSIER = """\
dossier: d
title: A made-up witness
recorded_by: desk
recorded_at: 2026-11-22
sources: [{id: note, title: Own note, language: en, reliability: C}]
entities:
  - {id: w-17, kind: Person, name: Teodor Malk, identification: named, protected: true}
  - {id: acme, kind: Company, name: Acme}
claims: [{relation: [w-17, EMPLOYED_BY, acme], says: He works there., source: note}]
"""


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Files and folders that somebody else may read or enter, by the way there: what lies in a closed folder is closed."""
    found = []
    for path, folders, names in os.walk(folder):
        closed = [name for name in folders if not stat.S_IMODE((Path(path) / name).stat().st_mode) & 0o077]
        found += [str(Path(path, name)) for name in folders if name not in closed]
        found += [str(Path(path, name)) for name in names if Path(path, name).stat().st_mode & 0o077]
        folders[:] = [name for name in folders if name not in closed]
    return found


def test_whatever_is_written_for_the_user_is_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    work = tmp_path / "work"
    for folder in (work, tmp_path / "tmp"):
        folder.mkdir(mode=0o700)
    (work / "d.yml").write_text(DOSSIER, encoding="utf-8")
    (work / "d.yml").chmod(0o600)
    (work / "calls.csv").write_text("Caller,Callee\na,b\n", encoding="utf-8")
    (work / "calls.csv").chmod(0o600)
    for words in (
        ("load", "d.yml"),
        ("export", "json", "v.json", "--all"),
        ("export", "csv", "tables", "--all"),
        ("export", "neo4j-import", "import"),
        ("report", "w-17", "-o", "r.md"),
        ("neighbours", "w-17", "--html", "page.html"),
        ("map", "calls.csv", "-o", "calls.yml"),
        ("load", "calls.csv", "--mapping", "missing.yml", "--on-error", "skip"),
    ):
        casegraph(
            *words,
            env={"CASEGRAPH_STORE": "s.db", "XDG_CONFIG_HOME": str(tmp_path / "config"), "TMPDIR": str(tmp_path / "tmp")},
            cwd=work,
        )
    made = {path.name for path in work.iterdir()}
    assert {"s.db", "v.json", "tables", "import", "r.md", "page.html"} <= made
    assert stat.S_IMODE((work / "s.db").stat().st_mode) == 0o700
    assert open_to_others(work) == []
    assert open_to_others(tmp_path / "tmp") == []


def test_a_store_that_others_could_enter_is_closed_to_them(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    place.mkdir(mode=0o755)
    (tmp_path / "d.yml").write_text(DOSSIER, encoding="utf-8")
    assert run("load", tmp_path / "d.yml", "--store", place).code == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_what_is_published_has_the_mode_of_the_umask(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("CASEGRAPH_KEY", raising=False)
    (tmp_path / "d.yml").write_text(DOSSIER, encoding="utf-8")
    where = ("--store", tmp_path / "s.db")
    assert run("load", tmp_path / "d.yml", *where).code == 0
    wanted = 0o644 if profile == "public" else 0o600
    for words, name in (
        (("export", "json", tmp_path / "v.json", "--all"), "v.json"),
        (("report", "acme", "-o", tmp_path / "r.md"), "r.md"),
        (("neighbours", "Acme", "--html", tmp_path / "p.html"), "p.html"),
    ):
        done = run(*words, "--profile", profile, *where)
        assert done.code == 0, done.err
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == wanted
    assert os.umask(0o022) == 0o022


def test_an_export_to_what_stdout_is_called_reaches_it(tmp_path: Path) -> None:
    (tmp_path / "d.yml").write_text(DOSSIER, encoding="utf-8")
    where = {"CASEGRAPH_STORE": str(tmp_path / "s.db")}
    assert casegraph("load", "d.yml", env=where, cwd=tmp_path).returncode == 0
    done = casegraph("export", "json", "/dev/stdout", "--all", env=where, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("{")
    assert Path("/dev/stdout").is_symlink()
