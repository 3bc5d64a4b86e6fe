"""Looks for protected persons in what was written: every name, alias and id, in every byte, however a format writes signs."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from graph.publish import Protected

SHORT = 3
"""Names of fewer signs (“G”, “A.T.” without points) are letters of any text: they are looked for as words of the view's own."""


def wanted(people: Iterable[Protected]) -> set[str]:
    """What must not be found: ids, names, and each word of the name of somebody who is called by it."""
    found: set[str] = set()
    for person in people:
        found |= {person.id, *person.names}
        if person.identification == "named":
            found |= {
                word for name in person.names for word in re.split(r"[\s,.\-]+", name) if len(word) > SHORT and not word.islower()
            }
    return {name for name in found if len(re.sub(r"\W", "", name)) >= SHORT}


def leaks(content: bytes, names: Iterable[str]) -> list[str]:
    """The names that stand in a file, as they are or as XML, JSON, Mermaid or an address write them."""
    text = content.decode("utf-8", "replace")
    text = re.sub(r"#(\d{1,7});", lambda found: chr(int(found[1])), text) if "flowchart" in text[:20] else text
    lowered = {text.casefold(), html.unescape(text).casefold()}
    return sorted({name for name in names for way in _ways(name) if any(_stands(way, one) for one in lowered)})


def _stands(way: str, text: str) -> bool:
    """Whether it is there; what is as short as “Tima” stands in “estimate” as well and is looked for as a word."""
    if len(way) > 5:
        return way in text
    return re.search(rf"(?<!\w){re.escape(way)}(?!\w)", text) is not None


def _ways(name: str) -> Iterator[str]:
    yield name.casefold()
    yield html.escape(name).casefold()
    yield json.dumps(name)[1:-1].casefold()
    yield quote(name).casefold()


def files(place: Path) -> dict[str, bytes]:
    """Every file under a folder, by its path; those inside a .zip as well."""
    found: dict[str, bytes] = {}
    for path in sorted(place.rglob("*")):
        if path.is_file():
            found[str(path.relative_to(place))] = path.read_bytes()
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    found |= {f"{path.name}!{name}": archive.read(name) for name in archive.namelist()}
    return found


def assert_nobody_named(place: Path, people: Iterable[Protected]) -> None:
    """No file under a folder has a protected person in its bytes or in its name."""
    names = wanted(people)
    assert names
    written = files(place)
    assert written
    told = {name: leaks(name.encode() + b"\n" + content, names) for name, content in written.items()}
    told = {name: found for name, found in told.items() if found}
    assert not told, told
