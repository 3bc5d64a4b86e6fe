-- Search by name: `search` holds every name folded to plain words (graph/names.py). The engine's Cypher has no
-- CREATE FULLTEXT INDEX, so this one is made in its SQL.
CREATE PROPERTY Entity.search IF NOT EXISTS STRING;
CREATE INDEX IF NOT EXISTS ON Entity (search) FULL_TEXT;
