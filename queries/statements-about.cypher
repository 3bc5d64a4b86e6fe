// summary: Who said something in public about one entity, and on what
// category: sources
// parameters:
//   entity: {type: entity, help: "the entity that is spoken of"}
// columns: [speaker, speaker_id, kind, topic, since, until, status, grade, sources, origins, disputed_grade,
//   disputed_origins, certainty]
// example: {entity: Askar Kubanychbek}

MATCH (p:Entity)-[r:STATEMENT_ABOUT]->(e:Entity)
WHERE e.id = $entity
  // an event that had not happened has no relations
  AND @may_hold(r)
  AND @may_have_happened(e)
  AND @relation_known(r)
RETURN p.name AS speaker,
       p.id AS speaker_id,
       p.kind AS kind,
       r.topic AS topic,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY r.since_earliest, speaker, speaker_id
