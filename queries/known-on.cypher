// summary: What could be known on a day, by when the sources were published
// category: sources
// parameters:
//   "on": {type: date, help: "the day"}
//   entity: {type: entity, default: null, help: "only claims about this entity; all when left out"}
//   unstated: {type: flag, default: true, help: "also claims of sources of which the day of publication is not known"}
//   as_of: {type: date, default: null,
//     help: "only what may have held, or been counted, by this day; see certainty_as_of"}
// columns: [certainty, source, published, text, property, value, about, status, grade, origin, relation,
//   recorded_at, claim, certainty_as_of]
// example: {"on": "2025-07-20", entity: I Want to Live}

// known: published by then; possibly: published in a span that the day cuts; not stated: no date of publication.
MATCH (c:Claim)-[:REPORTED_BY]->(s:Source)
WHERE c.status <> 'retracted'
  AND ($entity IS NULL OR $entity IN c.about)
  AND NOT coalesce(c.since_earliest > $as_of OR c.until_latest < $as_of OR c.as_of_earliest > $as_of, false)
WITH c, s,
     CASE
       WHEN s.published IS NULL THEN 'not stated'
       WHEN s.published_latest <= $on THEN 'known'
       WHEN s.published_earliest > $on THEN 'not yet'
       ELSE 'possibly'
     END AS certainty
WHERE certainty IN ['known', 'possibly']
   OR certainty = 'not stated' AND $unstated
RETURN certainty,
       s.id AS source,
       s.published AS published,
       c.text AS text,
       coalesce(c.metric, c.property) AS property,
       c.value AS value,
       COLLECT {
         MATCH (c)-[:ABOUT]->(e:Entity)
         RETURN e.name ORDER BY e.name, e.id
       } AS about,
       c.status AS status,
       c.grade AS grade,
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
       END AS certainty_as_of
ORDER BY CASE certainty WHEN 'known' THEN 0 WHEN 'possibly' THEN 1 ELSE 2 END,
         s.published_earliest, source, c.locator_start, c.locator_end, claim
