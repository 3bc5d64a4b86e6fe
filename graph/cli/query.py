"""`query` and `cypher`: canned questions and a user's own; both only read unless told otherwise."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, format_option, limit_options, snapshot_options, store_option
from graph.cli.output import emit, emit_result, emit_rows, note, say
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.ledger.certainty import Snapshot
    from graph.query import CannedQuery
    from graph.query.result import Result
    from graph.stores import Limits, Store

QUERIES = click.option(
    "--queries",
    type=click.Path(path_type=Path),
    envvar="CASEGRAPH_QUERIES",
    help="A folder with *.cypher files of your own.  [env: CASEGRAPH_QUERIES]",
)
PARAMETERS = click.option("-p", "--param", "given", multiple=True, metavar="KEY=VALUE", help="A parameter; may be repeated.")


@click.group()
def query() -> None:
    """Canned questions: list them, show their Cypher, run them.

    \b
    Example:
      casegraph query list
      casegraph query run recruited-by -p organization="Wagner Group"
    """


@query.command("list")
@format_option
@QUERIES
def list_(fmt: str, queries: Path | None) -> None:
    """Every canned question, by category.

    \b
    Example:
      casegraph query list --format json
    """
    from graph.query import load_catalogue

    rows = [
        {
            "name": canned.name,
            "category": canned.category,
            "summary": canned.summary,
            "parameters": [takes.name for takes in canned.parameters],
        }
        for canned in load_catalogue(queries)
    ]
    emit_rows(rows, fmt)


@query.command("show")
@click.argument("name")
@format_option
@QUERIES
def show_(name: str, fmt: str, queries: Path | None) -> None:
    """One question: what it takes and gives, and its Cypher, ready to paste into Neo4j Browser.

    \b
    Example:
      casegraph query show sentence-as-of
    """
    from graph.query import load_one

    canned = load_one(name, queries)
    if fmt == "json":
        emit(canned.as_json())
        return
    for line in (f"{canned.name} ({canned.category})", canned.summary, f"columns: {', '.join(canned.columns)}"):
        say(f"// {line}")
    for parameter in canned.parameters:
        need = "required" if parameter.required else f"default: {'all' if parameter.default is None else parameter.default}"
        say(f"// {parameter.name} ({parameter.type}, {need}): {parameter.help}")
    say(canned.paste())


@query.command("run")
@click.argument("name")
@PARAMETERS
@QUERIES
@snapshot_options
@limit_options
@format_option
@store_option
def run_(name: str, given: tuple[str, ...], queries: Path | None, snapshot: Snapshot, fmt: str, **how: Any) -> None:
    """Ask a canned question.

    As of a day, relations that surely did not hold are left out and `certainty` says how sure the others are. As known on
    a day, what no claim known by then carries is left out; what is shown of the others is still what is known today.

    \b
    Example:
      casegraph query run fighters-of -p organization=Wagner
      casegraph query run sentence-as-of -p person="Askar Kubanychbek" -p on=2023-12-31 --format json
      casegraph query run recruited-by --as-of 2023-12-31 --known-at 2025-07-10
    """
    from graph.query import load_one

    canned = load_one(name, queries)
    values = canned.values(_with_days(canned, pairs(given), snapshot))
    with how["store"].open() as opened:
        result = run_canned(opened, canned, values, how["limits"])
    emit_result(result, fmt)
    if not result.rows:
        note("no rows")


def _with_days(canned: CannedQuery, given: dict[str, str], snapshot: Snapshot) -> dict[str, str]:
    """The given parameters with the days of --as-of and --known-at.

    Raises:
        UsageError: the query has no such parameter, or its value is given twice.
    """
    takes = {parameter.name: parameter.type for parameter in canned.parameters}
    for name, day in snapshot.asked().items():
        option = f"--{name.replace('_', '-')}"
        if name not in takes:
            own = [key for key, kind in takes.items() if kind == "date"]
            hint = (
                f"it takes days by -p: {', '.join(own)}" if own else "`casegraph query list` shows what takes as_of and known_at"
            )
            raise UsageError(f"{canned.name} has no parameter {name}, so it cannot be asked {option}", hint=hint)
        if name in given:
            raise UsageError(f"{name} is given twice, by {option} and by -p", hint="leave one of them out")
        given = given | {name: day}
    return given


def run_canned(store: Store, canned: CannedQuery, values: dict[str, Any], limits: Limits) -> Result:
    """A canned query's rows, after its entities were resolved from names to ids."""
    from graph.ask.search import resolve

    params = dict(values)
    for parameter in canned.parameters:
        if parameter.type == "entity" and params[parameter.name] is not None:
            params[parameter.name] = resolve(store, params[parameter.name]).id
    result = store.read(canned.text, params, limits)
    return result if result.columns else replace(result, columns=canned.columns)  # the embedded engine names none of no rows


def pairs(given: tuple[str, ...]) -> dict[str, str]:
    """`key=value` words as a mapping."""
    found = {}
    for word in given:
        key, sign, value = word.partition("=")
        if not sign or not key:
            raise UsageError(f"“{word}” is not KEY=VALUE", hint="write -p person='Askar Kubanychbek'")
        found[key] = value
    return found


@click.command()
@click.argument("text", metavar="CYPHER")
@PARAMETERS
@click.option("--write", is_flag=True, help="Allow the query to change the graph. What it writes has no claims behind it.")
@limit_options
@format_option
@store_option
def cypher(text: str, given: tuple[str, ...], write: bool, limits: Limits, fmt: str, store: StoreChoice) -> None:
    """Run a Cypher query of your own; - reads it from stdin. It cannot change anything unless you add --write.

    \b
    Example:
      casegraph cypher "MATCH (p:Person)-[r:RECRUITED_BY]->(o) RETURN p.name, o.name, r.grade"
      casegraph cypher - -p name=Wagner < question.cypher
    """
    from graph.query import refuse_writing, unknown_names

    if text == "-":
        text = sys.stdin.read()
    if not write:
        refuse_writing(text)
    params = {key: _literal(value) for key, value in pairs(given).items()}
    with store.open() as opened:
        result = (opened.write if write else opened.read)(text, params, limits)
    emit_result(result, fmt)
    if not result.rows:
        for sentence in unknown_names(text):
            note(sentence)
        note("no rows")


def _literal(value: str) -> Any:
    """A parameter as JSON where it is JSON (a number, true, a list), else as text."""
    import json

    try:
        return json.loads(value)
    except ValueError:
        return value
