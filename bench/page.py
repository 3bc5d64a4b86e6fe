"""Measures pages against pyvis's own page of the same graph, in one run, and writes the table into docs/performance.md.

Both pages are opened in the same Chromium without a graphics card, by turns. What is measured is what a reader meets:
the bytes that must be there before anything shows, the seconds until the drawing is there and the page answers within a
second, frames a second while the drawing is dragged with the mouse, and requests to the network. pyvis's page asks two
CDNs for its library; here these files come from the pyvis package, so it waits for no network.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright
from pyvis.network import Network
from run import machine, publish

from graph.export.formats.html import render_html
from graph.export.view import GraphView, LegendEntry, ViewClaim, ViewEdge, ViewNode, ViewSource

SIZES = (50, 500, 2_000, 10_000)
LONGEST = 60.0
"""Seconds after which a page that has not come to answer is taken as not interactive."""
DRAG = 4.0
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
PROBE = """
window.bench = { drawn: null, ready: null, frames: 0 };
for (const name of ['fill', 'stroke']) {
  const own = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...given) {
    if (window.bench.drawn === null) {
      window.bench.drawn = performance.now();
      console.log('bench drawn', window.bench.drawn);
    }
    return own.apply(this, given);
  };
}
const probe = () => {
  const asked = performance.now();
  requestAnimationFrame(() => setTimeout(() => {
    window.bench.frames += 1;
    if (window.bench.drawn !== null && window.bench.ready === null && performance.now() - asked < 1000) {
      window.bench.ready = performance.now();
      console.log('bench ready', window.bench.ready);
    }
    probe();
  }, 0));
};
probe();
"""


@dataclass
class Measured:
    """One page of one size: what was found in each run."""

    name: str
    nodes: int
    size: float = 0.0
    requests: int = 0
    written: float = 0.0
    ready: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)


def graph(nodes: int) -> GraphView:
    """A made-up case: people and places, one and a half relations each, a claim for every relation."""
    chance = random.Random(nodes)
    made = [
        ViewNode(id=f"n{n}", kind="Person" if n % 5 else "Place", name=f"Person {n} Surname {n % 97}", names=[f"Имя {n}"])
        for n in range(nodes)
    ]
    ends = [(n, int(chance.random() ** 2 * nodes)) for n in range(nodes)]
    ends += [(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(nodes // 2)]
    edges = [
        ViewEdge(
            id=f"e{n}", relation="KNOWS", source=f"n{a}", target=f"n{b}", grade="B2", since="2023", sources=["s"], origins=["o"]
        )
        for n, (a, b) in enumerate(ends)
    ]
    claims = [
        ViewClaim(id=f"c{n}", text=f"The source says that {edge.source} knows {edge.target}.", property="KNOWS",
                  status="asserted", grade="B2", source="s", about=[edge.source, edge.target], relation=edge.id)
        for n, edge in enumerate(edges)
    ]  # fmt: skip
    kinds = [LegendEntry(key="Person", label="Person", count=0, colour="#0072B2", shape="dot"),
             LegendEntry(key="Place", label="Place", count=0, colour="#7F9F3F", shape="triangleDown")]  # fmt: skip
    return GraphView(title=f"{nodes} entities", nodes=made, edges=edges, claims=claims, kinds=kinds,
                     sources=[ViewSource(id="s", title="Source", url="https://example.org/s")])  # fmt: skip


def write_ours(view: GraphView, folder: Path) -> Path:
    path = folder / f"casegraph-{len(view.nodes)}.html"
    path.write_text(render_html(view), "utf-8")
    return path


def write_pyvis(view: GraphView, folder: Path) -> Path:
    """Write pyvis's page as it comes: it places the nodes when it is opened."""
    return _pyvis(view, folder / f"pyvis-{len(view.nodes)}.html", [{}] * len(view.nodes))


def write_still(view: GraphView, folder: Path) -> Path:
    """Write pyvis's page with our positions and without its physics: what its drawing alone can do."""
    spots = [{"x": node["x"], "y": node["y"]} for node in drawn_nodes(view)]
    return _pyvis(view, folder / f"still-{len(view.nodes)}.html", spots)


