// summary: Who heads, speaks for, works for, belongs to or studied at an organization
// category: people
// parameters:
//   organization: {type: entity, default: null, help: "the organization; all when left out"}
//   as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [organization, organization_id, person, person_id, tie, role, since, until, status, grade, sources,
//   origins, certainty]
// example: {}

MATCH (p:Person)-[r:HEADS|SPOKESPERSON_FOR|EMPLOYED_BY|MEMBER_OF|STUDIED_AT]->(o:Organization)
WHERE ($organization IS NULL OR o.id = $organization)
  AND NOT coalesce(r.since_earliest > $as_of OR r.until_latest < $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: r.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
RETURN o.name AS organization,
       o.id AS organization_id,
       p.name AS person,
       p.id AS person_id,
       type(r) AS tie,
       r.role AS role,
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
ORDER BY organization, organization_id, tie, person, person_id
