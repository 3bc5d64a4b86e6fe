"""--profile and --key: under which names protected persons leave, for every command that writes something to hand on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.cli.output import note

if TYPE_CHECKING:
    from graph.export.view import GraphView
    from graph.publish import Publication
    from graph.stores import Store

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """Which profile was asked for, and with which key."""

    name: str
    key: Path | None = field(repr=False)

    def publication(self, store: Store) -> Publication | None:
        """What makes things public; None under the internal profile. A key that was just made is told of."""
        if self.name != "public":
            return None
        from graph.publish import Publication, load_key

        key, made = load_key(self.key)
        if made is not None:
            note(f"made a key for pseudonyms: {made}; keep it and show it to nobody, it ties pseudonyms to persons")
        return Publication.of(store, key)


def profile_options(command: F) -> F:
    """Adds --profile and --key; the command gets `profile: ProfileChoice`."""

    @click.option(
        "--profile",
        "profile_name",
        type=click.Choice(("internal", "public")),
        default="internal",
        show_default=True,
        help="public: every protected person under one stable pseudonym, everywhere.",
    )
    @click.option(
        "--key",
        envvar="CASEGRAPH_KEY",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The secret that pseudonyms are made with; your own, unless you name one.  [env: CASEGRAPH_KEY]",
    )
    @functools.wraps(command)
    def wrapped(profile_name: str, key: Path | None, **options: Any) -> Any:
        return command(profile=ProfileChoice(profile_name, key), **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def public_place(out: Path, publication: Publication | None) -> Path:
    """Where to write: under the public profile a file whose name names a protected person gets another one."""
    if publication is None or str(out) == "-":
        return out
    place = out.with_name(publication.file_name(out.name))
    if place != out:
        note(f"the name of the file names a protected person, so it is {place.name}")
    return place


def tell_written(view: GraphView, place: Path, publication: Publication | None) -> None:
    """Says what is in a file that was written, and whether it names protected persons."""
    note(f"{len(view.nodes)} entities and {len(view.edges)} relations in {place}")
    protected = sum(node.protected for node in view.nodes)
    if protected and publication is not None:
        note(f"protected persons in it: {protected}, under pseudonyms; read it through before you publish it")
    elif protected:
        note(f"protected persons in it: {protected}, under the names on record; --profile public gives them pseudonyms")
