"""The same path question through the bare driver: the least that a script needs to start the engine and ask.

Usage: python bench/bare_path.py STORE FROM-ID TO-ID. Prints the names on one shortest path. It is the yardstick for
`casegraph path`: no resolving of names, no evidence, no checks.
"""

import os
import socket
import sys
import tempfile
from pathlib import Path

import neo4j

store, start, end = sys.argv[1:]
os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
os.environ["ARCADEDB_LOG_DIR"] = f"{store}/log"
import arcadedb  # noqa: E402  reads the environment when it is imported


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


TYPES = (
    "STATEMENT_ABOUT|SPOKESPERSON_FOR|LOCATED_IN|CITIZEN_OF|CONCERNS|FOUGHT_FOR|RECRUITED_BY|PRECEDES|DEPLOYED_TO|PART_OF|"
    "IN_FORCE_IN|RULED_IN|PROSECUTED_BY|DEFENDANT_IN|PROSECUTED_UNDER|TRAVELLED_TO|SIGNED_CONTRACT_WITH|DEPARTED_FROM"
)
port = free_port()
server = arcadedb.create_server(
    tempfile.mkdtemp(),
    "bench-password",
    {
        "host": "127.0.0.1",
        "http_port": free_port(),
        "bolt_port": port,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_databaseDirectory": str(Path(store).resolve()),
    },
)
server.start()
with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("root", "bench-password")) as driver:
    found = driver.execute_query(
        f"MATCH p = shortestPath((a:Entity {{id: $a}})-[:{TYPES}*..6]-(b:Entity {{id: $b}})) "
        "RETURN [n IN nodes(p) | n.name] AS names",
        {"a": start, "b": end},
        database_="graph",
    )
    print(" - ".join(found.records[0]["names"]))
server.stop()
