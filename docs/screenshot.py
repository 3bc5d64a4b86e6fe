"""Takes the pictures in the documentation: the demo's page wide and narrow, light and dark. `make picture` calls it."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
WIDE, NARROW = (1280, 800), (390, 844)
PICTURES = (
    ("page.png", WIDE, "light", "en", "entity=askar-kubanychbek"),
    ("page-all.png", WIDE, "dark", "en", "hypotheses=1"),
    ("page-table.png", WIDE, "light", "ru", "show=claims&entity=wagner-group"),
    ("page-narrow.png", NARROW, "light", "en", "entity=askar-kubanychbek"),
    ("page-narrow-dark.png", NARROW, "dark", "ky", ""),
)
"""File, window, theme, language, and what stands in the address."""


def main() -> None:
    """Builds the demo's page anew and photographs it."""
    page_file = ROOT / "build" / "demo" / "central-asia.html"
    casegraph = Path(sys.executable).with_name("casegraph")
    subprocess.run([casegraph, "demo", "--folder", page_file.parent], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  ours
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for name, (width, height), theme, language, address in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, locale=language, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{page_file.as_uri()}#{address}")
            page.wait_for_timeout(1200)
            page.screenshot(path=ROOT / "docs" / "images" / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
