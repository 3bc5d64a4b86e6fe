"""`search`, `show`, `status` and `schema`: what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, format_option, snapshot_options, store_option
from graph.cli.output import cell, emit, emit_rows, head, note, say, say_part
from graph.errors import NothingFound, StoreUnreachable
from graph.ledger.values import contest_text
from graph.model.fields import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.ask.overview import Counts
    from graph.ask.shown import ShownEntity, ShownRelation, ShownRuling
    from graph.ledger.certainty import Snapshot

_SAID_ABOVE = ("id", "kind", "name", "names", "summary", "datasets")
_RELATIONS = ("relation", "role", "other", "details", "since", "until", "status", "grade", "sources", "origins",
              "disputed", "disputed_grade", "disputed_sources", "disputed_origins", "certainty", "whose")  # fmt: skip
_RULINGS = ("name", "ruling", "date", "sentence_months", "restriction", "restriction_months", "court", "certainty")
_CLAIMS = ("text", "status", "grade", "origin", "source", "locator_start", "locator_end", "row", "column")
_SOURCES = ("id", "title", "publisher", "published", "reliability", "url")


@click.command()
@click.argument("text")
@click.option("--kind", "kinds", multiple=True, help="Only this kind, and the kinds under it; may be repeated.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most entities to print.")
@format_option
@store_option
def search(text: str, kinds: tuple[str, ...], limit: int, fmt: str, store: StoreChoice) -> None:
    """Find entities by any of their names, in any script and spelling, with or without a father's name.

    The score is the one of `compare`, in per cent: from 50 on, what was asked is taken as the same.

    \b
    Example:
      casegraph search kubanychbek
      casegraph search Вагнер --kind Organization
    """
    from graph.ask.search import search as find

    with store.open() as opened:
        found = find(opened, text, kinds_named(kinds), limit)
    if not found:
        raise NothingFound(f"no name comes near “{text}”", hint="try other words; `casegraph status` shows what is there")
    rows = [match.as_json() for match in found]
    if fmt == "table":
        rows = [row | {"names": [name for name in row["names"] if name != row["name"]]} for row in rows]
    emit_rows(rows, fmt, ("id", "kind", "name", "names", "score"))


def kinds_named(names: tuple[str, ...]) -> frozenset[str]:
    """The kinds of those names with all under them; none for no name.

    Raises:
        click.BadParameter: there is no such kind.
    """
    if not names:
        return frozenset()
    from graph.model import KINDS, kinds_under

    if odd := [name for name in names if name not in KINDS]:
        raise click.BadParameter(f"no such kind: {', '.join(odd)}; the kinds are {', '.join(KINDS)}", param_hint="--kind")
    return kinds_under(*names)


@click.command()
@click.argument("name")
@snapshot_options
@format_option
@store_option
def show(name: str, snapshot: Snapshot, fmt: str, store: StoreChoice) -> None:
    """One entity, by id, name or alias: its relations with dates and grade, its rulings, claims and sources.

    As of a day, what surely did not hold is left out, and each relation and ruling says whether it definitely or possibly
    held, or that no source states it. As known on a day, dates, grade, sources and origins are those of the claims known
    by then.

    \b
    Example:
      casegraph show "Askar Kubanychbek"
      casegraph show "Askar Kubanychbek" --as-of 2023-12-31 --known-at 2025-07-10
    """
    from graph.ask.entity import show as describe
    from graph.ask.search import resolve

    with store.open() as opened:
        entity = describe(opened, resolve(opened, name).id, snapshot)
    if fmt == "json":
        emit(entity.as_json())
    elif fmt == "table":
        _show_table(entity, snapshot)
        if snapshot and not entity.claims:
            note("no claim about it was known by that day")
    else:
        emit_rows([relation.as_json() for relation in entity.relations], fmt)


def _show_table(entity: ShownEntity, snapshot: Snapshot) -> None:
    fields = entity.fields
    head(f"{fields['name']} · {fields['kind']} · {entity.id}")
    if snapshot:
        say(snapshot.words())
    others = [name for name in fields.get("names", []) if name != fields["name"]]
    if others:
        say("also: " + ", ".join(others))
    if fields.get("summary"):
        say(fields["summary"])
    for name, value in {**fields, **({"certainty": entity.certainty} if entity.certainty else {})}.items():
        if name not in _SAID_ABOVE and value is not False:
            say(f"{name.replace('_', ' ')}: {cell(value)}{contest_text(entity.contested, name)}{_beside(entity, name)}")
    for name in dict.fromkeys(one.field for one in entity.beside if one.field in _SAID_ABOVE or one.field not in fields):
        say(f"{name.replace('_', ' ')}:{_beside(entity, name)}")
    say_part("Relations", [_relation_row(relation) for relation in entity.relations], _RELATIONS)
    say_part("Rulings", [_contested_row(ruling) for ruling in entity.rulings], _RULINGS)
    say_part("Conflicts", [one.as_json() for one in entity.conflicts], ("measure", "why", "one_grade", "other_grade"))
    for title, rows, columns in (("Claims", entity.claims, _CLAIMS), ("Sources", entity.sources, _SOURCES)):
        say_part(title, [row.as_json() for row in rows], columns)


def _beside(entity: ShownEntity, name: str) -> str:
    """What other data sets give for a field: “ (1972 in jobs)”."""
    given = [f"{cell(one.value)} in {one.dataset}" for one in entity.beside if one.field == name]
    return f" ({'; '.join(given)})" if given else ""


def _relation_row(relation: ShownRelation) -> dict[str, Any]:
    """A relation as a line: its properties in one cell, each value with what contests it, and whose it is."""
    from graph.ask.stated import whose

    row = _contested_row(relation)
    row["disputed"] = relation.standing if relation.disputed_sources else None
    properties = {name: value for name, value in relation.properties.items() if name != "role"}
    row["whose"] = whose(relation.stated or ())
    own = (f"{in_words(name)} {value}{contest_text(relation.contested, name)}" for name, value in properties.items())
    arrow = "→" if relation.direction == "out" else "←"
    return row | {"relation": f"{arrow} {relation.relation.replace('_', ' ').lower()}", "details": "; ".join(own)}


def _contested_row(shown: ShownRelation | ShownRuling) -> dict[str, Any]:
    row = shown.as_json()
    for name in {one.field for one in shown.contested} & row.keys():
        row[name] = f"{cell(row[name])}{contest_text(shown.contested, name)}"
    return row


@click.command()
@format_option
@store_option
def status(fmt: str, store: StoreChoice) -> None:
    """Which engine holds the store, and how much is in it: kinds, relations, data sets.

    \b
    Example:
      casegraph status --format json
    """
    from dataclasses import asdict

    from graph.ask.overview import counts

    with store.open() as opened:
        info, found = asdict(opened.info), counts(opened)
    info["address"] = store.place if info["embedded"] else info["address"]
    if fmt == "json":
        emit({**info, **found.as_json()})
    elif fmt != "table":
        emit_rows(found.rows(), fmt)
    else:
        _say_status(info, found)


def _say_status(info: Mapping[str, Any], found: Counts) -> None:
    say(f"{info['engine']} {info['version']} ({info['edition']}) at {info['address']}")
    if not found.kinds:
        note("the store is empty; `casegraph load FILES` fills it")
    parts = found.as_json()
    for title in ("families", "kinds", "relations", "datasets"):
        say_part(title.capitalize(), parts[title], parts[title][0] if parts[title] else ())


@click.command()
@format_option
@click.option("--dossier", is_flag=True, help="Print the JSON Schema of dossier files, for editors, instead.")
@click.option("--view", is_flag=True, help="Print the JSON Schema of `casegraph export json` instead.")
@store_option
def schema(fmt: str, dossier: bool, view: bool, store: StoreChoice) -> None:
    """Kinds, relations, their ends and properties, and how many of each the store holds (if there is one).

    \b
    Example:
      casegraph schema --format json
      casegraph schema --dossier > dossier.schema.json
      casegraph schema --view > view.schema.json
    """
    if dossier or view:
        emit(_json_schema(view=view))
        return
    from graph.ask.overview import counts, schema_rows

    try:
        with store.open() as opened:
            rows = schema_rows(counts(opened))
    except StoreUnreachable as error:
        note(f"counts are left out: {error}")
        rows = schema_rows(None)
    columns = ("what", "name", "from", "to", "count", "properties") if fmt == "table" else ()
    emit_rows([row.as_json() for row in rows], fmt, columns)


def _json_schema(*, view: bool) -> dict[str, Any]:
    if view:
        from graph.export.formats.json import json_schema

        return json_schema()
    from loaders.dossier import dossier_schema

    return dossier_schema()
