"""Path search on a large embedded store: every relation in a few arrays on disk, mapped into memory as far as it is walked.

facts.py   what an array holds of a relation, packed into a number
build.py   reads the store and writes the arrays, once after each change
arrays.py  the arrays, mapped; whether they are still those of the store
walk.py    outwards from both ends in the arrays, and the steps that shortest paths may take
"""

__all__ = ["arrays", "build", "expand", "facts", "use", "walk"]
