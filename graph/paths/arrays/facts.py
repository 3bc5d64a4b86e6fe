"""What the arrays hold of a relation: type, grade, number of origins and direction, packed into one 32-bit number.

bits 0–5 type · 6–11 grade (0 is A1, 35 is F6, 36 none) · 12–17 origins (63 stands for more) · 18 walked backwards
· 19 a hypothesis that was judged negative · 20 denied only · 21 denied by some claim
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model.vocabulary import GRADES
from graph.paths.costs import BASE

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[Any]

NO_GRADE = 36
MOST_ORIGINS = 63
BACKWARDS = 1 << 18
REFUTED = 1 << 19
DENIED = 1 << 20
DISPUTED = 1 << 21
NEVER, ALWAYS = np.iinfo(np.int32).max, np.iinfo(np.int32).min
"""Days that no date reaches: an end that is not stated, and a beginning that is not."""


def grade_code(grade: str) -> int:
    """The place of a grade among all, the best first: A1 is 0, F6 is 35; "" is 36."""
    return GRADES.index(grade) if grade else NO_GRADE


def packed(type_at: int, grade: str, origins: int, flags: int = 0) -> int:
    """One relation's facts, walked forwards; `flags` are REFUTED, DENIED and DISPUTED."""
    return type_at | grade_code(grade) << 6 | min(origins, MOST_ORIGINS) << 12 | flags


def types(facts: Numbers) -> Numbers:
    """The number of the relation type."""
    return facts & 63


def grades(facts: Numbers) -> Numbers:
    """The grade's code; lower is better."""
    return (facts >> 6) & 63


def origins(facts: Numbers) -> Numbers:
    """The number of independent origins."""
    return (facts >> 12) & 63


_STEPS = np.array([code // 6 + code % 6 for code in range(36)] + [10] * 28, dtype=np.int32)
_SHARE = np.array([BASE // max(1, count) for count in range(64)], dtype=np.int32)


def weaknesses(facts: Numbers) -> Numbers:
    """`graph.paths.costs.weakness` of many relations at once."""
    found: Numbers = BASE + 10 * _STEPS[grades(facts)] + _SHARE[origins(facts)]
    return found
