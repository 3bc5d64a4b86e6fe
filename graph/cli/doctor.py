"""`doctor`: what is installed, reachable or missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import sys
from dataclasses import dataclass

import click

from graph import __version__
from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit_rows
from graph.errors import CasegraphError

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
@format_option
@store_option
def doctor(fmt: str, store: StoreChoice) -> None:
    """What is installed, reachable or missing, and what to do. Exits with 1 if anything needs doing.

    \b
    Example:
      casegraph doctor
      casegraph doctor --store bolt://127.0.0.1:7687
    """
    findings = [_python(), *map(_package, _needed()), *_store(store), *_optional()]
    rows = [{"what": item.what, "ok": item.fine, "found": item.found, "advice": item.advice} for item in findings]
    emit_rows(rows, fmt)
    if not all(item.fine for item in findings):
        raise click.exceptions.Exit(1)


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
