"""What networkx reads of a GEXF file, also the one that followthemoney holds back."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from networkx.readwrite.gexf import GEXFReader


def read_gexf(path: Path) -> nx.Graph[str]:
    """The graph of a GEXF 1.3 file. networkx before 3.5 does not know that version, and is given it as 1.2."""
    if "1.3" in GEXFReader.versions:
        return nx.read_gexf(path, version="1.3")
    older = path.with_suffix(".older.gexf")
    text = path.read_text(encoding="utf-8").replace("http://gexf.net/1.3", GEXFReader.versions["1.2draft"]["NS_GEXF"])
    older.write_text(text, encoding="utf-8")
    return nx.read_gexf(older, version="1.2draft")
