"""Ending single queries of a running engine: `TERMINATE TRANSACTION`, by the account that asked them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neo4j import GraphDatabase

from graph.stores.embedded.folder import DATABASE

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.stores.embedded.accounts import Accounts

_SECONDS = 2.0


def terminate(url: str, accounts: Accounts, ports: Collection[int]) -> None:
    """Tells an engine to end what clients on some local ports asked; whether a query obeys shows by its answer.

    Raises:
        DriverError, Neo4jError: the engine does not listen to this either.
    """
    for account in (accounts.reader, accounts.writer):
        with (
            GraphDatabase.driver(url, auth=account, connection_timeout=_SECONDS, max_transaction_retry_time=0) as driver,
            driver.session(database=DATABASE) as session,
        ):
            for row in session.run("SHOW TRANSACTIONS").data():
                if int(row["clientAddress"].rpartition(":")[2]) in ports:
                    session.run(f"TERMINATE TRANSACTION '{row['transactionId']}'").consume()
