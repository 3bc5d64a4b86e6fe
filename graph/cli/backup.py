"""`backup` and `rebuild`: a store in one file, and a store made anew from it or from what is left of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import StoreChoice, store_option
from graph.cli.output import note, say
from graph.errors import UsageError
from graph.text import counted

if TYPE_CHECKING:
    from collections import Counter

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("out", metavar="FILE", type=_FILE)
@store_option
def backup(out: Path, store: StoreChoice) -> None:
    """Write every record, decision and version of a store into one file, also while it is served, and of a server, too.

    Relations are not in it: `rebuild --from FILE` derives them from the claims.

    \b
    Example:
      casegraph backup case-2026-11-28.jsonl.gz
    """
    from graph.ingest.backup import write_backup

    with store.open() as opened:
        counts = write_backup(opened, out)
    say(f"{out}: {_told(counts)}")


@click.command()
@click.option("--from", "source", metavar="BACKUP", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="The file of `casegraph backup`; otherwise what can still be read of the store itself.")  # fmt: skip
@store_option
def rebuild(source: Path | None, store: StoreChoice) -> None:
    """Make a store anew, from a backup or from what can be read of a damaged one; its files stay beside the new ones.

    What claims name and nobody has any more becomes an entity or source of which only the id is known. A server must be
    empty, and needs a backup.

    \b
    Example:
      casegraph rebuild --from case-2026-11-28.jsonl.gz
      casegraph rebuild
    """
    from graph.ingest.rebuild import fill_server, rebuild
    from graph.stores import is_url

    if is_url(store.place):
        if source is None:
            hint = "`casegraph doctor --repair` computes anew what follows from claims; --from names a backup"
            raise UsageError("a server is filled from a backup", hint=hint)
        with store.open() as opened:
            counts, kept = fill_server(opened, source), None
    else:
        counts, kept = rebuild(Path(store.place).expanduser(), source)
    say(f"{store.place} is made anew: {_told(counts)}")
    if counts["lost ends"]:
        note(f"{counted(counts['lost ends'], 'end')} of claims could not be read: only the id of each is known")
    if kept:
        note(f"what was there before is in {kept}")


def _told(counts: Counter[str]) -> str:
    """“148 entities, 6 sources, 481 claims”."""
    words = {"Entity": "entity", "Source": "source", "Claim": "claim", "Decision": "decision", "Version": "earlier version"}
    return ", ".join(counted(counts[family], word) for family, word in words.items())
