"""`casegraph serve` as a process of its own, started and ended by a test."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.commands import CASEGRAPH, SECONDS, environment


@dataclass
class Serving:
    """A running `casegraph serve`: what it printed, and where its remarks go."""

    process: subprocess.Popen[str]
    url: str = ""
    user: str = ""
    password: str = ""
    database: str = ""
    remarks: list[str] = field(default_factory=list)

    @property
    def account(self) -> dict[str, str]:
        """The environment in which the command speaks to it."""
        return {"CASEGRAPH_USER": self.user, "CASEGRAPH_PASSWORD": self.password, "CASEGRAPH_STORE": self.url}

    def children(self) -> list[int]:
        """The ids of the processes that it started."""
        return children(self.process.pid)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends it with a signal; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(SECONDS)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Serving]:
    """A server on a folder, ended at the end if the test has not done so."""
    command = [*CASEGRAPH, "serve", "--store", str(folder), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment()
    ) as process:
        server = Serving(process)
        reading = threading.Thread(target=_keep, args=(process, server.remarks))
        reading.start()
        try:
            assert process.stdout is not None
            for _ in range(4):
                name, _, value = process.stdout.readline().strip().partition(":")
                setattr(server, name.lower() or "remark", value.strip())
            yield server
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
            reading.join()


def _keep(process: subprocess.Popen[str], remarks: list[str]) -> None:
    assert process.stderr is not None
    remarks.extend(process.stderr)


def children(pid: int) -> list[int]:
    """The ids of the processes that a process started from its main thread."""
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def eventually(true: Callable[[], bool]) -> bool:
    """Whether something comes true within the time that any of this may take."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return true()


def gone(pid: int) -> bool:
    """Whether no process of that id runs any more; one that ended and was not waited for yet counts as gone."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return True
    return state == "Z"
