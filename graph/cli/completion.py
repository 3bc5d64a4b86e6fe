"""`completion`: how to switch on completion in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from graph.cli.output import say


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Example:
      casegraph completion bash >> ~/.bashrc
    """
    from graph.cli.main import casegraph

    script = get_completion_class(shell)
    if script is not None:
        say(script(casegraph, {}, "casegraph", "_CASEGRAPH_COMPLETE").source())
