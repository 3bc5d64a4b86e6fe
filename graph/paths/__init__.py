"""Paths between entities: the best few, each hop with the relations that hold it and how well they are supported.

    question.py       what is asked                 find.py         the answer, or why there is none
    search.py         which way is taken            no_path.py      what would do instead
    bidirectional.py  outwards from both ends       expand.py       one step further
    selectors.py      what Neo4j does itself        arrays/         the same on a large embedded store
    filters.py        what may be walked            costs.py        what a hop costs
    k_shortest.py     the cheapest simple paths     hops.py         what answers show of a hop
    connect.py        the smallest tie of several   steiner.py      the cheapest tree
    between.py        all that lies on short paths  simple_paths.py what lies on simple ones
    neighbours.py     what lies around an entity

Claims, sources and, unless asked for, hypotheses are never walked, so that a shared newspaper connects nobody.
"""

from graph.paths.find import Path, Paths, find_paths
from graph.paths.question import MAX_HOPS, PathQuestion, Prefer, Walkable

__all__ = ["MAX_HOPS", "Path", "PathQuestion", "Paths", "Prefer", "Walkable", "find_paths"]
