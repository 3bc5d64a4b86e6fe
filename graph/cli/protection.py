"""`protect`, `unprotect`: whom a publication must not name, said by a person and kept in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.cli.ledger import REASON, not_blank
from graph.cli.load import login
from graph.cli.options import StoreChoice, store_option
from graph.cli.output import say

if TYPE_CHECKING:
    from graph.model import Entity
    from graph.stores import Store

_BY = click.option("--by", "--decided-by", "by", envvar="CASEGRAPH_BY", default=login, show_default="your login",
                   callback=not_blank, help="Who decides; it stays in the history.  [env: CASEGRAPH_BY]")  # fmt: skip


@click.command()
@click.argument("entity")
@REASON
@_BY
@store_option
def protect(entity: str, reason: str, by: str, store: StoreChoice) -> None:
    """Mark a person as protected, whatever data sets say: public files bear a pseudonym from now on.

    \b
    Example:
      casegraph protect "Askar Kubanychbek" --reason "asked us not to name him"
    """
    from graph.ingest import protection

    with store.open() as opened:
        protection.protect(opened, found := _named(opened, entity), reason, by)
    say(f"{found.id} is protected; no load takes that away")


@click.command()
@click.argument("entity")
@REASON
@_BY
@store_option
def unprotect(entity: str, reason: str, by: str, store: StoreChoice) -> None:
    """Take the mark of a protected person away: public files bear the name from now on.

    \b
    Example:
      casegraph unprotect "Askar Kubanychbek" --reason "speaks in public since May" --by desk
    """
    from graph.ingest import protection

    with store.open() as opened:
        protection.unprotect(opened, found := _named(opened, entity), reason, by)
    say(f"{found.id} is no longer protected: public files bear the name now; `casegraph protect {found.id}` marks it again")


def _named(store: Store, name: str) -> Entity:
    from graph import stores
    from graph.ask.search import resolve

    key = resolve(store, name).id
    return stores.read_entities(store, [key])[key]
