"""`casegraph load` of a large file as a process of its own, which tells of every batch, and a Neo4j that a test may kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.commands import SECONDS, environment
from tests.neo4j.server import HERE, USER, copied_jars, end, ready_uri

SPOKEN = """
import sys
from graph.stores import lock
from graph.ingest import batches, reading
batches.MOST_RECORDS = reading.GROUP = 60
moved = lock.Lock.move
def move(self, within, mark):
    moved(self, within, mark)
    print("moved", mark.stage, mark.done, file=sys.stderr, flush=True)
lock.Lock.move = move
from graph.stores.embedded import store as embedded
made = embedded.Batching.nodes
def nodes(self, kind, rows):
    print("moved", kind, len(rows), file=sys.stderr, flush=True)
    return made(self, kind, rows)
embedded.Batching.nodes = nodes
from graph.cli.main import run
run()
"""


def write_wordy(path: Path) -> None:
    """Writes entities of many words, so that a process which reads them waits for its batches to be taken."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(1500):
            given = {"name": [f"Person {number}"], "notes": [f"{number} " * 1000]}
            file.write(json.dumps({"id": f"w-{number}", "schema": "Person", "properties": given}) + "\n")


@contextmanager
def loading(*words: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """A load in batches of 60 that writes `moved STAGE DONE` to stderr for each; killed at the end if it still runs."""
    command = [sys.executable, "-c", SPOKEN, "load", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment(env)
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def after(process: subprocess.Popen[str], times: int, word: str = "moved") -> None:
    """Waits until a load has made some moves, or told of something else, so many times; or has ended."""
    assert process.stderr is not None
    for line in process.stderr:
        times -= word in line
        if times <= 0:
            return


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The exit code of a load, what it printed and what it remarked."""
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, "".join(line for line in err.splitlines(True) if not line.startswith("moved"))


@dataclass
class OwnNeo4j:
    """A Neo4j of a test's own, on one port and folder all along, that can be killed and started again."""

    home: Path
    port: int
    password: str = "own-own-own-own"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def account(self) -> dict[str, str]:
        """The environment in which the command speaks to it."""
        return {"CASEGRAPH_USER": USER, "CASEGRAPH_PASSWORD": self.password, "CASEGRAPH_STORE": self.url}

    def start(self) -> None:
        """Starts it, and returns when it answers."""
        printed = self.home.parent / "printed.txt"
        env: dict[str, Any] = {"CASEGRAPH_LAUNCH_PASSWORD": self.password, "CASEGRAPH_LAUNCH_PORT": str(self.port)}
        with printed.open("ab") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, str(HERE / "launch.py"), str(copied_jars()), str(self.home)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, **env},
                start_new_session=True,
            )
        ready_uri(self.process, printed)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._forget()

    def stop(self) -> None:
        """Ends it in order."""
        if self.process is not None and self.process.poll() is None:
            end(self.process)
        self._forget()

    def _forget(self) -> None:
        if self.process is not None:
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    pipe.close()
        self.process = None
