"""`serve`: one embedded store for several terminals, notebooks and Neo4j tools at once."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, store_option
from graph.cli.output import note, say
from graph.errors import StoreUnreachable, UsageError

if TYPE_CHECKING:
    from collections.abc import Coroutine


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on; 0 takes a free one.", show_default=True
)
@click.option("--write", is_flag=True, help="Print the account that may write; without it, clients can only read.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=600.0,
    show_default=True,
    help="Seconds without an answer after which a query is taken for a runaway and the engine started anew.",
)
@store_option
def serve(port: int, write: bool, timeout: float, store: StoreChoice) -> None:
    """Share an embedded store over Bolt on loopback: prints URL, user and password, and runs until Ctrl-C.

    \b
    Example:
      casegraph serve --store casegraph.db --port 7687
      CASEGRAPH_PASSWORD=… casegraph status --store bolt://127.0.0.1:7687 --user reader
    """
    from graph.ingest.derived import bring_up_to_date
    from graph.stores import is_store, is_url, open_store, share

    if is_url(store.place):
        raise UsageError("serve shares a folder; that is a server already", hint="name a folder with --store")
    folder = Path(store.place).expanduser()
    if not is_store(folder) and not write:
        hint = "`casegraph load FILES` makes one; or serve a new one with --write"
        raise StoreUnreachable(f"there is no store in {folder}", hint=hint)
    with open_store(str(folder), create=True) as opened:  # clients over Bolt cannot make its search index
        bring_up_to_date(opened)
    with share(folder, port, write=write) as shared:

        def announce() -> None:
            say(f"URL:      {shared.url}\nuser:     {shared.user}\npassword: {shared.password}\ndatabase: {shared.database}")
            note("serving until Ctrl-C; set CASEGRAPH_STORE, CASEGRAPH_USER and CASEGRAPH_PASSWORD in other terminals")

        _until_told(shared.run(timeout, announce, note))


def _until_told(work: Coroutine[Any, Any, None]) -> None:
    """Runs until Ctrl-C or a polite kill."""

    async def main() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows has no handlers in its loop
                loop.add_signal_handler(number, task.cancel)
        await task

    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(main())
