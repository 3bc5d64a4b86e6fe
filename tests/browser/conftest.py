"""A Chromium for the page, and a page that remembers everything it was not supposed to do."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from graph.export.formats.html import write_html
from graph.export.view import GraphView

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class OpenPage:
    """A page opened from disk, with what it said and asked for."""

    page: Page
    address: str
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def assert_quiet(self) -> None:
        """Nothing was logged, thrown, run or asked for but the file itself."""
        assert (self.console, self.errors, self.dialogs) == ([], [], [])
        asked = [url for url in self.requests if url != "data:," and url.split("#")[0] != self.address.split("#")[0]]
        assert asked == []

    def point(self, kind: str, index: int) -> dict[str, float]:
        """Where a node or an edge is drawn, in pixels of the window."""
        box = self.page.locator("#canvas").bounding_box()
        assert box
        drawn = self.page.evaluate(f"document.getElementById('canvas').casegraph.{kind}Point({index})")
        return {"x": box["x"] + drawn["x"], "y": box["y"] + drawn["y"]}

    def drawn(self, frames: int = 2) -> None:
        """Waits until what the last event changed is drawn: two frames, however long they take."""
        count = "left => new Promise(done => { const next = () => left-- ? requestAnimationFrame(next) : done(); next(); })"
        self.page.evaluate(count, frames)

    def click_on(self, kind: str, index: int) -> None:
        self.drawn()
        self.page.mouse.click(**self.point(kind, index))

    def shown(self, kind: str) -> set[int]:
        """The places of the nodes or edges that the drawing shows."""
        return set(self.page.evaluate(f"[...document.getElementById('canvas').casegraph.shown.visible.{kind}]"))

    def lifted(self, kind: str) -> set[int]:
        """The places of the nodes or edges that stand out from the rest."""
        return set(self.page.evaluate(f"[...document.getElementById('canvas').casegraph.shown.lifted.{kind}]"))

    def until(self, expression: str, seconds: float = 120) -> None:
        """Wait for an expression to hold; asked from here, because the page's policy lets no string be run in it."""
        ends = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < ends, expression
            self.page.wait_for_timeout(50)

    def find(self, name: str) -> None:
        """Choose the first entity that the search field finds."""
        self.page.fill("#query", name)
        self.page.keyboard.press("Enter")

    @property
    def hash(self) -> str:
        """What stands after the # of the address."""
        return str(self.page.evaluate("location.hash"))

    @property
    def heading(self) -> str:
        return self.page.locator("#details h2").inner_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that CASEGRAPH_CHROMIUM names, that of the system, or playwright's own.

    Where there is none, or `make test` left it out (without a font it crashes), the tests are skipped; where CI is set they fail.
    """
    ci = os.environ.get("CI")
    if "in a browser" in (left_out := os.environ.get("CASEGRAPH_LEFT_OUT", "")) and not ci:
        pytest.skip(left_out)
    path = os.environ.get("CASEGRAPH_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            if path or ci:
                raise
            pytest.skip(f"no Chromium: {str(error).splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture
def open_view(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., OpenPage]]:
    """A function that writes a view, opens the file and returns the page once it is drawn."""
    contexts: list[BrowserContext] = []

    def open_it(
        view: GraphView, width: int = 1280, height: int = 800, at: str = "", timeout: int = 120_000, **options: object
    ) -> OpenPage:
        path = tmp_path / f"page-{len(contexts)}.html"
        write_html(view, path)
        asked = {"reduced_motion": "reduce", "locale": "en-GB", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **asked)
        context.set_default_timeout(timeout)
        contexts.append(context)
        opened = OpenPage(context.new_page(), path.as_uri() + at)
        opened.watch()
        opened.page.goto(opened.address)
        opened.page.wait_for_selector("#details h2")
        return opened

    yield open_it
    for context in contexts:
        context.close()
