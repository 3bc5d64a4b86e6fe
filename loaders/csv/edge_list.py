"""Tables whose rows are ties between two ends, as network programs and leaks write them: told by pairs of headings."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from loaders.csv.headings import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loaders.csv.looks import Look

_OPPOSITES = (
    ("source", "target"), ("from", "to"), ("start", "end"), ("src", "dst"), ("src", "dest"), ("source", "destination"),
    ("source", "dest"), ("origin", "destination"), ("head", "tail"), ("subject", "object"), ("sender", "receiver"),
    ("sender", "recipient"), ("payer", "payee"), ("caller", "callee"), ("parent", "child"), ("left", "right"), ("1", "2"),
    ("a", "b"), ("first", "second"), ("one", "two"), ("one", "other"), ("u", "v"), ("x", "y"), ("i", "j"), ("ego", "alter"),
    ("donor", "recipient"), ("follower", "followed"), ("debtor", "creditor"), ("seller", "buyer"), ("owner", "owned"),
    ("источник", "цель"), ("источник", "приемник"), ("источник", "получатель"), ("откуда", "куда"), ("кто", "кому"),
    ("кто", "с кем"), ("от", "к"), ("от", "кому"), ("от кого", "кому"), ("отправитель", "получатель"),
    ("плательщик", "получатель"), ("начало", "конец"), ("субъект", "объект"), ("первый", "второй"), ("из", "в"),
    ("продавец", "покупатель"), ("звонящий", "абонент"), ("қайдан", "қайда"), ("кімнен", "кімге"), ("жіберуші", "алушы"),
    ("quelle", "ziel"), ("von", "nach"), ("von", "an"), ("von", "zu"), ("source", "cible"), ("de", "a"), ("de", "à"),
    ("de", "vers"), ("origen", "destino"), ("fuente", "destino"), ("desde", "hasta"), ("kaynak", "hedef"), ("origem", "destino"),
    ("джерело", "ціль"), ("від", "до"), ("来源", "目标"), ("源", "目标"), ("起点", "终点"), ("źródło", "cel"), ("od", "do"),
)  # fmt: skip
_LATIN_ENDS = frozenset({"1", "2", "a", "b", "x", "y", "i", "j", "u", "v"})
_NO_ENDS = frozenset(
    [
        "address",
        "phone",
        "tel",
        "telephone",
        "line",
        "email",
        "mail",
        "alias",
        "date",
        "year",
        "day",
        "time",
        "name2",
        "street",
        "fax",
        "адрес",
        "телефон",
        "тел",
        "дата",
        "год",
        "почта",
        "имя",
        "псевдоним",
        "lat",
        "lon",
        "lng",
        "long",
        "coord",
        "score",
        "price",
        "amount",
        "quarter",
        "q",
        "question",
        "option",
        "column",
        "col",
        "field",
    ]
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[^\W\d_])(?=\d)")
_ENDS = frozenset(_OPPOSITES)


def ends_of(headings: Sequence[str], looks: Mapping[str, Look]) -> tuple[str, str] | None:
    """The two columns that hold the ends of ties; None where the table is no list of ties.

    Two headings are the same but for a word and its opposite, or are that; dates, money and shares are no ends.
    """
    words = {heading: plain(_CAMEL.sub(" ", heading)).split() for heading in headings}
    for one, other in combinations(headings, 2):
        pair = _opposite(words[one], words[other])
        if pair is None or any(looks[end].kind in ("date", "money", "percent", "email", "phone", "") for end in (one, other)):
            continue
        rest = {*words[one], *words[other]} - set(pair)
        if rest & _NO_ENDS or (set(pair) <= _LATIN_ENDS and not rest and len(headings) > 4):  # noqa: PLR2004  a, b among others
            continue
        return one, other
    return None


def _opposite(one: list[str], other: list[str]) -> tuple[str, str] | None:
    """The words in which two headings differ, where one is the opposite of the other."""
    if (" ".join(one), " ".join(other)) in _ENDS:
        return " ".join(one), " ".join(other)
    if len(one) != len(other):
        return None
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return differing[0] if len(differing) == 1 and differing[0] in _ENDS else None
