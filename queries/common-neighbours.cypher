// summary: What two entities have in common, one step from each
// category: network
// parameters:
//   first: {type: entity, help: "one entity"}
//   second: {type: entity, help: "the other entity"}
// columns: [shared, shared_id, kind, first_relation, first_grade, first_sources, first_origins, second_relation,
//   second_grade, second_sources, second_origins, first_certainty, second_certainty]
// example: {first: Askar Kubanychbek, second: A.T.}

MATCH (a:Entity)-[r]-(n:Entity)-[s]-(b:Entity)
WHERE a.id = $first
  AND b.id = $second
  // a hypothesis is no connection
  AND type(r) <> 'POSSIBLY_SAME_AS'
  AND type(s) <> 'POSSIBLY_SAME_AS'
  // and what is denied only is none, either
  AND @stands(r)
  AND @stands(s)
  // an event that had not happened has no relations
  AND @may_hold(r)
  AND @may_hold(s)
  AND @may_have_happened(n)
  AND @relation_known(r)
  AND @relation_known(s)
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
       @certainty(r) AS first_certainty,
       @certainty(s) AS second_certainty
ORDER BY shared, shared_id, r.id, s.id
