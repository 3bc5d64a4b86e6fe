"""--profile and --key: under which names protected persons leave, for every command that writes something to hand on."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.cli.output import note
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.export.view import GraphView
    from graph.publish import Publication
    from graph.stores import Store

_MOST_PERSONS, _MOST_SHOWN = 50, 8
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """Which profile was asked for, and with which key."""

    name: str
    key: Path | None = field(repr=False)
    k: int = 1
    withhold_sources: bool = False

    def publication(self, store: Store) -> Publication | None:
        """What makes things public; None under the internal profile. A key that was just made is told of."""
        if self.name != "public":
            if self.k > 1 or self.withhold_sources:
                raise UsageError("--k and --withhold-sources are for what is published", hint="add --profile public")
            return None
        from graph.publish import Choices, Publication, load_key

        key, made = load_key(self.key)
        if made is not None:
            note(f"made a key for pseudonyms: {made}; keep it and show it to nobody, it ties pseudonyms to persons")
        return Publication.of(store, key, Choices(self.k, self.withhold_sources))


_OPTIONS = (
    click.option(
        "--profile",
        "profile_name",
        type=click.Choice(("internal", "public")),
        default="internal",
        show_default=True,
        help="public: every protected person under one stable pseudonym, everywhere.",
    ),
    click.option(
        "--key",
        envvar="CASEGRAPH_KEY",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The secret that pseudonyms are made with; your own, unless you name one.  [env: CASEGRAPH_KEY]",
    ),
    click.option(
        "--k",
        "alike",
        metavar="K",
        type=click.IntRange(min=1),
        default=1,
        help="With --profile public: make days, places and employers so coarse that K persons share what is left.",
    ),
    click.option(
        "--withhold-sources", is_flag=True, help="With --profile public: withhold sources whose title or address names somebody."
    ),
)


def profile_options(command: F) -> F:
    """Adds --profile, --key, --k and --withhold-sources; the command gets `profile: ProfileChoice`."""

    @functools.wraps(command)
    def wrapped(profile_name: str, key: Path | None, alike: int, withhold_sources: bool, **options: Any) -> Any:
        return command(profile=ProfileChoice(profile_name, key, alike, withhold_sources), **options)

    return functools.reduce(lambda made, option: option(made), reversed(_OPTIONS), wrapped)  # type: ignore[return-value]  # click replaces the signature


def public_place(out: Path, publication: Publication | None) -> Path:
    """Where to write: under the public profile a file whose name names a protected person gets another one, not yet taken."""
    if publication is None or str(out) == "-":
        return out
    place = out.with_name(publication.file_name(out.name))
    if place == out:
        return out
    place = _free(place)
    note(f"the name of the file names a protected person, so it is {place.name}")
    return place


def _free(place: Path) -> Path:
    """The place, or the first one numbered after it that is free: two names may be masked alike."""
    stem, dot, ending = place.name.partition(".")
    numbered = (place.with_name(f"{stem}-{number}{dot}{ending}") for number in itertools.count(2))
    return next(one for one in itertools.chain([place], numbered) if not one.exists() and not one.is_symlink())


def tell_written(view: GraphView, place: Path, publication: Publication | None) -> None:
    """Says what is in a file that was written, and whether it names protected persons."""
    note(f"{len(view.nodes)} entities and {len(view.edges)} relations in {place}")
    protected = sum(node.protected for node in view.nodes)
    if protected and publication is not None:
        note(f"protected persons in it: {protected}, under pseudonyms; read it through before you publish it")
        tell_singled(view)
    elif protected:
        note(f"protected persons in it: {protected}, under the names on record; --profile public gives them pseudonyms")


def tell_singled(view: GraphView) -> None:
    """Says of every protected person in a public view what nobody else in it has, alone or together."""
    from graph.publish.singled import alone, traits_of

    named = {node.id: node.name for node in view.nodes if node.protected}
    found = alone(traits_of(view), sorted(named))
    for person, together in itertools.islice(found.items(), _MOST_PERSONS):
        shown = "; ".join(" + ".join(one) for one in together[:_MOST_SHOWN])
        more = f"; and {len(together) - _MOST_SHOWN} more" if len(together) > _MOST_SHOWN else ""
        note(f"{named[person]} alone has: {shown}{more}")
    if len(found) > _MOST_PERSONS:
        note(f"and {len(found) - _MOST_PERSONS} more have something alone")
    if found:
        note("who knows one of these knows who it is: --k 5 makes days, places and employers coarse, or leave it out")


def tell_sources(publication: Publication, view: GraphView) -> None:
    """Says how many sources lead to a name, where they are not withheld; `view` is the internal one."""
    telling = publication.telling_sources(view)
    if telling and not publication.choices.withhold_sources:
        note(f"sources whose title or address names a protected person: {telling}; --withhold-sources withholds them")
