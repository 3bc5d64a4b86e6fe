"""`evidence` and `verify`: the places behind a line of a report, the words at them, and whether they are still there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit, emit_rows, excerpt, head, note, say
from graph.errors import DocumentError, NothingFound
from graph.text import counted

if TYPE_CHECKING:
    from graph.ask.evidence import Evidence, Place

_WHERE = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="CLAIM|RELATION")
@click.option("--documents", type=_WHERE, envvar="CASEGRAPH_DOCUMENTS",
              help="Folder with your copies of the documents: shows the words.  [env: CASEGRAPH_DOCUMENTS]")  # fmt: skip
@click.option("--context", type=click.IntRange(0), default=200, show_default=True, help="Characters around the words.")
@format_option
@store_option
def evidence(what: tuple[str, ...], documents: Path | None, context: int, fmt: str, store: StoreChoice) -> None:
    """Every place that carries a claim or a relation: source, locator, status, grade, origin; with documents, the words.

    CLAIM is a claim's id; what else says the same is shown after it. RELATION is a relation's id, or three words: FROM
    TYPE TO. Words are shown only of a document whose sha256 is the one that its source states; they are stored nowhere.

    \b
    Example:
      casegraph evidence "Maria Zakharova" SPOKESPERSON_FOR "Russian Foreign Ministry"
      casegraph evidence "kubanychbek-probation|SUPERSEDES|kubanychbek-seven-years" --documents articles/
    """
    from graph.ask.evidence import COLUMNS, WORDS
    from graph.ask.evidence import evidence as find

    with store.open() as opened:
        answer = find(opened, what, documents, context)
    if fmt == "json":
        emit(answer.as_json())
    elif fmt == "table":
        _print(answer, context)
    else:
        numbers = {"source_count": len(answer.sources), "origin_count": len(answer.origins)}
        columns = ("of", *COLUMNS, *(WORDS if documents else ()), *numbers)
        emit_rows([{"of": answer.of, **place.as_json(), **numbers} for place in answer.places], fmt, columns)
    _refuse({place.document or "": place.problem for place in answer.places if place.problem})


def _refuse(problems: dict[str, str]) -> None:
    """Ends the command as failed when a document was missing or another one, after all others were shown."""
    if not problems:
        return
    for document, problem in sorted(problems.items()):
        note(f"{document}: {problem}")
    raise DocumentError(
        f"{counted(len(problems), 'document')} could not be shown", hint="`casegraph verify --documents DIR` checks them all"
    )


def _print(answer: Evidence, context: int) -> None:
    behind = f"{counted(len(answer.sources), 'source')}, {counted(len(answer.origins), 'origin')}"
    head(f"{answer.text} · {answer.grade or 'no grade'} · {behind}")
    if answer.standing and answer.disputed_sources:
        against = ", ".join(answer.names.get(key, key) for key in answer.disputed_origins)
        say(f"{answer.standing}: denied by {against} ({answer.disputed_grade or 'ungraded'})")
    for number, place in enumerate(answer.places, 1):
        say()
        _print_place(number, place, answer.names)
        if place.problem:
            say(f"  not shown: {place.problem}")
        elif place.words is not None:
            before, after = place.before or "", place.after or ""
            cut = ["…" if len(part) == context else "" for part in (before, after)]
            excerpt(cut[0] + before, place.words, after + cut[1])


def _print_place(number: int, place: Place, names: dict[str, str]) -> None:
    say(f"{number}. {place.text}")
    if place.states:
        say("  states " + ", ".join(f"{name.replace('_', ' ')}: {_value(value)}" for name, value in place.states.items()))
    chain = " ← ".join(names.get(key, key) for key in place.attributed_to)
    origin = names.get(place.origin, place.origin)
    say(f"  {place.claim}, {place.status}, {place.grade}; origin: {origin}" + (f" (by {chain})" if chain else ""))
    say(f"  {place.title} ({place.source})" + (f", {place.url}" if place.url else ""))
    if place.locator_start is not None:
        say(f"  characters {place.locator_start} to {place.locator_end} of {place.document or 'the document'}")
    elif place.row is not None:
        column = f", column “{place.column}”" if place.column else ""
        sheet = f"sheet “{place.sheet}”, " if place.sheet else ""
        say(f"  {sheet}row {place.row}{column} of {place.document or 'the data set'}")
    else:
        say("  no place in a document")


def _value(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@click.command()
@click.option("--documents", type=_WHERE, envvar="CASEGRAPH_DOCUMENTS", required=True,
              help="Folder with your copies of the documents.  [env: CASEGRAPH_DOCUMENTS]")  # fmt: skip
@format_option
@store_option
def verify(documents: Path, fmt: str, store: StoreChoice) -> None:
    """Check every source's document against its sha256 and length, and every claim's locator; exit 1 if anything is wrong.

    \b
    Example:
      casegraph verify --documents articles/
    """
    from graph import stores
    from graph.ask.cells import row_faults
    from graph.documents import VERIFIED, verified

    with store.open() as opened:
        sources, claims = stores.read_sources(opened), stores.read_claims(opened)
    rows = verified(sources.values(), claims.values(), documents, row_faults)
    if not rows:
        raise NothingFound("no source in the store has a document", hint="a source names it as `document` in its dossier")
    emit_rows(rows, fmt, VERIFIED)
    wrong = [row["document"] for row in rows if not row["ok"]]
    if wrong:
        raise DocumentError(f"{counted(len(wrong), 'source')} of {len(rows)} {'is' if len(wrong) == 1 else 'are'} not as stated",
                            hint="get the documents that the sources mean, or mend the dossier")  # fmt: skip
