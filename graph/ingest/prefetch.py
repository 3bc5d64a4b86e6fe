"""A generator run ahead in a thread of its own: what it makes waits in a short queue until it is taken.

While the engine works on one batch the next is read and checked; a full queue makes the reader wait (back-pressure).
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

T = TypeVar("T")
_END = object()
_WAIT = 0.2


class Prefetch(Generic[T]):
    """An iterator over what `make()` yields; an error there is raised here, and closing it ends the thread."""

    def __init__(self, make: Callable[[], Iterator[T]], ahead: int = 3) -> None:
        self._make = make
        self._queue: queue.Queue[Any] = queue.Queue(ahead)
        self._stop = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="casegraph-reading", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        made = self._make()
        try:
            for one in made:
                if not self._put(one):
                    break
        except BaseException as error:  # whatever it is belongs to the one who takes
            self._error = error
        finally:
            close = getattr(made, "close", None)
            if close is not None:
                close()
            self._put(_END)

    def _put(self, one: object) -> bool:
        while not self._stop.is_set():
            try:
                self._queue.put(one, timeout=_WAIT)
            except queue.Full:
                continue
            return True
        return False

    def __iter__(self) -> Iterator[T]:
        while (one := self._queue.get()) is not _END:
            yield one
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Ends the thread, whatever is left."""
        self._stop.set()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
