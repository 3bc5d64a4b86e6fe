"""Whether two records mean the same: one score, and each reason for and against."""

from graph.identity.asked import answer
from graph.identity.record import Record
from graph.identity.score import THRESHOLD, Verdict, compare

__all__ = ["THRESHOLD", "Record", "Verdict", "answer", "compare"]
