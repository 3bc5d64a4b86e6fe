"""`doctor`: what is installed, reachable or missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from graph import __version__
from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit_rows, note
from graph.errors import CasegraphError
from graph.text import counted

_OLDEST = (3, 11)
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: fine or not, what was found, what to do."""

    what: str
    fine: bool
    found: str
    advice: str = ""


@click.command()
@click.option("--repair", is_flag=True, help="Compute grade, origins, standing and the like anew, and say what changed.")
@click.option(
    "--deep", is_flag=True, help="Look at every byte of the store, its engine's own check, and claims against relations."
)
@format_option
@store_option
def doctor(fmt: str, store: StoreChoice, *, repair: bool, deep: bool) -> None:
    """What is installed, reachable or missing, and what to do. Exits with 1 if anything needs doing.

    With --repair what follows from claims (grade, sources, origins, standing, dates and properties of relations, origins
    of claims) is computed anew, and a line is printed for each value that changes.

    With --deep the whole store is read. Exits with 5 where it is damaged.

    \b
    Example:
      casegraph doctor
      casegraph doctor --deep
      casegraph doctor --repair
      casegraph doctor --store bolt://127.0.0.1:7687
    """
    if repair:
        _repair(store, fmt)
        return
    findings = [_python(), *map(_package, _needed()), *_store(store), *(_deep(store) if deep else ()), *_optional()]
    rows = [{"what": item.what, "ok": item.fine, "found": item.found, "advice": item.advice} for item in findings]
    emit_rows(rows, fmt)
    if not all(item.fine for item in findings):
        raise click.exceptions.Exit(1)


def _repair(store: StoreChoice, fmt: str) -> None:
    """Makes good what is not what the claims make it, and prints each value that changed."""
    from graph.ingest import derived
    from graph.stores import held

    with store.open() as opened:
        opened.migrate()
        with held(opened):
            rows = [asdict(change) for change in derived.repair(opened)]
    emit_rows(rows, fmt, ("of", "name", "before", "after"))
    relations = len({row["of"] for row in rows})
    note(f"{counted(len(rows), 'value')} changed, of {relations} relations and claims")


def _deep(store: StoreChoice) -> list[Finding]:
    """What a look at the whole store finds.

    Raises:
        StoreDamaged: its files are not what was written, or its engine cannot read them.
    """
    from graph.ingest.derived import differences
    from graph.stores import check_whole, is_url

    if not is_url(store.place):
        check_whole(Path(store.place).expanduser(), every_byte=True)
    with store.open() as opened:
        opened.check()
        wrong = [change.of for change in differences(opened)]
    advice = "`casegraph doctor --repair` makes it good" if wrong else ""
    found = (
        f"{counted(len(wrong), 'value')} not what the claims make it: {', '.join(sorted(set(wrong))[:3])}" if wrong else "whole"
    )
    return [Finding("store, looked at whole", fine=not wrong, found=found, advice=advice)]


def _python() -> Finding:
    fine = sys.version_info >= _OLDEST
    return Finding(
        "Python",
        fine,
        f"{platform.python_version()} on {platform.system()}; casegraph {__version__}",
        "" if fine else "casegraph needs Python 3.11 or newer",
    )


def _needed() -> list[str]:
    """The packages that casegraph says it needs, without those of its extras."""
    wanted = importlib.metadata.requires("casegraph") or []
    return [_NAME.match(line)[0] for line in wanted if "extra ==" not in line]  # type: ignore[index]  # each begins with a name


def _package(name: str) -> Finding:
    try:
        return Finding(name, fine=True, found=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, fine=False, found="not installed", advice="install casegraph anew, with its dependencies")


def _store(store: StoreChoice) -> list[Finding]:
    if not store.exists():
        return [
            Finding(
                "store", fine=True, found=f"none in {store.place}", advice="`casegraph demo` or `casegraph load FILES` makes one"
            )
        ]
    try:
        with store.open() as opened:
            info = opened.info
            there = opened.read("MATCH (m:Migration) RETURN count(m) AS n").rows[0]["n"]
            entities = opened.read("MATCH (e:Entity) RETURN count(e) AS n").rows[0]["n"]
    except CasegraphError as error:
        return [Finding("store", fine=False, found=str(error), advice=error.hint)]
    engine = f"{info.engine} {info.version} ({info.edition}) at {store.place}"
    advice = "" if there else "`casegraph load FILES` sets up its constraints and search index"
    return [Finding("store", fine=True, found=f"{engine}: {entities} entities, {there} migrations", advice=advice)]


def _optional() -> list[Finding]:
    """What only the tests need; missing is no illness."""
    wanted = {
        "mvn": "Maven brings Neo4j for the tests: apt-get install maven",
        "chromium": "the browser tests open pages in it: apt-get install chromium",
        "docker": "with a Docker engine, docker-compose.yml starts a Neo4j",
    }
    return [
        Finding(f"{name} (optional)", fine=True, found=path or "not found", advice="" if path else advice)
        for name, advice in wanted.items()
        for path in (shutil.which(name),)
    ]
