"""The report as one HTML file: no script, no address that is followed, nothing loaded from anywhere; made to be printed.

All text goes through Jinja2's escaping; a run of a record's own text stands in `<bdi>`, so that a name in a script
written from right to left keeps its place in the sentence.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from graph.text import visible

if TYPE_CHECKING:
    from graph.export.report_view import Report


def render_report(report: Report) -> str:
    """The report as a page; the same report gives the same text."""
    folder = resources.files(__package__) / "page"
    style = (folder / "report.css").read_text("utf-8")
    # as in graph.export.formats.html: nobody adds to a static file, and no text of the report can name a digest of itself
    nonce = hashlib.sha256(f"{report.model_dump_json()}\0{style}".encode()).hexdigest()[:32]
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True,
        finalize=_shown,
    )  # fmt: skip
    template = environment.from_string((folder / "report.html.j2").read_text("utf-8"))
    return template.render(report=report, nonce=nonce, style=Markup(style))  # noqa: S704  our own file


def _shown(value: Any) -> Any:
    """Text whose hidden signs are visible; what is markup already stays as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
