"""Names in any script, made comparable."""

from graph.names.keys import index_query, pair_keys, search_text
from graph.names.matching import folded, likeness, same, words

__all__ = ["folded", "index_query", "likeness", "pair_keys", "same", "search_text", "words"]
