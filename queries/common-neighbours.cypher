// summary: What two entities have in common, one step from each
// category: network
// parameters:
//   first: {type: entity, help: "one entity"}
//   second: {type: entity, help: "the other entity"}
//   as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [shared, shared_id, kind, first_relation, first_grade, first_sources, first_origins, second_relation,
//   second_grade, second_sources, second_origins, first_certainty, second_certainty]
// example: {first: Askar Kubanychbek, second: A.T.}

MATCH (a:Entity)-[r]-(n:Entity)-[s]-(b:Entity)
WHERE a.id = $first
  AND b.id = $second
  // a hypothesis is no connection
  AND type(r) <> 'POSSIBLY_SAME_AS'
  AND type(s) <> 'POSSIBLY_SAME_AS'
  // an event that had not happened has no relations
  AND NOT coalesce(r.since_earliest > $as_of OR r.until_latest < $as_of
                   OR s.since_earliest > $as_of OR s.until_latest < $as_of OR n.date_earliest > $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: r.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: s.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
RETURN n.name AS shared,
       n.id AS shared_id,
       n.kind AS kind,
       type(r) AS first_relation,
       r.grade AS first_grade,
       r.sources AS first_sources,
       r.origins AS first_origins,
       type(s) AS second_relation,
       s.grade AS second_grade,
       s.sources AS second_sources,
       s.origins AS second_origins,
       CASE
         WHEN $as_of IS NULL THEN null
         WHEN r.since IS NULL AND r.until IS NULL THEN 'not stated'
         // it had surely begun and surely not ended; inferred (?) and approximate (~) dates make nothing sure
         WHEN r.since_latest <= $as_of AND r.until_earliest >= $as_of
              AND NOT r.since + r.until =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS first_certainty,
       CASE
         WHEN $as_of IS NULL THEN null
         WHEN s.since IS NULL AND s.until IS NULL THEN 'not stated'
         // it had surely begun and surely not ended; inferred (?) and approximate (~) dates make nothing sure
         WHEN s.since_latest <= $as_of AND s.until_earliest >= $as_of
              AND NOT s.since + s.until =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS second_certainty
ORDER BY shared, shared_id, r.id, s.id
