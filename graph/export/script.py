"""The page's script: the modules in `page/script/`, put one after the other into the text that a page carries.

Each module is a plain ES module that a browser, node and TypeScript read as it is. They keep to a few rules, which make
putting them together a matter of lines, with neither node nor a bundler at hand: imports are named and relative
(`import { a, b } from './c.js';`), exports stand before what they export, no two modules name the same thing, and none
imports in a circle. What breaks a rule is refused.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRY = "page.js"

_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./([\w-]+\.js)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|class|function|async function) )", re.MULTILINE)
_NAMED = re.compile(r"^(export )?(?:const|let|class|function\*?|async function) ([\w$]+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@cache
def bundle() -> str:
    """Return the script of the page as one text, each module after those that it imports.

    Raises:
        ValueError: a module breaks one of the rules; the message names it.
    """
    folder = resources.files(__package__) / "page" / "script"
    texts: dict[str, str] = {}
    _gather(ENTRY, lambda name: (folder / name).read_text("utf-8"), texts, ())
    return join(texts)


def _gather(name: str, read: Callable[[str], str], texts: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"the page's modules import each other in a circle: {' → '.join((*above, name))}")
    if name in texts:
        return
    text = read(name)
    for found in _IMPORT.finditer(text):
        _gather(found[2], read, texts, (*above, name))
    texts[name] = text


def join(texts: dict[str, str]) -> str:
    """Return modules, in an order in which each follows those that it imports, as one script."""
    exported: dict[str, set[str]] = {}
    owner: dict[str, str] = {}
    parts = []
    for name, text in texts.items():
        exported[name] = {found[2] for found in _NAMED.finditer(text) if found[1]}
        for found in _NAMED.finditer(text):
            if found[2] in owner:
                raise ValueError(f"{name} and {owner[found[2]]} both name {found[2]!r}")
            owner[found[2]] = name
        for found in _IMPORT.finditer(text):
            missing = {word.strip() for word in found[1].split(",")} - exported[found[2]] - {""}
            if missing:
                raise ValueError(f"{name} imports what {found[2]} does not export: {', '.join(sorted(missing))}")
        plain = _EXPORT.sub("", _IMPORT.sub("", text))
        if left := _LEFT.search(plain):
            raise ValueError(f"{name}: an import or export of a form that is not put together: {left[0]}")
        parts.append(f"/* --- {name} --- */\n{plain.strip()}\n")
    return "\n".join(parts)
