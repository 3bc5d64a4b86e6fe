"""The publication profile: what leaves the system when nobody `protected` may be named in it.

key.py     the user's secret, from which pseudonyms are made; it never enters an output
people.py  whom to protect: every protected person of a store, with all names that the store has of them
words.py   names and texts as words that can be compared across scripts and grammatical cases
given.py, sounds.py, disguises.py  short forms of first names, other scripts, spellings that hide a name
index.py, meaning.py, find.py  the names arranged, what a word may mean, where a text names somebody
births.py, ages.py  days of birth, ages and numbers of papers in texts
mask.py    text in, text out, with pseudonyms where names stood
singled.py, coarsen.py  who has what alone in a file; days, places and employers made coarse
profile.py views and reports in, views and reports out
"""

from __future__ import annotations

from graph.publish.key import load_key
from graph.publish.people import Protected, protected_people
from graph.publish.profile import Choices, Publication

__all__ = ["Choices", "Protected", "Publication", "load_key", "protected_people"]
