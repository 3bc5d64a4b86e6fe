// summary: Claims that are alleged, denied, inferred or taken back rather than asserted
// category: sources
// parameters:
//   status: {type: text, default: alleged, help: "asserted, alleged, inferred, denied or retracted"}
//   as_of: {type: date, default: null,
//     help: "only what may have held, or been counted, by this day; see certainty"}
//   known_at: {type: date, default: null, help: "only claims known by this day"}
// columns: [text, property, value, about, status, grade, source, origin, relation, recorded_at, claim, certainty]
// example: {}

MATCH (c:Claim)
WHERE c.status = $status
  AND NOT coalesce(c.since_earliest > $as_of OR c.until_latest < $as_of OR c.as_of_earliest > $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (c)-[:REPORTED_BY]->(reporting:Source)
        WHERE reporting.published_latest <= $known_at OR c.recorded_at <= $known_at
      })
RETURN c.text AS text,
       coalesce(c.metric, c.property) AS property,
       c.value AS value,
       COLLECT {
         MATCH (c)-[:ABOUT]->(e:Entity)
         RETURN e.name ORDER BY e.name, e.id
       } AS about,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       c.origin AS origin,
       c.relation AS relation,
       c.recorded_at AS recorded_at,
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
ORDER BY source, c.locator_start, c.locator_end, claim
