"""What words in a column of relations mean: the relation type that a text such as “shareholder” or «директор» stands for."""

from __future__ import annotations

import re

from graph.model import RELATIONS

TIE_HEADINGS = (
    "link", "relation", "relationship", "rel type", "label", "role", "type", "edge type", "kind", "связь", "отношение",
    "тип связи", "роль", "вид связи", "тип", "beziehung", "relación", "байланыс", "关系",
)  # fmt: skip
"""Headings of columns that say what ties two, the one that says most first."""
_WORDS = (
    ("OWNS", r"shareholder|owner|beneficia|founder|акционер|учредител|владел|собственник|бенефициар|құрылтайшы|gesellschafter"
             r"|eigent|actionnaire|accionista"),
    ("DIRECTOR_OF", r"director|board|chair(?:man|woman|person)?\b|\bceo\b|manag|president|директор|руководител|председател"
                    r"|правлен|geschäftsführ|gérant|administrador|басшы"),
    ("EMPLOYED_BY", r"employ|worker|accountant|engineer|staff|driver|сотрудник|работник|бухгалтер|инженер|водител|қызметкер"),
    ("MEMBER_OF", r"member|участник|член\b|мүше"),
    ("RELATIVE_OF", r"wife|husband|spouse|brother|sister|\bson\b|daughter|mother|father|cousin|uncle|aunt|nephew|niece|in-law"
                    r"|\bжен[аы]\b|муж\b|супруг|брат|сестр|сын\b|доч|мать\b|отец|дяд|т[её]т|племян|зять|тесть|әйел|күйеу"),
    ("DEFENDANT_IN", r"defendant|accused|подсудим|обвиняем|осужден|жауапкер"),
    ("REPRESENTS", r"lawyer|attorney|counsel|represent|адвокат|защитник|представител"),
    ("ASSOCIATE_OF", r"associate|friend|partner|соратник|друг\b|партн[её]р|знаком"),
)  # fmt: skip
_FORMER = re.compile(r"\b(?:of|у|by)\b|\bex-|former|бывш", re.IGNORECASE)
_COMPILED = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _WORDS)


def tie_of(text: str, source: str, target: str) -> str:
    """The relation type between two kinds that a text stands for; LINKED_TO where none does for certain.

    “ex-wife of owner” is of two minds, so that it says no more than that there is a link.
    """
    found = [name for name, words in _COMPILED if words.search(text)]
    if len(found) != 1 or (_FORMER.search(text) and found[0] != "RELATIVE_OF"):
        found = found[:1] if found and not _FORMER.search(text) else []
    for name in found:
        starts, ends = RELATIONS[name].ends()
        if source in starts and target in ends:
            return name
    return "LINKED_TO"


def role_field(name: str) -> str:
    """The property of a relation type that takes the text, or ""."""
    own = RELATIONS[name].own_fields()
    return next((field for field in ("role", "kinship") if field in own), "")
