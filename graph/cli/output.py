"""The only place that prints: rows as a table, JSON, JSON lines or CSV on stdout; everything else goes to stderr."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import time
from contextlib import contextmanager, nullcontext, redirect_stdout
from typing import TYPE_CHECKING, Any

import click

from graph.cli.modes import published
from graph.errors import ExportError
from graph.export.cells import csv_text
from graph.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.query.result import Result

    Row = Mapping[str, object]
    """A row of a table, or a line of JSON: values by column."""

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")
"""Signs that JSON lets stand: C1 controls such as CSI, overrides of direction, what no UTF-8 holds."""
_UNBOUNDED = 100_000
_NARROW = 14  # characters below which a folded column is no longer read with ease


def emit(value: Any) -> None:
    """A whole value as one JSON document."""
    click.echo(_json(value, indent=2))


def emit_line(value: Any) -> None:
    """A value as one line of JSON."""
    click.echo(_json(value))


def _json(value: Any, indent: int | None = None) -> str:
    """A value as JSON in which letters stand as they are, and what could steer a terminal is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_it_is(text: str) -> None:
    """Text for a file or a pipe as it is; on a terminal whatever could steer it is U+FFFD."""
    click.echo(printable(text) if sys.stdout.isatty() else text, nl=False, color=True)


def emit_result(result: Result, fmt: str) -> None:
    """A query's rows in the chosen format; that the limit cut them is said, in JSON as `truncated`."""
    if fmt == "json":
        emit(result.as_json())
    else:
        emit_rows(result.rows, fmt, result.columns)
    if result.truncated:
        note(f"only the first {len(result.rows)} rows are shown; allow more with --limit")


class _Held(io.StringIO):
    """What was printed for a terminal, before it is known how long it is."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged() -> Iterator[None]:
    """What is printed inside goes through the user's pager ($PAGER, else less) where it is longer than the terminal is high."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield
        return
    held = _Held()
    try:
        with redirect_stdout(held):
            yield
    finally:
        text = held.getvalue()
        if text.count("\n") < shutil.get_terminal_size().lines:
            click.echo(text, nl=False)
        else:
            click.echo_via_pager(text.removesuffix("\n"))


def used_columns(rows: Sequence[Row], columns: Iterable[str]) -> list[str]:
    """The columns in which some row has something."""
    return [column for column in columns if any(row.get(column) not in (None, "", []) for row in rows)]


def say_part(title: str, rows: Sequence[Row], columns: Iterable[str]) -> None:
    """A table under a heading that counts its rows, without empty columns; nothing for no rows."""
    if rows:
        say()
        head(f"{title} ({len(rows)})")
        emit_rows(rows, "table", used_columns(rows, columns))


def emit_rows(rows: Sequence[Row], fmt: str, columns: Sequence[str] = ()) -> None:
    """Rows of the same columns in the chosen format."""
    columns = tuple(columns) or tuple(dict.fromkeys(key for row in rows for key in row))
    if fmt == "json":
        emit(rows)
    elif fmt == "jsonl":
        for row in rows:
            emit_line(row)
    elif fmt == "csv":
        _emit_csv(rows, columns)
    else:
        _emit_table(rows, columns)


def put(content: bytes) -> None:
    """A whole file on stdout, as it is, whatever the locale; on a terminal whatever could steer it is U+FFFD."""
    if sys.stdout.isatty():
        as_it_is(content.decode(errors="replace"))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """A remark on stderr."""
    click.echo(printable(text), err=True)


@contextmanager
def writing(out: Path, *, public: bool = False) -> Iterator[None]:
    """Whatever is written to `out` inside: a file that cannot be written is an ExportError that names it.

    What is `public` has the mode that the user's umask gives; all else is for the user alone.
    """
    try:
        with published() if public else nullcontext():
            yield
    except OSError as error:
        raise ExportError(
            f"{out} cannot be written: {error.strerror or error}", hint="name a file in a folder that is there"
        ) from error


def say(text: str = "") -> None:
    """A line for people on stdout."""
    click.echo(printable(text))


def head(text: str) -> None:
    """A heading for people on stdout."""
    click.echo(click.style(printable(text), bold=True))


def excerpt(before: str, words: str, after: str) -> None:
    """Words of a document between »«, bold on a terminal, with what stands around them, as one paragraph."""
    left, marked, right = (printable(re.sub(r"\s+", " ", part)) for part in (before, words, after))
    click.echo(f"  {left.lstrip()}" + click.style(f"»{marked}«", bold=True) + right.rstrip())


def cell(value: Any) -> str:
    """A value as text in a table or CSV: lists by `; `, mappings as JSON, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or json.dumps(value, ensure_ascii=False))
    return str(value)


class Bar:
    """A bar on a terminal's stderr with records/s, what was left out and, where the size is known, the time that is left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            TextColumn("{task.fields[records]:>9} records  {task.fields[speed]:>6}/s  left out: {task.fields[rejected]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: Any = None
        self._begun = 0.0

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def stage(self, name: str, total: int | None) -> None:
        """A new stage; of an unknown total the bar only moves."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._begun = time.monotonic()
        self._task = self._bar.add_task(name, total=total, records=0, speed=0, rejected=0)

    def moved(self, records: int, at: int, rejected: int) -> None:
        """How far the stage is."""
        speed = int(records / max(time.monotonic() - self._begun, 0.001))
        self._bar.update(self._task, completed=at, records=records, speed=speed, rejected=rejected)


class NoBar:
    """What takes the place of a bar where stderr is no terminal: nothing."""

    def __enter__(self) -> NoBar:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def stage(self, name: str, total: int | None) -> None:
        """Says nothing."""

    def moved(self, records: int, at: int, rejected: int) -> None:
        """Says nothing."""


def progress() -> Bar | NoBar:
    """A bar where stderr is a terminal."""
    return Bar() if sys.stderr.isatty() else NoBar()


def _emit_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    as_it_is(csv_text([columns, *([cell(row.get(column)) for column in columns] for row in rows)]))


def _emit_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A table where it fits: on a terminal with its cells folded, or row by row when even that is too wide."""
    cells = [[printable(cell(row.get(column))) for column in columns] for row in rows]
    width = _terminal_width() if sys.stdout.isatty() else _UNBOUNDED
    least = sum(min(_NARROW, max([len(column), *(len(row[at]) for row in cells)])) + 3 for at, column in enumerate(columns))
    if least > width:
        _print_blocks(cells, columns)
    else:
        _print_table(cells, columns, width)


def _print_table(cells: Sequence[Sequence[str]], columns: Sequence[str], width: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in cells:
        table.add_row(*(Text(value) for value in row))
    buffer = io.StringIO()
    Console(file=buffer, width=width, force_terminal=sys.stdout.isatty(), legacy_windows=False).print(table)
    click.echo("\n".join(line.rstrip() for line in buffer.getvalue().strip("\n").splitlines()))


def _print_blocks(cells: Sequence[Sequence[str]], columns: Sequence[str]) -> None:
    """Each row as a block of `column  value` lines, empty cells left out."""
    wide = max(len(column) for column in columns)
    for number, row in enumerate(cells, 1):
        click.echo(click.style(f"{number}.", bold=True))
        for column, value in zip(columns, row, strict=True):
            if value:
                click.echo(f"  {column:<{wide}}  {value}")


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns
