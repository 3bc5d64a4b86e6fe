"""The command `casegraph`: finds the subcommand, imports only that one, and turns errors into messages and exit codes."""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from typing import Any

import click

from graph import __version__
from graph.cli.modes import private
from graph.errors import AmbiguousName, CasegraphError, QueryTimeout, RecordFaults, UsageError
from graph.text import did_you_mean, printable

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Start here": {
        "demo": ("graph.cli.demo", "Load the case that comes along, ask it, draw it"),
        "load": ("graph.cli.load", "Validate files and write them into the store"),
        "search": ("graph.cli.ask", "Find entities by any of their names"),
        "show": ("graph.cli.ask", "One entity: relations, rulings, claims, sources"),
        "path": ("graph.cli.path", "How two entities are connected, hop by hop"),
    },
    "Connect": {
        "connect": ("graph.cli.connect", "The smallest part of the graph that ties several entities"),
        "neighbours": ("graph.cli.neighbours", "What lies around an entity, by distance"),
        "between": ("graph.cli.between", "Everything on any short path between two entities"),
    },
    "Ask": {
        "query": ("graph.cli.query", "Canned questions: list, show, run"),
        "compare": ("graph.cli.compare", "Whether two names or entities mean the same, and why"),
        "duplicates": ("graph.cli.duplicates", "Entities that may be the same, with each reason for and against"),
        "cypher": ("graph.cli.query", "A Cypher query of your own; read-only unless --write"),
        "status": ("graph.cli.ask", "What is in the store, and which engine holds it"),
        "schema": ("graph.cli.ask", "Kinds, relations and their properties"),
    },
    "Defend it": {
        "case": ("graph.cli.case", "The judgment chain of a case, and which sentence stood when"),
        "evidence": ("graph.cli.evidence", "Every place that carries a claim or relation, with the words"),
        "verify": ("graph.cli.evidence", "Check the documents' hashes and every locator"),
        "law": ("graph.cli.law", "Versions of an article: in force when, threatening what"),
        "claims": ("graph.cli.ledger", "Who says what about an entity, or carries a relation"),
        "figures": ("graph.cli.ledger", "Numbers side by side, by scope and origin"),
        "conflicts": ("graph.cli.conflicts", "What cannot all be true, and why"),
        "history": ("graph.cli.ledger", "What a record was before, and what was decided about it"),
        "retract": ("graph.cli.ledger", "Take a claim out of answers; it stays in the history"),
        "restore": ("graph.cli.ledger", "Bring a retracted claim back"),
        "grade": ("graph.cli.ledger", "Grade a source or a claim anew"),
        "protect": ("graph.cli.protection", "Mark a person whom public files must not name"),
        "unprotect": ("graph.cli.protection", "Take that mark away; nothing else does"),
    },
    "Take away": {
        "report": ("graph.cli.report", "A footnoted report on an entity or case: Markdown or HTML"),
        "export": ("graph.cli.export", "A part of the graph as a file: page, picture, table, GEXF, FtM …"),
    },
    "Prepare and run": {
        "check": ("graph.cli.load", "Validate dossiers, write nothing"),
        "map": ("graph.cli.map", "Propose a mapping file for a CSV file"),
        "datasets": ("graph.cli.datasets", "What came from where; take a data set out"),
        "serve": ("graph.cli.serve", "Share an embedded store over Bolt on loopback"),
        "backup": ("graph.cli.backup", "A store in one file"),
        "rebuild": ("graph.cli.backup", "A store made anew, from a backup or from what is left of it"),
        "doctor": ("graph.cli.doctor", "What is installed, reachable or missing, and what to do"),
        "completion": ("graph.cli.completion", "How to switch on completion in your shell"),
    },
}
"""By section, in the order of the help: each command's module and what it is for."""
COMMANDS = {name: about for commands in SECTIONS.values() for name, about in commands.items()}
INTERRUPTED = 130  # 128 + SIGINT
TERMINATED = 143  # 128 + SIGTERM
BROKEN_PIPE = 141  # 128 + SIGPIPE, what a shell reports of a program that a closed pipe ended


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is called, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """All commands, in the order of the sections."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or an error that proposes near names."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            tip = did_you_mean(args[0], COMMANDS, "`casegraph --help` lists all.", 0.5)
            raise click.UsageError(f"There is no command “{args[0]}”. {tip[0].upper()}{tip[1:]}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The commands in sections, those that most people need first."""
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, words) for name, (_, words) in commands.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="casegraph")
@click.option("--debug", is_flag=True, envvar="CASEGRAPH_DEBUG", help="Show a traceback when something fails.")
@click.pass_context
def casegraph(ctx: click.Context, debug: bool) -> None:
    """People, organizations and legal cases in a graph in which every edge leads back to a place in a source.

    \b
    Example:
      casegraph demo
      casegraph path "Askar Kubanychbek" "Russian Foreign Ministry" --store casegraph-demo/casegraph.db
    """
    ctx.obj = {"debug": debug}


