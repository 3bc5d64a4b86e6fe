"""Named pieces of Cypher that many queries share: `@certainty(r)` in a query stands for queries/fragments/certainty.cypher.

The first line of a fragment is its signature and what it says. A call gives names for the first few of what the
signature lists; each is put in place of the listed one wherever that stands alone or before an underscore (`since` in
`since_latest`). What a call leaves out stays as the fragment has it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from graph.errors import CatalogueError
from graph.text import did_you_mean

_FOLDER = "fragments"
_CALL = re.compile(
    r"//[^\n\r]*|/\*.*?(?:\*/|\Z)|'(?:[^'\\]|\\.)*(?:'|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|`(?:[^`]|``)*(?:`|\Z)"
    r"|@(?P<name>\w+)\((?P<given>[^()]*)\)",
    re.DOTALL,
)
_SIGNATURE = re.compile(r"// (\w+)\(([\w, ]+)\): .+")


def expand(text: str) -> str:
    """A query's text with every call of a fragment replaced, at the indentation of the call; comments and texts stay.

    Raises:
        CatalogueError: there is no fragment of that name, or a call gives it more names than it takes.
    """
    return _CALL.sub(lambda call: call[0] if call["name"] is None else _expanded(call), text)


def fragment(name: str, *given: str) -> str:
    """One fragment with names put in, such as `fragment("may_hold", "r")`.

    Raises:
        CatalogueError: as for `expand`.
    """
    takes, text = _fragment(name)
    if len(given) > len(takes):
        raise CatalogueError(f"the fragment {name} takes {', '.join(takes)}, not {', '.join(given)}")
    names = dict(zip(takes, given, strict=False))
    return re.sub(rf"(?<!\w)(?:{'|'.join(takes)})(?![^\W_])", lambda word: names.get(word[0], word[0]), text)


def _expanded(call: re.Match[str]) -> str:
    before = call.string[: call.start()]
    column = len(before) - (before.rfind("\n") + 1)
    given = [word.strip() for word in call["given"].split(",")]
    return fragment(call["name"], *given).replace("\n", "\n" + " " * column)


@cache
def _fragment(name: str) -> tuple[list[str], str]:
    """What a fragment takes, and its text."""
    folder = resources.files("queries") / _FOLDER
    file = folder / f"{name}.cypher"
    if not file.is_file():
        known = sorted(one.name.removesuffix(".cypher") for one in folder.iterdir())
        raise CatalogueError(f"there is no fragment @{name}", hint=did_you_mean(name, known, f"there are {', '.join(known)}"))
    signature, _, text = file.read_text(encoding="utf-8").partition("\n")
    if not (written := _SIGNATURE.fullmatch(signature)) or written[1] != name:
        raise CatalogueError(f"the fragment {name} begins with a line that is not “// {name}(x, …): what it says”")
    return [word.strip() for word in written[2].split(",")], text.rstrip("\n")
