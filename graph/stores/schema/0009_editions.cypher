// What each data set says of an entity that several of them speak of (graph/ingest/editions.py).
CREATE CONSTRAINT edition_id IF NOT EXISTS FOR (n:Edition) REQUIRE n.id IS UNIQUE;
CREATE INDEX edition_dataset IF NOT EXISTS FOR (n:Edition) ON (n.dataset);
CREATE INDEX edition_entity IF NOT EXISTS FOR (n:Edition) ON (n.entity);
