"""Takes the picture in the README: the demo's page in Chromium, one entity selected. `make picture` calls it."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")


def main() -> None:
    """Builds the demo's page anew and photographs it."""
    page_file = ROOT / "build" / "demo" / "central-asia.html"
    casegraph = Path(sys.executable).with_name("casegraph")
    subprocess.run([casegraph, "demo", "--folder", page_file.parent], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  ours
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(page_file.as_uri())
        page.wait_for_timeout(800)
        page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first.fill("Askar Kubanychbek")
        page.keyboard.press("Enter")
        page.wait_for_timeout(1200)
        page.screenshot(path=ROOT / "docs" / "images" / "page.png")
        browser.close()


if __name__ == "__main__":
    main()
