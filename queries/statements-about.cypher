// summary: Who said something in public about one entity, and on what
// category: sources
// parameters:
//   entity: {type: entity, help: "the entity that is spoken of"}
// columns: [speaker, speaker_id, kind, topic, since, until, status, grade, sources, origins]
// example: {entity: Askar Kubanychbek}

MATCH (p:Entity)-[r:STATEMENT_ABOUT]->(e:Entity)
WHERE e.id = $entity
RETURN p.name AS speaker,
       p.id AS speaker_id,
       p.kind AS kind,
       r.topic AS topic,
       r.since AS since,
       r.until AS until,
       r.status AS status,
       r.grade AS grade,
       r.sources AS sources,
       r.origins AS origins
ORDER BY r.since_earliest, speaker, speaker_id
