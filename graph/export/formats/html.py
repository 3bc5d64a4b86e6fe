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
from graph.export.format import Rendered, ViewFormat
from graph.export.legend import drawable_legend
from graph.export.letters import latin_letters
from graph.export.network import network
from graph.export.page_texts import texts
from graph.export.plain import json_value
from graph.export.script import bundle
from graph.export.size import SMALL, VIS_UP_TO, size_class
from graph.text import visible

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
    kinds = [kind.model_dump() for kind in drawable_legend(view)]
    shown = _plain({**view.model_dump(exclude_defaults=True), "format": view.format, "kinds": kinds})
    folder = resources.files("graph.export") / "page"
    parts = {
        "data": _data(view, shown),
        "style": (folder / "page.css").read_text("utf-8"),
        "script": bundle(),
        "vis": _vis_network() if len(view.nodes) <= VIS_UP_TO else "",
    }
    # A nonce is secret from whoever can put markup into a page while it is served. Nobody adds to a static file, and
    # what comes from the view cannot name this value: it would have to contain the digest of itself.
    known = (shown["title"], parts["data"], parts["style"], parts["script"])
    nonce = hashlib.sha256("\0".join(known).encode()).hexdigest()[:32]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    listed = [(visible(node.name), visible(node.kind)) for node in view.nodes[:SMALL]]
    safe = {name: Markup(text) for name, text in parts.items()}  # noqa: S704  ours, or escaped in _data
    return template.render(view={**_HEAD, **shown}, nonce=nonce, listed=listed, more=len(view.nodes) - len(listed), **safe)


def _data(view: GraphView, shown: Any) -> str:
    """The view and how it is drawn as JSON, in which no sign is left that means something in HTML."""
    names = [name for node in view.nodes for name in (node.name, *node.names)]
    page = {
        "view": shown,
        "size": size_class(len(view.nodes)),
        **network(view),
        "texts": texts(),
        "letters": latin_letters(names),
    }
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


_HEAD = {"description": "", "generated": "", "query": "", "profile": "internal"}


def _vis_network() -> str:
    """Return the vis-network that pyvis ships, licence first, without the line that asks for a source map."""
    text = (resources.files("pyvis") / VIS).read_text("utf-8")
    if "</script" in text.lower():
        message = "the vis-network of this pyvis cannot stand inside a page: it contains </script"
        raise ValueError(message)
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE).strip()


def _plain(value: Any) -> Any:
    """Return the value as JavaScript reads it; signs that hide or turn round text become a visible U+FFFD."""
    return json_value(value, visible, lambda number: number if _is_exact(number) else str(number))


def _is_exact(number: float) -> bool:
    return abs(number) < LARGEST_EXACT if isinstance(number, int) else math.isfinite(number)


class Html(ViewFormat):
    """Write one HTML file that opens from disk and asks nothing of any network; - writes it to stdout.

    \b
    Example:
      casegraph export html wagner.html --around "Wagner Group" --hops 1
      casegraph export html how.html --path "Askar Kubanychbek" "Russian Foreign Ministry"
      casegraph export html then.html --around "Wagner Group" --as-of 2023-06-01 --known-at 2025-07-10
      casegraph export html public.html --all --profile public
    """

    suffix = ".html"
    readers = "reading, in any browser: [Pages](pages.md)"
    holds = "everything"
    is_picture = True

    def render(self, view: GraphView) -> Rendered:
        """The page."""
        return Rendered(render_html(view))
