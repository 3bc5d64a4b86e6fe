"""`make fuzz`: broken files into the loaders for as long as is asked; whatever is no error of ours ends the run.

Files of the small sets are cut, doubled, mixed and sprinkled with what breaks parsers; mappings likewise. Every record
that comes out must be one that a store takes, every rejection must name its file. A failure is shrunk and printed.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from pathlib import Path

from backports import zstd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.errors import CasegraphError
from graph.model.located import Located, RejectedRecord
from loaders import StreamOptions, open_stream
from loaders.csv.proposal import propose

SETS = Path(__file__).parent / "datasets"
ENTITIES = (SETS / "harbour.ftm.json").read_bytes()
STATEMENTS = (SETS / "statements.csv").read_bytes()
PEOPLE = (SETS / "people.csv").read_bytes()
MAPPING = (SETS / "people.yml").read_bytes()
FTM_MAPPING = b"""x:
  queries:
    - csv_url: x.csv
      entities:
        a: {schema: Person, key: name, properties: {name: {column: name}, birthDate: {column: dob}}}
        b: {schema: Company, key: firm, properties: {name: {column: firm}}}
        c: {schema: Ownership, key: [name, firm], properties: {owner: {entity: a}, asset: {entity: b}}}
"""
FTM_TABLE = b"name,dob,firm,p\nAnna,1971,Line,50\nBoris,,Line,\n"
TOKENS = [
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"'", b",", b";", b"\t", b"{", b"}", b"[" * 50, b"]", b":",
    b"null", b"true", b"1e999", b"-0", b"NaN", b"0000-00-00", b"9999-99-99", b"2024-02-30", b"\\ud800", b"\\u0000",
    "\U0001f600".encode(),
    "\u202e".encode(), b"Person", b"Dragon", b"Ownership",
    b'{"op":"DEL","entity":{"id":"x"}}', b'{"op":"MOD"}', b'{"casegraph":{}}',
    b'"casegraph":{"kind":"Law","fields":{"name":5}},', b'"casegraph":{"relation":"OWNS","with":{"role":[1]}},',
    b"hb-anna", b"x" * 300,
    b"&a [*a]", b"!!python/object:os.system x", b"? ", b"- ", b"%d.%m.%Y", b"%", b"split", b"kind", b"rest", b"encoding: utf-7\n",
    b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"Y17000", b"2024-21", b"../2020", b"|", b"a|b|c", b"\xc0\xc1\xc2\xc3",
]  # fmt: skip
SEEDS = [
    ("entities.ftm.json", ENTITIES, None),
    ("statements.csv", STATEMENTS, None),
    ("statements.json", b'{"entity_id":"a","schema":"Person","prop":"name","value":"A","dataset":"x"}\n' * 3, None),
    ("people.csv", PEOPLE, MAPPING),
    ("table.csv", FTM_TABLE, FTM_MAPPING),
]


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with up to six edits."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        how = draw(st.sampled_from(["insert", "replace", "cut", "double", "delete"]))
        token = draw(st.sampled_from(TOKENS) | st.binary(max_size=8))
        if how == "insert":
            data[start:start] = token
        elif how == "replace":
            data[start:end] = token
        elif how == "cut":
            del data[end:]
        elif how == "double":
            data[end:end] = data[start:end]
        else:
            del data[start:end]
    return bytes(data)


PACKED = st.sampled_from(
    [lambda data: data, lambda data: data, gzip.compress, zstd.compress, lambda data: gzip.compress(data)[:-3]]
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, bytes, bytes | None]:
    """A file's name and bytes, and a mapping's where it has one."""
    name, data, mapping = draw(st.sampled_from(SEEDS))
    packed = draw(PACKED)(draw(broken(data)))
    return name, packed, None if mapping is None else draw(broken(mapping))


def feed(folder: Path, name: str, data: bytes, mapping: bytes | None) -> None:
    """Reads one case as a user would; raises what is no error of ours."""
    path, mapped = folder / name, folder / "mapping.yml"
    path.write_bytes(data)
    if mapping is not None:
        mapped.write_bytes(mapping)
    try:
        if name.endswith(".csv"):
            propose(path)
    except CasegraphError:
        pass
    try:
        with open_stream(path, StreamOptions(mapping=mapped if mapping is not None else None)) as stream:
            for item in stream:
                if isinstance(item, Located):
                    json.dumps(item.record.properties(), default=str, ensure_ascii=False).encode()
                elif isinstance(item, RejectedRecord):
                    assert item.faults[0].file == str(path)
                    assert len(str(item.faults[0])) < 2000
            json.dumps(stream.census.table(), ensure_ascii=False).encode()
    except CasegraphError:
        pass


def main(seconds: float) -> None:
    """Runs for so many seconds; says how many files were fed."""
    count, end = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:

        @settings(
            max_examples=1000, deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )  # fmt: skip
        @given(cases())
        def once(case: tuple[str, bytes, bytes | None, int]) -> None:
            nonlocal count
            if time.monotonic() < end:
                count += 1
                feed(Path(folder), *case)

        while time.monotonic() < end:
            once()
            sys.stderr.write(f"\r{count} files fed")
    sys.stderr.write(f"\r{count} files fed in {seconds:.0f} s, no traceback\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600)
