"""Names in any script, made comparable."""

from graph.names.matching import NEAR, closeness, folded, index_query, likeness, near, same, search_text, words

__all__ = ["NEAR", "closeness", "folded", "index_query", "likeness", "near", "same", "search_text", "words"]
