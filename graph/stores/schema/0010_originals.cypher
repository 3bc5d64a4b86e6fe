// What a data set calls an entity whose id is made of that, because no id of ours may look so (graph/stores/rows.py).
CREATE INDEX entity_original IF NOT EXISTS FOR (n:Entity) ON (n.original_id);
