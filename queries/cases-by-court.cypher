// summary: Which court hears which cases, with their defendants and rulings
// category: justice
// parameters:
//   court: {type: entity, default: null, help: "the court; all when left out"}
//   unstated: {type: flag, default: false, help: "also cases of which no source names the court"}
//   as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [court, court_id, case, case_id, charge, defendants, rulings, since, status, grade, sources, origins,
//   certainty]
// example: {court: Supreme Court of Kyrgyzstan}

MATCH (k:LegalCase)
OPTIONAL MATCH (k)-[r:HEARD_BY]->(c:Court)
WHERE NOT coalesce(r.since_earliest > $as_of OR r.until_latest < $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: r.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
WITH k, r, c
WHERE CASE WHEN c IS NULL THEN $unstated ELSE $court IS NULL OR c.id = $court END
RETURN c.name AS court,
       c.id AS court_id,
       k.name AS case,
       k.id AS case_id,
       k.charge AS charge,
       COLLECT {
         MATCH (p:Entity)-[:DEFENDANT_IN]->(k)
         RETURN p.name ORDER BY p.name, p.id
       } AS defendants,
       COLLECT {
         MATCH (ruling:Ruling)-[:RULED_IN]->(k)
         WITH ruling, COUNT {
           MATCH (ruling)-[:SUPERSEDES*1..12]->(earlier:Ruling)
           RETURN DISTINCT earlier
         } AS replaced
         RETURN ruling.name ORDER BY replaced, ruling.date_earliest, ruling.id
       } AS rulings,
       r.since AS since,
       r.status AS status,
       r.grade AS grade,
       r.sources AS sources,
       r.origins AS origins,
       CASE
         WHEN $as_of IS NULL OR r IS NULL THEN null
         WHEN r.since IS NULL AND r.until IS NULL THEN 'not stated'
         // it had surely begun and surely not ended; inferred (?) and approximate (~) dates make nothing sure
         WHEN r.since_latest <= $as_of AND r.until_earliest >= $as_of
              AND NOT r.since + r.until =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS certainty
ORDER BY court, court_id, case, case_id
