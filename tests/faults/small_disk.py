"""Run by a test in a mount namespace of its own: reads a store on a full file system, and on one that is for reading only.

`python small_disk.py FOLDER STORE ANSWER`; the answer is JSON: what the command ended with and printed in each case.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.cli.commands import casegraph
from tests.faults.full_disk import mount, mount_again


def main() -> None:
    """Does it all."""
    folder, store, answer = sys.argv[1:]
    mount(folder, "400m")
    place = str(shutil.copytree(store, Path(folder) / "case.db"))
    with (Path(folder) / "filling").open("wb") as file:
        subprocess.run(["cat", "/dev/zero"], stdout=file, stderr=subprocess.DEVNULL, check=False)
    told = {"full": _told("show", "kyrgyzstan", "--store", place), "debug": _told("--debug", "status", "--store", place)}
    (Path(folder) / "filling").unlink()
    mount_again(folder, "400m,ro")
    told["read only"] = _told("show", "kyrgyzstan", "--store", place)
    Path(answer).write_text(json.dumps(told), encoding="utf-8")


def _told(*words: str) -> dict[str, object]:
    done = casegraph(*words)
    return {"code": done.returncode, "out": done.stdout, "err": done.stderr}


if __name__ == "__main__":
    main()