def run() -> None:
    """Entry point of the command: exit codes 0 fine, 1 failure, 2 usage, 3 nothing found, 4 store unreachable."""
    if os.environ.get("CASEGRAPH_DEBUG", "") in ("", "0"):
        _keep_stderr()
    ended = _end_politely()
    code, runaway = main([_as_utf8(word) for word in sys.argv[1:]])
    code = TERMINATED if ended else code
    if runaway:  # an embedded engine cannot be told to stop a query: it goes down with the process, its log rolls back
        _flush()
        os._exit(code)
    sys.exit(code)


def _keep_stderr() -> None:
    """Keeps stderr for our own words: where the engine cannot write its log, it prints stack traces there by itself."""
    kept = os.fdopen(os.dup(2), "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors, buffering=1)
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, 2)
    os.close(void)
    sys.stderr = kept


def _end_politely() -> list[int]:
    """Lets SIGTERM end a command as Ctrl-C does, so that it removes what it keeps on disk; the signals that came."""
    came = list[int]()

    def end(number: int, _: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    return came


def _as_utf8(word: str) -> str:
    """A word of the command line as it was typed, also where the locale, such as C, knows no letters beyond ASCII."""
    return os.fsencode(word).decode("utf-8", "surrogateescape") if sys.getfilesystemencoding() != "utf-8" else word


def main(args: list[str], **extra: Any) -> tuple[int, bool]:
    """Runs the command line and gives its exit code, and whether a query was left running."""
    debug = "--debug" in args or os.environ.get("CASEGRAPH_DEBUG", "") not in ("", "0")
    try:
        with private():
            code = casegraph.main(args, standalone_mode=False, prog_name="casegraph", **extra)
        _flush()
    except (BrokenPipeError, SystemExit):  # click ends the program itself when a reader has gone
        _silence()
        return BROKEN_PIPE, False
    except click.exceptions.Exit as error:
        return error.exit_code, False
    except click.Abort:
        click.echo("stopped", err=True)
        return INTERRUPTED, True
    except Exception as error:
        if debug and not isinstance(error, click.ClickException):
            raise
        return _told(error), isinstance(error, QueryTimeout)
    return (code if isinstance(code, int) else 0), False


def _told(error: Exception) -> int:
    """Tells a user of an error and gives its exit code; the last net, so that nobody meets a traceback unasked."""
    if isinstance(error, click.ClickException):
        shown = io.StringIO()
        error.show(shown)
        click.echo(printable(shown.getvalue()), err=True, nl=False)
        return error.exit_code
    if isinstance(error, CasegraphError):
        report(error)
        return error.exit_code
    if isinstance(error, UnicodeEncodeError):
        click.echo(f"error: not UTF-8 text: {str(error.object)[:80]!a}", err=True)
        return UsageError.exit_code
    click.echo(printable(f"error: something went wrong inside casegraph: {type(error).__name__}: {error}"), err=True)
    click.echo("  repeat with `casegraph --debug …` for the traceback, and please report it", err=True)
    return CasegraphError.exit_code


def report(error: CasegraphError) -> None:
    """An error on stderr: what, where, and the way out."""
    from graph.cli.output import note

    if isinstance(error, RecordFaults):
        for fault in error.faults:
            note(str(fault))
    note(f"error: {error}")
    if isinstance(error, AmbiguousName):
        for candidate in error.candidates:
            summary = f" · {candidate['summary']}" if candidate.get("summary") else ""
            note(f"  {candidate['id']}  {candidate['name']} ({candidate['kind']}){summary}")
    if error.hint:
        note(f"  {error.hint}")


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _silence() -> None:
    """Gives the interpreter somewhere to flush to at its end, after a reader has gone."""
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, sys.stdout.fileno())
