"""`datasets`: what came from where, and taking a data set out again."""

from __future__ import annotations

import sys

import click

from graph.cli.load import login
from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit_rows, say
from graph.errors import NothingFound


@click.group(invoke_without_command=True)
@format_option
@store_option
@click.pass_context
def datasets(ctx: click.Context, fmt: str, store: StoreChoice) -> None:
    """List the data sets of the store: files, state, when and by whom, and how much each carries.

    \b
    Example:
      casegraph datasets
      casegraph datasets remove us_ofac_sdn
    """
    if ctx.invoked_subcommand is not None:
        return
    from graph.ingest.datasets import COLUMNS, listing

    with store.open() as opened:
        rows = listing(opened)
    if not rows:
        raise NothingFound("the store holds no data set", hint="`casegraph load FILES` brings one")
    emit_rows(rows, fmt, COLUMNS)


@datasets.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option(
    "--removed-by",
    "by",
    envvar="CASEGRAPH_BY",
    default=login,
    show_default="your login",
    help="Who takes it out; it stays in the history of what was decided about.  [env: CASEGRAPH_BY]",
)
@store_option
def remove(name: str, yes: bool, by: str, store: StoreChoice) -> None:
    """Take a data set out of the store: only what no other set carries or leans on goes.

    Decisions stay and hold again when the set is loaded again. A removal that was cut off is done by the same command.

    \b
    Example:
      casegraph datasets remove us_ofac_sdn
    """
    from graph.ingest.datasets import is_there
    from graph.ingest.derived import bring_up_to_date
    from graph.ingest.remove import Order, remove_dataset
    from graph.stores import held

    with store.open() as opened:
        if not is_there(opened, name):
            raise NothingFound(f"there is no data set {name}", hint="`casegraph datasets` lists them")
        if not yes and sys.stdin.isatty():
            click.confirm(f"Take the data set {name} out of {store.place}?", abort=True, err=True)
        bring_up_to_date(opened)
        with held(opened, by) as lock:
            done = remove_dataset(opened, Order(name, by), lambda _: lock.beat(opened))
    say(
        f"{name} is out: {done.entities} entities, {done.sources} sources, {done.claims} claims, {done.relations} relations; "
        f"{done.kept} records stay, for other data sets have them or lean on them"
    )
