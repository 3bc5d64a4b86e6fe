"""The fixed words of a report: the titles of its sections, and how it is to be read."""

from __future__ import annotations

TITLES: dict[str, tuple[str, str]] = {
    "identity": ("What is stated", ""),
    "relations": ("Relations", ""),
    "cases": ("Cases and their laws", ""),
    "order": (
        "Rulings and events, in their order",
        "The order is the one that dates and sources give; what has the same number may lie in any order. "
        "“Came before” never means “caused”.",
    ),
    "figures": (
        "Figures",
        "Each figure stands as its source gives it, with its bound and with what it counts. Nothing is averaged or added up.",
    ),
    "word": ("Told on its word", "What sources report about others with this entity as their authority."),
    "mentions": (
        "Mentioned as well",
        "Places that speak of it and whose content is not held in any field; look them up in the documents.",
    ),
    "conflicts": ("Conflicts, and what only looks like one", ""),
    "hypotheses": (
        "Hypotheses of identity",
        "Conjectures, not findings: nothing in this report rests on them, and the records are not merged.",
    ),
    "open": ("Open questions", "What no source behind this report states."),
}
"""Title and introduction of every section."""

READING: tuple[str, ...] = (
    "Every sentence is put together from the fields of claims in the graph; a claim is one thing that one source says at "
    "one place.",
    "The numbers after a sentence lead to its footnotes: the document, the place in it, the grade, and on whose word it is said.",
    "“2 sources, 1 origin” means two documents that have one origin: an outlet that repeats an agency adds a source "
    "and no origin.",
    "“Allegedly” marks what a source tells as an allegation, “it is inferred” what follows from a source without being "
    "stated there; what somebody denies is said to be denied. Retracted claims are left out.",
    "“About” and “(uncertain)” keep the doubt that the date itself carries. “From … on” gives when something began; it says "
    "nothing about its end.",
    "Places are given in characters of the document (code points, counted from 0, the last one not included); the sha256 "
    "tells whether a copy of the document is the one that was read.",
    "A grade such as B2 is that of the Admiralty system: the letter is the reliability of the source, the number the "
    "credibility of what it says. The grade after a sentence is the best among its footnotes.",
    "Text between “…” is a value of the record, as it was entered, and not a quotation from a document.",
    "The fingerprint is a digest over the records that are cited: reports that rest on the same records have the same one.",
)
