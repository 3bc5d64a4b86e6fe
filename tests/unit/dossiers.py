"""Small dossiers for tests: text put into a file, read by the loader and checked, as `casegraph check` does."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from graph.ledger import Ledger, check
from loaders import load_files

if TYPE_CHECKING:
    from graph.errors import Fault
    from graph.model.located import Loaded

GROUND = """\
dossier: ground
sources:
  - id: s
    title: A report
    document: report.txt
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"
    length: 100
  - {id: note, title: A note}
entities:
  - {id: ann, kind: Person, name: Ann, identification: named}
  - {id: bob, kind: Person, name: Bob, identification: named}
  - {id: army, kind: ArmedForce, name: An army}
  - {id: paper, kind: MediaOutlet, name: A paper}
  - {id: land, kind: Country, name: A land}
  - {id: town, kind: Place, name: A town}
"""


def load(folder: Path, *texts: str) -> Loaded:
    """The texts as files 1.yml, 2.yml, … of a folder, read."""
    paths = []
    for number, text in enumerate(texts, 1):
        paths.append(folder / f"{number}.yml")
        paths[-1].write_text(dedent(text), encoding="utf-8")
    return load_files(paths)


def found(folder: Path, *texts: str) -> tuple[Ledger, list[Fault]]:
    """The ledger of the texts and every fault in them, in the order of their places, without those of the loader twice."""
    loaded = load(folder, *texts)
    ledger, between, _ = check(loaded.records)
    return ledger, sorted([*loaded.faults, *between], key=lambda fault: (fault.file, fault.line, fault.field))


def claims(folder: Path, *items: str, file: str = GROUND) -> tuple[Ledger, list[Fault]]:
    """The ledger and faults of some claims, one a line from line 3 on, on the common ground."""
    return found(folder, file, "dossier: claims\nclaims:\n" + "".join(f"  - {{{item}}}\n" for item in items))


def places(faults: list[Fault]) -> list[tuple[str, int, str]]:
    """File name, line and field of each fault."""
    return [(Path(fault.file).name, fault.line, fault.field) for fault in faults]
