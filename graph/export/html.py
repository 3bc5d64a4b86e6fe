"""The HTML page: one file that draws a view in any browser, asks for nothing from anywhere and runs no text it shows.

pyvis's own HTML writer and menus are not used, because they load from CDNs and run script from titles, headings and ids.
The template in `page/` stands under a Content-Security-Policy, with all text as JSON that the page's script turns into
text nodes. A small view carries the vis-network that pyvis ships; a larger one is drawn by the page's own script.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from graph.export.atomic import write_whole
from graph.export.drawn import drawn, safe_legend
from graph.export.letters import latin_letters
from graph.export.page_texts import texts
from graph.export.plain import visible
from graph.export.script import bundle
from graph.export.size import SMALL, VIS_UP_TO, size_class

if TYPE_CHECKING:
    from pathlib import Path

    from graph.export.view import GraphView

VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
"""The library inside the pyvis package. Its style sheet is left out: it dresses menus that the page does not have."""
LARGEST_EXACT = 2**53
"""Integers beyond it lose digits in JavaScript and travel as text."""

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_html(view: GraphView, path: Path) -> None:
    """Write the page to `path`, whole or not at all; raises OSError when the folder cannot be written to."""
    write_whole(path, render_html(view))


def render_html(view: GraphView) -> str:
    """Return the page as text: the same view gives the same text.

    Raises ValueError when an edge of the view names a node that the view lacks.
    """
    # What holds nothing is left out: of ten thousand entities it would be half of the file.
    shown = _plain({**view.model_dump(exclude_defaults=True), "format": view.format, "kinds": safe_legend(view)})
    names = [name for node in view.nodes for name in (node.name, *node.names)]
    holds = {
        "view": shown,
        "size": size_class(len(view.nodes)),
        **drawn(view),
        "texts": texts(),
        "letters": latin_letters(names),
    }
    data = json.dumps(holds, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    folder = resources.files(__package__) / "page"
    style = (folder / "page.css").read_text("utf-8")
    script = bundle()
    vis = _vis_network() if len(view.nodes) <= VIS_UP_TO else ""
    # A nonce is secret from whoever can put markup into a page while it is served. Nobody adds to a static file, and
    # what comes from the view cannot name this value: it would have to contain the digest of itself.
    nonce = hashlib.sha256("\0".join((shown["title"], data, style, script)).encode()).hexdigest()[:32]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    parts = {name: Markup(text) for name, text in {"data": data, "style": style, "script": script, "vis": vis}.items()}  # noqa: S704  ours, or escaped above
    listed = [(visible(node.name), visible(node.kind)) for node in view.nodes[:SMALL]]
    return template.render(view={**_HEAD, **shown}, nonce=nonce, listed=listed, more=len(view.nodes) - len(listed), **parts)


_HEAD = {"description": "", "generated": "", "query": "", "profile": "internal"}


def _vis_network() -> str:
    """Return the vis-network that pyvis ships, licence first, without the line that asks for a source map."""
    text = (resources.files("pyvis") / VIS).read_text("utf-8")
    if "</script" in text.lower():
        message = "the vis-network of this pyvis cannot stand inside a page: it contains </script"
        raise ValueError(message)
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE).strip()


def _plain(value: Any) -> Any:
    """Return the value as JSON can carry it; signs that hide or turn round text become a visible U+FFFD."""
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if (isinstance(value, float) and math.isfinite(value)) or (isinstance(value, int) and abs(value) < LARGEST_EXACT):
        return value
    return visible(str(value))
