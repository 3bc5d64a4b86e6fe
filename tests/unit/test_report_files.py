"""The report as Markdown and as HTML: whatever a record holds comes out as text, and a failed write leaves nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graph.export.atomic import write_whole
from graph.export.markdown import code, escape, render_markdown
from graph.export.plain import one_line
from graph.export.report_html import render_report
from graph.export.report_view import Block, Footnote, Piece, Report, Section, Sentence, SourceEntry

HOSTILE = (
    "*bold* _em_ __strong__ ~~gone~~",
    "[link](javascript:alert(1))",
    "![picture](https://evil.example/x.png)",
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "a | b | c",
    "`code` ``two``",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "line\nbreak\r\n\n# next",
    "tab\tand\u2028line\u2029paragraph",
    "[^1]: footnote",
    "[^1]",
    "&lt;b&gt; &amp;",
    "https://evil.example www.evil.example a@evil.example",
    "$x$ ^up^ {{ 7*7 }} {% raw %}",
    "back\\slash\\*",
    "---",
    "===",
    "\u202eevil\u202c \x00\x1b[31m",
    "\"quotes\" 'single'",
    "Айгуль محمد 李",
    "   padded   ",
)


def report(text: str) -> Report:
    """A report that holds the text wherever a record's text may stand."""
    pieces = (Piece(text=text, own=True), Piece(text=" was here."))
    sentence = Sentence(pieces=pieces, notes=(1,), grade="B2", sources=1, origins=1)
    block = Block(heading=(Piece(text=text, own=True),), sentences=(sentence,))
    return Report(
        title=text,
        kind="a person",
        facts=(("Id", text), ("Other names on record", text)),
        warnings=((Piece(text="Do not publish: "), Piece(text=text, own=True)),),
        summary=("This report rests on 1 claim.",),
        sections=(Section(key="identity", title="What is stated", blocks=(block,)),),
        sources=(SourceEntry(title=text, reliability="B, usually reliable", rows=(("Address", text), ("Publisher", text))),),
        reading=("Every sentence has a source.",),
        reliability_key=(("A", "completely reliable"),),
        credibility_key=(("1", "confirmed by other sources"),),
        footnotes=(Footnote(number=1, title=text, publisher=text, word=(Piece(text=text, own=True),), url=text, sha256="abc"),),
    )


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def rendered(text: str) -> Page:
    """Markdown as a reader of it shows it, raw HTML allowed, tables and strike-through on."""
    return Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_holds_hostile_text_as_text(text: str) -> None:
    page, plain = rendered(render_markdown(report(text))), rendered(render_markdown(report("Ann")))
    assert page.tags == plain.tags
    shown = " ".join("".join(page.text).split())
    assert shown.count(one_line(text)) >= 8
    assert "href" not in dict(page.attributes)
    assert "src" not in dict(page.attributes)


@given(st.text(max_size=60))
def test_any_text_is_one_line_of_markdown_and_comes_back(text: str) -> None:
    for written in (escape(text), f"- {escape(text)}", f"x {escape(text, inside=True)}"):
        assert "\n" not in written
        page = rendered(written)
        assert set(page.tags) <= {"p", "ul", "li"}
        assert one_line(text) in " ".join("".join(page.text).split())


@given(st.text(alphabet="`a ", min_size=1, max_size=12))
def test_any_text_is_one_code_span(text: str) -> None:
    page = rendered(f"x {code(f'a{text}a')} y")
    assert page.tags == ["p", "code"]
    assert "".join(page.text).strip() == f"x {one_line(f'a{text}a')} y"


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_hostile_text_as_text(text: str) -> None:
    page, plain = Page(render_report(report(text))), Page(render_report(report("Ann")))
    assert page.tags == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert not {"script", "img", "iframe", "object", "form"} & set(page.tags)
    shown = " ".join("".join(page.text).split())
    assert shown.count(one_line(text)) >= 8
    assert "\u202e" not in shown
    assert "\x00" not in shown


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    text = render_report(report("Ann"))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    nonce = re.search(r'<style nonce="([0-9a-f]{32})">', text)
    assert policy
    assert nonce
    assert policy[1].startswith(f"default-src 'none'; style-src 'nonce-{nonce[1]}';")
    assert "script" not in policy[1]
    page = Page(text)
    targets = {value for name, value in page.attributes if name == "id"}
    links = [value for name, value in page.attributes if name == "href" and value != "data:,"]
    assert all(link and link.startswith("#") and link[1:] in targets for link in links)
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


def test_the_same_report_is_the_same_text_and_another_has_another_nonce() -> None:
    pages = [render_report(report(text)) for text in ("Ann", "Ann", "Bob")]
    nonces = [re.search("nonce-([0-9a-f]+)", page)[1] for page in pages]  # type: ignore[index]  # each page has one
    assert pages[0] == pages[1]
    assert nonces[0] == nonces[1] != nonces[2]
    assert render_markdown(report("Ann")) == render_markdown(report("Ann"))


def test_a_file_is_written_whole_as_utf_8(tmp_path: Path) -> None:
    out = tmp_path / "report.md"
    out.write_text("before", "utf-8")
    write_whole(out, "Айгуль\n")
    assert out.read_bytes() == "Айгуль\n".encode()
    assert list(tmp_path.iterdir()) == [out]


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "report.md"
    out.write_text("before", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no room"):
        write_whole(out, "after")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "other.md", "\ud800")
    assert out.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [out]
