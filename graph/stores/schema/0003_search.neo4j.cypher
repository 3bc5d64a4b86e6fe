// Search by name: `search` holds every name folded to plain words (graph/names/matching.py).
CREATE FULLTEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON EACH [n.search];
