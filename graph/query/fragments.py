"""Named pieces of Cypher that many queries share: `@certainty(r)` in a query stands for queries/fragments/certainty.cypher.

The first line of a fragment is its signature and what it says; below it stand, as YAML, the parameters that it brings to
the queries that call it and that do not declare them. A call gives names for the first few of what the signature lists;
each is put in place of the listed one wherever that stands alone or before an underscore (`since` in `since_latest`).
What a call leaves out stays as the fragment has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from graph.errors import CatalogueError
from graph.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FOLDER = "fragments"
_CALL = re.compile(
    r"//[^\n\r]*|/\*.*?(?:\*/|\Z)|'(?:[^'\\]|\\.)*(?:'|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|`(?:[^`]|``)*(?:`|\Z)"
    r"|@(?P<name>\w+)\((?P<given>[^()]*)\)",
    re.DOTALL,
)
_SIGNATURE = re.compile(r"(\w+)\(([\w, ]+)\): .+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a fragment takes, its text, and its parameters by name, as a query's header declares them."""

    takes: tuple[str, ...]
    text: str
    parameters: Mapping[str, Any]

    def with_names(self, given: Sequence[str]) -> Fragment:
        """The same with names put in for what it takes."""
        names = dict(zip(self.takes, given, strict=False))
        text = re.sub(rf"(?<!\w)(?:{'|'.join(self.takes)})(?![^\W_])", lambda word: names.get(word[0], word[0]), self.text)
        return Fragment(self.takes, text, {names.get(name, name): spec for name, spec in self.parameters.items()})


def expand(text: str) -> tuple[str, dict[str, Any]]:
    """A query's text with every call of a fragment replaced, at the indentation of the call, and the parameters they bring.

    Comments and texts stay. Of two fragments that bring one parameter the first says what it means.

    Raises:
        CatalogueError: there is no fragment of that name, or a call gives it more names than it takes.
    """
    brought: dict[str, Any] = {}

    def put_in(call: re.Match[str]) -> str:
        nonlocal brought
        if call["name"] is None:
            return call[0]
        called = _called(call["name"], [word.strip() for word in call["given"].split(",")])
        brought = {**called.parameters, **brought}
        return called.text.replace("\n", "\n" + " " * (call.start() - text.rfind("\n", 0, call.start()) - 1))

    return _CALL.sub(put_in, text), dict(sorted(brought.items()))


def fragment(name: str, *given: str) -> str:
    """The text of one fragment with names put in, such as `fragment("may_hold", "r")`.

    Raises:
        CatalogueError: as for `expand`.
    """
    return _called(name, given).text


def _called(name: str, given: Sequence[str]) -> Fragment:
    found = _fragment(name)
    if len(given) > len(found.takes):
        raise CatalogueError(f"the fragment {name} takes {', '.join(found.takes)}, not {', '.join(given)}")
    return found.with_names(given)


@cache
def _fragment(name: str) -> Fragment:
    import yaml

    folder = resources.files("queries") / _FOLDER
    file = folder / f"{name}.cypher"
    if not file.is_file():
        known = sorted(one.name.removesuffix(".cypher") for one in folder.iterdir())
        raise CatalogueError(f"there is no fragment @{name}", hint=did_you_mean(name, known, f"there are {', '.join(known)}"))
    signature, header, text = split_header(file.read_text(encoding="utf-8"))
    if not (written := _SIGNATURE.fullmatch(signature)) or written[1] != name:
        raise CatalogueError(f"the fragment {name} begins with a line that is not “// {name}(x, …): what it says”")
    return Fragment(tuple(word.strip() for word in written[2].split(",")), text.rstrip("\n"), yaml.safe_load(header) or {})


def split_header(source: str) -> tuple[str, str, str]:
    """The first line of a file and the rest of the comment at its top, without comment marks, and the text below it."""
    lines = source.splitlines()
    size = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    first, *header = [line[2:].removeprefix(" ") for line in lines[:size]] or [""]
    return first, "\n".join(header), "\n".join(lines[size:]).strip() + "\n"
