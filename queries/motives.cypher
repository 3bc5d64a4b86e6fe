// summary: Why people went, by whose word
// category: people
// parameters:
//   person: {type: entity, default: null, help: "the person; all when left out"}
//   as_of: {type: date, default: null,
//     help: "only what may have held, or been counted, by this day; see certainty"}
//   known_at: {type: date, default: null, help: "only claims known by this day"}
// columns: [person, person_id, motive, status, grade, source, origin, origin_name, claim, certainty]
// example: {}

// A motive is an attribute, and each claim about it stands alone: two sources may give one man two motives.
MATCH (c:Claim)-[:ABOUT]->(p:Person)
WHERE c.property = 'motive'
  AND c.status <> 'retracted'
  AND ($person IS NULL OR p.id = $person)
  AND NOT coalesce(c.since_earliest > $as_of OR c.until_latest < $as_of OR c.as_of_earliest > $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (c)-[:REPORTED_BY]->(reporting:Source)
        WHERE reporting.published_latest <= $known_at OR c.recorded_at <= $known_at
      })
OPTIONAL MATCH (voice:Entity {id: c.origin})
OPTIONAL MATCH (document:Source {id: c.origin})
RETURN p.name AS person,
       p.id AS person_id,
       c.value AS motive,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       c.origin AS origin,
       coalesce(voice.name, document.title) AS origin_name,
       c.id AS claim,
       CASE
         WHEN $as_of IS NULL THEN null
         WHEN coalesce(c.as_of, c.since, c.until) IS NULL THEN 'not stated'
         // counted by then, or begun and not ended; inferred (?) and approximate (~) dates make nothing sure
         WHEN c.as_of_latest <= $as_of AND NOT c.as_of =~ '.*[?~%].*' THEN 'definitely'
         WHEN c.since_latest <= $as_of AND c.until_earliest >= $as_of
              AND NOT c.since + c.until =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS certainty
ORDER BY person, person_id, grade, claim
