"""`compare`: whether two records mean the same, with each reason for and against."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit, emit_rows, head, say
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.identity import Record, Verdict


@click.command()
@click.argument("sides", nargs=-1, metavar="[A B]")
@click.option("--pairs", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
              help="A file of pairs, a JSON object a line, instead of A and B; - reads stdin. No store is asked.")  # fmt: skip
@click.option("--birth-date", "births", multiple=True, metavar="DATE", help="When A was born; given twice, when B was.")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Whose citizen A is; given twice, B, too.")
@click.option("--gender", "genders", multiple=True, type=click.Choice(["male", "female"]), help="Of A; given twice, of B, too.")
@click.option("--kind", help="What both names are of, such as Company; persons unless a legal form says otherwise.")
@format_option
@store_option
def compare(
    sides: tuple[str, ...], pairs: Path | None, kind: str | None, fmt: str, store: StoreChoice, **facts: tuple[str, ...]
) -> None:
    """Whether two names or entities mean the same: a probability, and each reason for and against it.

    A and B are ids of the store, where there is one, or names. Each line of --pairs is {"a": {"name": …, "birth_date": …,
    "country": …, "gender": …, "source": …}, "b": {…}}; the answers have the same order, one a line.

    \b
    Example:
      casegraph compare "Нұрсұлтан Әбішұлы Жұмабаев" "Zhumabaev Nursultan" --birth-date 1983 --birth-date 1983-05-04
      casegraph compare --pairs pairs.jsonl
    """
    from graph.identity import compare as judge

    if pairs is not None:
        if sides or kind or any(facts.values()):
            raise UsageError("--pairs takes neither names nor facts", hint="each line of the file holds both records")
        _judge_file(pairs)
        return
    if len(sides) != 2:  # noqa: PLR2004  a pair
        raise UsageError("two names or ids are compared", hint="quote a name of several words, or give --pairs FILE")
    one, other = _with_facts(_records(store, sides, kind), facts)
    verdict = judge(one, other)
    if fmt == "json":
        emit(verdict.as_json())
    elif fmt == "table":
        _tell(verdict)
    else:
        emit_rows([verdict.as_json()], fmt)


def _judge_file(file: Path) -> None:
    from graph.identity import compare as judge
    from graph.identity.pairs import read_pairs

    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UsageError(f"{file}:{line}: not UTF-8 text", hint="save the file as UTF-8") from None
    for one, other in read_pairs(lines, str(file)):
        click.echo(json.dumps(judge(one, other).as_json(), ensure_ascii=False))


def _records(store: StoreChoice, sides: tuple[str, ...], kind: str | None) -> list[Record]:
    """Both sides: entities of the store where it has one of that id, otherwise names."""
    from graph.identity import Record

    if not store.exists():
        return [Record.named(side, kind=kind) for side in sides]
    from graph.ask.compared import record_of

    with store.open() as opened:
        found = [record_of(opened, side) for side in sides]
    return [record or Record.named(side, kind=kind) for record, side in zip(found, sides, strict=True)]


def _with_facts(records: list[Record], facts: dict[str, tuple[str, ...]]) -> list[Record]:
    fields = {"births": "birth_date", "countries": "countries", "genders": "gender"}
    if odd := next((name for name, values in facts.items() if len(values) > len(records)), None):
        raise UsageError(f"--{fields[odd].replace('_', '-')} is given at most twice, for A and for B")
    told = []
    for place, record in enumerate(records):
        given = {fields[name]: values[place] for name, values in facts.items() if place < len(values)}
        if "countries" in given:
            given["countries"] = frozenset({given["countries"].casefold()})  # type: ignore[assignment]  # one of the fields is a set
        told.append(record.model_copy(update=given))
    return told


def _tell(verdict: Verdict) -> None:
    head(f"{verdict.score:.3f} · {'taken as the same' if verdict.same else 'not taken as the same'}")
    for title, reasons in (("For", verdict.supporting), ("Against", verdict.contrary)):
        if reasons:
            say(f"{title}:")
            for reason in reasons:
                say(f"  {reason}")
