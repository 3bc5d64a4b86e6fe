"""The report as Markdown: CommonMark with footnotes as GitHub, Pandoc and Obsidian read them, no raw HTML, no links.

Whatever a record holds comes out as the text that it is: signs that Markdown would act on are escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.export.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.export.report_view import Block, Footnote, Report, Section, Sentence

_SIGNS = re.compile(r"[\\`*_\[\]<>|~^$#&@{}]")
_LINKS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_BLOCK = re.compile(r"^(?:[-+=]|[0-9]+(?=[.)]))")


def escape(text: str, *, inside: bool = False) -> str:
    """Text on one line that Markdown shows as it is; `inside` when it does not begin a paragraph, item or cell."""
    escaped = _SIGNS.sub(r"\\\g<0>", one_line(text))
    escaped = _LINKS.sub(r"\1\\\2", escaped)
    return escaped if inside else _BLOCK.sub(lambda found: f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}", escaped)


def code(text: str) -> str:
    """Text as a code span, fenced by one backtick more than it holds in a row."""
    plain = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    padding = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{padding}{plain}{padding}{fence}"


def render_markdown(report: Report) -> str:
    """The report as text; the same report gives the same text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    yield ""
    yield f"Report on {report.kind}"
    yield ""
    for warning in report.warnings:
        yield f"> **{escape(''.join(piece.text for piece in warning))}**"
        yield ""
    for label, value in report.facts:
        yield f"- {label}: {code(value) if label in ('Id', 'Fingerprint') else escape(value)}"
    yield ""
    yield from report.summary
    yield ""
    for section in report.sections:
        yield from _section(section)
    yield from _sources(report)
    yield from _reading(report)
    for footnote in report.footnotes:
        yield f"[^{footnote.number}]: {_footnote(footnote)}"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    if section.intro:
        yield f"*{section.intro}*"
        yield ""
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    heading = escape("".join(piece.text for piece in block.heading), inside=True)
    if heading:
        yield f"### {heading}" + (f" ({block.remark})" if block.remark else "")
        yield ""
    elif block.remark:
        yield block.remark
        yield ""
    for sentence in block.sentences:
        yield f"- {_sentence(sentence)}"
    if block.sentences:
        yield ""


def _sentence(sentence: Sentence) -> str:
    marks = "".join(f"[^{number}]" for number in sentence.notes)
    support = f" ({sentence.support})" if sentence.support else ""
    return f"{escape(sentence.text)}{marks}{support}"


def _footnote(footnote: Footnote) -> str:
    address = f" {code(footnote.url)}." if footnote.url else ""
    return f"{escape(footnote.text)}.{address}"


def _sources(report: Report) -> Iterator[str]:
    yield "## Sources"
    yield ""
    for source in report.sources:
        yield f"### {escape(source.title)}"
        yield ""
        yield f"- Reliability: {source.reliability}"
        for label, value in source.rows:
            yield f"- {label}: {code(value) if label in ('Address', 'Id') else escape(value)}"
        yield ""


def _reading(report: Report) -> Iterator[str]:
    yield "## How to read this report"
    yield ""
    for line in report.reading:
        yield f"- {line}"
    yield ""
    for title, key in (("Reliability of a source", report.reliability_key), ("Credibility of a claim", report.credibility_key)):
        yield f"{title}: " + "; ".join(f"**{sign}** {meaning}" for sign, meaning in key) + "."
        yield ""
