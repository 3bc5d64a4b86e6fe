"""The engine in a child process, which a relay can end and start anew; it is also the child's program."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import StoreDamaged, StoreFull, StoreInUse, StoreUnreachable
from graph.stores.embedded.accounts import Accounts
from graph.stores.embedded.engine import EmbeddedEngine

_KINDS = {kind.__name__: kind for kind in (StoreInUse, StoreDamaged, StoreFull)}
_NOTHING = b'{"error": "the engine ended at once", "hint": "", "kind": ""}'


@dataclass(slots=True)
class Child:
    """The engine in a process of its own; it ends when its standard input closes, so it never outlives us."""

    folder: Path
    accounts: Accounts
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    def start(self) -> None:
        """Starts the engine and waits until it listens.

        Raises:
            StoreInUse, StoreUnreachable: as the engine says.
        """
        self.process = subprocess.Popen(
            [sys.executable, "-m", "graph.stores.embedded.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        order = {"folder": str(self.folder), **asdict(self.accounts)}
        assert self.process.stdin is not None  # noqa: S101  we asked for a pipe
        assert self.process.stdout is not None  # noqa: S101  for this one, too
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or _NOTHING)
        if "error" in answer:
            self.stop()
            raise _KINDS.get(answer["kind"], StoreUnreachable)(answer["error"], hint=answer["hint"])
        self.port = answer["port"]

    def stop(self, *, kill: bool = False) -> None:
        """Ends the process: asks it to close the store, or, of a runaway, kills it."""
        process, self.process = self.process, None
        if process is None:
            return
        if kill:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def engine_process() -> None:
    """The child: reads its order from standard input, opens the store, and closes it when standard input closes."""
    order = json.loads(sys.stdin.buffer.readline())
    accounts = Accounts(tuple(order["reader"]), tuple(order["writer"]))
    engine = EmbeddedEngine(Path(order["folder"]), accounts)
    try:
        engine.start()
    except StoreUnreachable as error:
        _answer({"error": str(error), "hint": error.hint, "kind": type(error).__name__})
        return
    engine.changing()  # what comes over Bolt may write
    _answer({"port": engine.port})
    with contextlib.suppress(KeyboardInterrupt):
        sys.stdin.buffer.read()
    engine.stop()


def _answer(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which closes our standard input
    engine_process()
