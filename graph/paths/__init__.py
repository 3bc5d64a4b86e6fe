"""Paths between entities: the best few, each hop with the relations that hold it and how well they are supported.

    question.py   what is asked          costs.py    what a hop costs
    filters.py    what may be walked     best.py     the best simple paths through known steps
    expand.py     one step further       levels.py   outwards from both ends: does everything, on every engine
    push.py       what Neo4j does itself snapshot/   the same on a large embedded store, in mapped arrays
    search.py     which way is taken     details.py  what is told of a path          why.py   … and of none

Claims, sources and, unless asked for, hypotheses are never walked, so that a shared newspaper connects nobody.
"""

from graph.paths.question import MAX_HOPS, PathQuestion, Prefer, Walkable
from graph.paths.search import find_paths

__all__ = ["MAX_HOPS", "PathQuestion", "Prefer", "Walkable", "find_paths"]
