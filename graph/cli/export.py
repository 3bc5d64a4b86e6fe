"""`export`: a part of the graph as a file that can be handed on, in the format that its reader needs."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import click

from graph.cli.options import StoreChoice, store_option
from graph.cli.output import note, put, writing
from graph.cli.profile import public_place, tell_written
from graph.cli.selection import Selection, selection_options
from graph.errors import UsageError
from graph.export.format import Format, LedgerFormat, Rendered, ViewFormat
from graph.export.formats import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from graph.export.view import GraphView
    from graph.stores import Store


@click.group()
def export() -> None:
    """Write a part of the graph to a file.

    Say which part by one of --around, --path, --component, --query and --all. With the chosen entities come all relations
    among them and, where the format can hold them, the claims and their sources. - writes to stdout. Under --profile public
    every protected person leaves under one pseudonym.

    \b
    Example:
      casegraph export html case.html --around "Askar Kubanychbek" --hops 2
      casegraph export gexf all.gexf --all --profile public
      casegraph export ftm case.ftm.json --around "Askar Kubanychbek" --hops 2
    """


def _add_command(fmt: type[ViewFormat | LedgerFormat]) -> None:
    """Adds the command of a format, with its own options before those that choose a part of the graph."""

    @selection_options
    def command(out: Path, selection: Selection, *, force: bool = False, **own: Any) -> None:
        _export(fmt(**own), out, selection, force=force)

    for option in reversed(list(_options(fmt))):
        command = option(command)
    export.command(fmt.name(), help=inspect.getdoc(fmt))(command)


def _options(fmt: type[Format]) -> Iterator[Any]:
    path = click.Path(path_type=Path, dir_okay=bool(fmt.one_file), allow_dash=True)
    yield click.argument("out", type=path)
    if fmt.is_picture:
        yield click.option("--force", is_flag=True, help="Draw it also when it is too large to be read.")
    for name, field in fmt.model_fields.items():
        yield _option(name, field)


def _option(name: str, field: FieldInfo) -> Any:
    """A field of a format as an option: a flag for a bool, a choice for a Literal, else a value of the field's type."""
    given = get_args(field.annotation) or (field.annotation,)
    choices = [word for kind in (field.annotation, *given) if get_origin(kind) is Literal for word in get_args(kind)]
    flag = f"--{name.replace('_', '-')}"
    if field.annotation is bool:
        return click.option(flag, name, is_flag=True, help=field.description)
    return click.option(
        flag, name, type=click.Choice(choices) if choices else given[0], default=field.default, help=field.description
    )


def _export(fmt: ViewFormat | LedgerFormat, out: Path, selection: Selection, *, force: bool) -> None:
    """Writes the chosen part, whole or not at all, and says what is in it and what the format has to remark."""
    from graph.export import size
    from graph.export.atomic import write_content

    if isinstance(fmt, LedgerFormat) and selection.profile.name == "public":
        raise UsageError(
            f"{fmt.name()} holds the claims' own words: there is no public profile for them",
            hint="hand on another format with --profile public, such as json or graphml",
        )
    with selection.store.open() as store:
        view, publication = selection.view(store, size.LARGE if fmt.is_picture and not force else None)
        rendered = _rendered(fmt, store, view)
    place = public_place(out, publication)
    if str(out) == "-":
        put(_one_content(fmt, rendered))
    else:
        with writing(place, public=publication is not None):
            write_content(place, rendered.content)
        if isinstance(fmt, ViewFormat):
            tell_written(view, place, publication)
    for remark in rendered.remarks:
        note(remark)


def _rendered(fmt: ViewFormat | LedgerFormat, store: Store, view: GraphView) -> Rendered:
    if isinstance(fmt, ViewFormat):
        return fmt.render(view)
    from graph.ask.edge_claims import edge_claims

    return fmt.render(view, edge_claims(store, (claim.id for claim in view.claims if claim.relation)))


def _one_content(fmt: Format, rendered: Rendered) -> bytes:
    if isinstance(rendered.content, str | bytes):
        return rendered.content.encode() if isinstance(rendered.content, str) else rendered.content
    raise UsageError("several tables cannot go to stdout", hint=f"name one with {fmt.one_file}, or a folder or .zip instead of -")


@export.command("neo4j-import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@store_option
def neo4j_import(folder: Path, store: StoreChoice) -> None:
    """Write the whole store as files for `neo4j-admin database import full`, with the script that calls it.

    \b
    Example:
      casegraph export neo4j-import handover/ --store casegraph.db
    """
    from graph.ingest.neo4j_import import write_import

    with store.open() as opened, writing(folder):
        counts = write_import(opened, folder)
    nodes = sum(counts.values()) - counts["edges"]
    note(f"{nodes} nodes and {counts['edges']} relationships in {folder}; stop the server and run import.sh there")


for _fmt in formats().values():
    _add_command(_fmt)
