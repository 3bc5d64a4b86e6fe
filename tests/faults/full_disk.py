"""Run by a test in a mount namespace of its own: fills a small file system by a load, makes room, and loads again.

`python full_disk.py ENGINE FOLDER LARGE SMALL ANSWER`; the answer is JSON: what each load ended with and what is there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from graph.stores import open_store
from graph.stores.embedded.engine import free_port
from tests.cli.commands import casegraph
from tests.faults.loading import OwnNeo4j
from tests.neo4j.server import USER

SMALL = "76m"  # for an embedded store, which keeps a reserve of 64


def mount(folder: str, size: str, *more: str) -> None:
    """A file system in memory of some size."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"{','.join((*more, f'size={size}'))}", "none", folder], check=True)


def main() -> None:
    """Does it all."""
    engine, folder, large, _, answer = sys.argv[1:]
    mount(folder, SMALL if engine == "embedded" else "400m")
    server = None
    env = {"CASEGRAPH_STORE": str(Path(folder) / "case.db")}
    if engine == "neo4j":
        server = OwnNeo4j(Path(folder) / "home", free_port())
        server.start()
        env = server.account
        used = int(subprocess.run(["du", "-sm", folder], capture_output=True, text=True, check=True).stdout.split()[0])
        mount_again(folder, f"{used + 8}m")
    full = casegraph("load", large, env=env)
    mount_again(folder, "1g")
    part = _entities(env["CASEGRAPH_STORE"], server) if server is None else None
    if server is not None:
        server.kill()
        server.start()
    again = casegraph("load", large, env=env)
    entities = _entities(env["CASEGRAPH_STORE"], server)
    if server is not None:
        server.stop()
    told = {"full": {"code": full.returncode, "err": full.stderr}, "again": {"code": again.returncode, "err": again.stderr}}
    Path(answer).write_text(json.dumps({**told, "part": part, "entities": entities}), encoding="utf-8")


def _entities(place: str, server: OwnNeo4j | None) -> int:
    user, password = (USER, server.password) if server else ("", "")
    with open_store(place, user, password) as store:
        return int(store.read("MATCH (n:Entity) RETURN count(n) AS n").rows[0]["n"])


def mount_again(folder: str, size: str) -> None:
    """Another size for the same file system."""
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


if __name__ == "__main__":
    main()