def drawn_nodes(view: GraphView) -> list[dict[str, int]]:
    """Where our page has the nodes, read from the page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', render_html(view), re.DOTALL)
    assert found
    nodes = json.loads(found[1])["nodes"]
    return nodes if isinstance(nodes, list) else [{"x": x, "y": y} for x, y in zip(nodes["x"], nodes["y"], strict=True)]


def _pyvis(view: GraphView, path: Path, spots: list[dict[str, int]]) -> Path:
    network = Network(height="750px", directed=True)
    for node, spot in zip(view.nodes, spots, strict=True):
        network.add_node(node.id, label=node.name, title=node.name, **spot)
    for edge in view.edges:
        network.add_edge(edge.source, edge.target, title=edge.relation)
    if spots[0]:
        network.toggle_physics(False)
    # Subresource integrity would refuse the files that are served in place of the CDNs'.
    path.write_text(re.sub(r'\s(integrity|crossorigin)="[^"]*"', "", network.generate_html()), "utf-8")
    return path


def serve(route: Route, asked: list[int]) -> None:
    """Answers for the CDNs from the pyvis package; what it does not hold is empty."""
    library = resources.files("pyvis") / "templates" / "lib"
    name = route.request.url.rsplit("/", 1)[-1].split("?")[0]
    file = {"vis-network.min.js": "vis-9.1.2/vis-network.min.js", "vis-network.min.css": "vis-9.1.2/vis-network.css"}.get(name)
    body = (library / file).read_bytes() if file else b""
    asked.append(len(body))
    route.fulfill(body=body, content_type="text/css" if name.endswith("css") else "text/javascript")


def measure(browser: Browser, path: Path, found: Measured) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(1000 * 2 * LONGEST)
    asked: list[int] = []
    page.route(re.compile("^https?://"), lambda route: serve(route, asked))
    page.add_init_script(PROBE)
    # The page is listened to, not asked: one that is busy would not answer for minutes.
    said: dict[str, float] = {}
    page.on("console", lambda message: said.update(heard(message.text)))
    page.goto(path.as_uri(), wait_until="commit")
    found.ready.append(until_ready(page, said))
    found.frames.append(frames(page) if "drawn" in said else 0.0)
    found.requests, found.size = len(asked), (path.stat().st_size + sum(asked)) / 1e6
    context.close()


def heard(text: str) -> dict[str, float]:
    words = text.split()
    return {words[1]: float(words[2]) / 1000} if words[:1] == ["bench"] else {}


def until_ready(page: Page, said: dict[str, float]) -> float:
    ends = time.monotonic() + LONGEST
    while "ready" not in said and time.monotonic() < ends:
        page.wait_for_timeout(50)
    return said.get("ready", float("inf"))


def frames(page: Page) -> float:
    """Frames a second while the mouse drags the drawing by an empty corner of it."""
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + 14, box["y"] + 14
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y + 10)
    begun, before, step = time.monotonic(), page.evaluate("window.bench.frames"), 0
    while time.monotonic() - begun < DRAG:
        step += 1
        page.mouse.move(x + 10 + step % 300, y + 10 + step % 200)
    counted = page.evaluate("window.bench.frames") - before
    spent = time.monotonic() - begun
    page.mouse.up()
    return float(counted / spent)


def row(ours: Measured, theirs: Measured, still: Measured) -> str:
    def seconds(values: list[float]) -> str:
        middle = statistics.median(values)
        return f"> {LONGEST:.0f}" if middle == float("inf") else f"{middle:.2f}"

    mine, other, drawing = (statistics.median(found.frames) for found in (ours, theirs, still))
    cells = (
        f"{ours.nodes:,}",
        f"{ours.size:.2f} · {theirs.size:.2f}",
        f"{seconds(ours.ready)} · {seconds(theirs.ready)} · {seconds(still.ready)}",
        f"{mine:.1f} · {other:.1f} · {drawing:.1f}",
        f"{mine / drawing:.1f}" if drawing else "",
        f"{ours.requests} · {theirs.requests}",
        f"{ours.written:.1f} · {theirs.written:.1f}",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measures and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        version = browser.version.split(".")[0]
        for nodes in options.sizes:
            view = graph(nodes)
            both = []
            for label, write in (("casegraph", write_ours), ("pyvis", write_pyvis), ("still", write_still)):
                begun = time.perf_counter()
                path = write(view, Path(name))
                both.append((path, Measured(label, nodes, written=time.perf_counter() - begun)))
            for _ in range(options.runs):
                for path, found in both:
                    # A page that did not come to answer is not waited for again.
                    if float("inf") not in found.ready:
                        measure(browser, path, found)
            rows.append(row(*(found for _, found in both)))
            print(rows[-1], flush=True)
        browser.close()
    head = [
        f"casegraph · pyvis's own page · pyvis's without physics; medians of {options.runs} "
        f"by turns, Chromium {version} without a graphics card, "
        f"{machine()}.",
        "",
        "| entities | MB to load | s until interactive | frames/s while dragged | against the last | requests | s to write |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    publish("\n".join([*head, *rows]), "page")


if __name__ == "__main__":
    main()
