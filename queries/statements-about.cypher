// summary: Who said something in public about one entity, and on what
// category: sources
// parameters:
//   entity: {type: entity, help: "the entity that is spoken of"}
//   as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [speaker, speaker_id, kind, topic, since, until, status, grade, sources, origins, certainty]
// example: {entity: Askar Kubanychbek}

MATCH (p:Entity)-[r:STATEMENT_ABOUT]->(e:Entity)
WHERE e.id = $entity
  // an event that had not happened has no relations
  AND NOT coalesce(r.since_earliest > $as_of OR r.until_latest < $as_of OR e.date_earliest > $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: r.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
RETURN p.name AS speaker,
       p.id AS speaker_id,
       p.kind AS kind,
       r.topic AS topic,
       r.since AS since,
       r.until AS until,
       r.status AS status,
       r.grade AS grade,
       r.sources AS sources,
       r.origins AS origins,
       CASE
         WHEN $as_of IS NULL THEN null
         WHEN r.since IS NULL AND r.until IS NULL THEN 'not stated'
         // it had surely begun and surely not ended; inferred (?) and approximate (~) dates make nothing sure
         WHEN r.since_latest <= $as_of AND r.until_earliest >= $as_of
              AND NOT r.since + r.until =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS certainty
ORDER BY r.since_earliest, speaker, speaker_id
