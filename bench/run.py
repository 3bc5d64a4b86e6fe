"""Measures what docs/performance.md publishes, in one run, and writes the table there.

Whole processes, from outside: wall seconds, CPU seconds and peak memory of each, as the operating system accounts
them. The commands of a group take turns (A B A B …), so that a machine that slows down slows all of them; figures are
medians of `--runs` after one run that is not counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
ASKED = ("askar-kubanychbek", "russian-foreign-ministry")


@dataclass
class Subject:
    """One command and what was measured of it."""

    name: str
    command: list[str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)

    def run(self, *, counted: bool) -> None:
        """Runs it once as a whole process."""
        begun = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.stderr is not None
        if process.returncode:
            sys.exit(f"{self.name} failed: {process.stderr.read().decode()}")
        process.stderr.close()
        if counted:
            self.wall.append(wall)
            self.cpu.append(usage.ru_utime + usage.ru_stime)
            self.peak.append(usage.ru_maxrss / 1024)

    def row(self, base: Subject | None, aim: str) -> str:
        """The subject as a line of the table."""
        ratio = f"{statistics.median(a / b for a, b in zip(self.wall, base.wall, strict=True)):.2f}" if base else ""
        low, mid, high = min(self.wall), statistics.median(self.wall), max(self.wall)
        cells = (
            self.name,
            f"{mid:.2f}",
            f"{low:.2f}–{high:.2f}",
            f"{statistics.median(self.cpu):.2f}",
            f"{statistics.median(self.peak):.0f}",
            ratio,
            aim,
        )
        return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measures and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    casegraph = str(Path(sys.executable).with_name("casegraph"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([casegraph, "demo", "--folder", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        store = str(Path(folder) / "casegraph.db")
        nothing = Subject("`python -c pass`", [sys.executable, "-c", "pass"])
        helped = Subject("`casegraph --help`", [casegraph, "--help"])
        path = Subject("`casegraph path`, embedded demo", [casegraph, "path", *ASKED, "--store", store])
        bare = Subject("the same path, bare driver", [sys.executable, str(ROOT / "bench" / "bare_path.py"), store, *ASKED])
        subjects = (nothing, helped, path, bare)
        for turn in range(runs + 1):
            for subject in subjects:
                subject.run(counted=turn > 0)
    lines = [
        f"Medians of {runs} whole processes each, taking turns, on {machine()}.",
        "",
        "| command | wall s | min–max | CPU s | peak MB | ratio to the bare driver | aim, wall s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        nothing.row(None, ""),
        helped.row(None, "≤ 0.25"),
        path.row(bare, "≤ 1.2"),
        bare.row(bare, ""),
    ]
    publish("\n".join(lines), "commands")


def machine() -> str:
    """Cores, memory and versions, without a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} shared cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def publish(text: str, part: str) -> None:
    """Puts a table into the page, between the marks of its part, and prints it."""
    print(text)
    begin, end = f"<!-- begin {part}: written by bench/ -->", f"<!-- end {part} -->"
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{text}\n{end}", page, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
