"""`claims`, `figures`, `retract`, `restore`, `grade`, `history`: who says what, and what we make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, format_option, min_grade_option, snapshot_options, store_option
from graph.cli.output import emit_rows, note, say, used_columns
from graph.errors import NothingFound
from graph.text import counted, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.ask.claims import ClaimFilter, ListedClaim
    from graph.model import Claim, Entity, Source
    from graph.stores import Store

_LISTED = ("id", "text", "property", "status", "grade", "source", "origin", "attributed_to", "locator_start", "locator_end",
           "row", "column", "published", "recorded_at", "certainty", "known")  # fmt: skip
_FIGURES = ("metric", "scope", "value", "bound", "unit", "as_of", "origin", "attributed_to", "source", "status", "grade", "id",
            "certainty", "known")  # fmt: skip


@click.command()
@click.argument("subject", metavar="ENTITY|RELATION")
@click.option("--source", help="Only claims of this source.")
@click.option("--by", metavar="ORIGIN", help="Only claims that come from this origin, by id, name or alias.")
@snapshot_options
@min_grade_option("Only claims of this grade or a better one, such as B2.")
@click.option("--retracted", is_flag=True, help="Retracted claims as well.")
@format_option
@store_option
def claims(subject: str, fmt: str, store: StoreChoice, **wanted: Any) -> None:
    """Who says what about an entity, or what carries a relation (named by its id, FROM|TYPE|TO).

    \b
    Example:
      casegraph claims "Askar Kubanychbek" --min-grade B2
      casegraph claims "maria-zakharova|SPOKESPERSON_FOR|russian-foreign-ministry"
    """
    from graph.ask import claims as listing
    from graph.ask.search import resolve
    from graph.model import relation_parts

    with store.open() as opened:
        chosen = _filter(opened, wanted)
        if relation_parts(subject):
            found = listing.of_relation(opened, subject, chosen)
        else:
            found = listing.of_entity(opened, resolve(opened, subject).id, chosen)
    _emit_claims(found, fmt, _LISTED)


def _filter(store: Store, wanted: dict[str, Any]) -> ClaimFilter:
    """The filter, with its origin resolved: an entity by any name, or a source that speaks for itself."""
    from graph.ask.claims import ClaimFilter
    from graph.ask.search import resolve

    by = wanted.pop("by")
    if by is not None and not store.read("MATCH (s:Source {id: $id}) RETURN s.id AS id", {"id": by}).rows:
        by = resolve(store, by).id
    return ClaimFilter(by=by, **wanted)


def _emit_claims(found: Sequence[ListedClaim], fmt: str, columns: tuple[str, ...]) -> None:
    """Claims, and how many documents and how many independent origins they come from."""
    if not found:
        raise NothingFound("no claim fits", hint="ask with fewer filters; --retracted shows retracted claims as well")
    rows = [{column: row.get(column) for column in columns} for row in (claim.as_json() for claim in found)]
    shown = used_columns(rows, columns) if fmt == "table" else columns
    emit_rows(rows, fmt, shown)
    note(_support(found))


def _support(claims: Sequence[ListedClaim]) -> str:
    """“5 claims from 3 sources and 2 origins”."""
    from graph.ask.claims import independent_origins

    sources, origins = {claim.source for claim in claims}, independent_origins(claims)
    behind = f"{counted(len(sources), 'source')} and {counted(len(origins), 'origin')}"
    return f"{counted(len(claims), 'claim')} from {behind}"


@click.command()
@click.argument("metric", required=False)
@click.option("--scope", help="Only figures whose scope has this text.")
@click.option("--source", help="Only figures of this source.")
@click.option("--by", metavar="ORIGIN", help="Only figures that come from this origin, by id, name or alias.")
@snapshot_options
@min_grade_option("Only figures of this grade or a better one.")
@format_option
@store_option
def figures(metric: str | None, scope: str | None, fmt: str, store: StoreChoice, **wanted: Any) -> None:
    """Numbers side by side: value, bound, scope, as of when, on whose word. Nothing is averaged or added up.

    \b
    Example:
      casegraph figures criminal-cases
      casegraph figures --scope Kazakhstan --format csv
    """
    from graph.ask import claims as listing

    with store.open() as opened:
        found = listing.figures(opened, [metric] if metric else [], scope, _filter(opened, wanted))
        if not found:
            raise NothingFound("no figure fits", hint=known_metrics(opened, metric))
    _emit_claims(found, fmt, _FIGURES)


def known_metrics(store: Store, wanted: str | None) -> str:
    """A hint: the metric that was probably meant, or all there are."""
    from graph.ask.claims import metrics_in

    known = metrics_in(store)
    return did_you_mean(wanted or "", known, f"the metrics are {', '.join(known) or 'none'}")


def not_blank(_: click.Context, __: click.Parameter, value: str) -> str:
    """A value of an option that is more than blanks."""
    if not value.strip():
        raise click.BadParameter("is blank; the history needs it")
    return value.strip()


REASON = click.option("--reason", required=True, callback=not_blank, help="Why; it stays in the history.")
BY = click.option("--decided-by", "by", envvar="CASEGRAPH_BY", required=True, callback=not_blank,
                  help="Who decides; it stays in the history.  [env: CASEGRAPH_BY]")  # fmt: skip


@click.command()
@click.argument("claim")
@REASON
@BY
@store_option
def retract(claim: str, reason: str, by: str, store: StoreChoice) -> None:
    """Take a claim out of answers, paths and pages; it stays in the history and can be restored.

    \b
    Example:
      casegraph retract c-1f2e3d4c5b6a7988 --reason "misread the article" --decided-by desk
    """
    from graph.ingest.decide import retract as decide

    with store.open() as opened:
        summary = decide(opened, claim, reason, by, note)
    say(f"{claim} is retracted; {counted(summary.gone, 'relation')} gone, {summary.relations} computed anew")


@click.command()
@click.argument("claim")
@REASON
@BY
@store_option
def restore(claim: str, reason: str, by: str, store: StoreChoice) -> None:
    """Bring a retracted claim back, with the relations that it carries.

    \b
    Example:
      casegraph restore c-1f2e3d4c5b6a7988 --reason "read it again" --decided-by desk
    """
    from graph.ingest.decide import restore as decide

    with store.open() as opened:
        summary = decide(opened, claim, reason, by, note)
    say(f"{claim} stands again; {counted(summary.relations, 'relation')} computed anew")


@click.command()
@click.argument("target", metavar="SOURCE|CLAIM")
@click.argument("value", metavar="GRADE")
@REASON
@BY
@store_option
def grade(target: str, value: str, store: StoreChoice, **why: str) -> None:
    """Grade a source (A to F, reliability) or a claim (1 to 6, credibility); what rests on it is graded anew.

    \b
    Example:
      casegraph grade src-gzero C --reason "no documents seen" --decided-by desk
    """
    from graph.ingest.decide import grade as decide

    with store.open() as opened:
        summary = decide(opened, target, value, **why, waiting=note)
    say(f"{target} is graded {value}; {counted(summary.relations, 'relation')} computed anew")


@click.command()
@click.argument("name", metavar="ENTITY|CLAIM|SOURCE")
@format_option
@store_option
def history(name: str, fmt: str, store: StoreChoice) -> None:
    """What a record was before, when it changed and by whom, and what was decided about it.

    \b
    Example:
      casegraph history "Askar Kubanychbek"
    """
    from graph.ingest import history as past

    with store.open() as opened:
        rows = past.of(opened, _record(opened, name))
    if fmt == "table":
        for row in rows:
            row["changed"] = "; ".join(f"{key}: {old!r} → {new!r}" for key, (old, new) in row["changed"].items())
    emit_rows(rows, fmt, past.COLUMNS)


def _record(store: Store, name: str) -> Entity | Source | Claim:
    """The claim or source of that id, else the entity of that name."""
    from graph import stores
    from graph.ask.search import resolve

    for read in (stores.read_claims, stores.read_sources):
        if found := read(store, [name]):
            return found[name]
    key = resolve(store, name).id
    return stores.read_entities(store, [key])[key]
