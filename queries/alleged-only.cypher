// summary: Relations that no source asserts; at best they are alleged, inferred or denied
// category: sources
// parameters:
//   status: {type: text, default: alleged, help: "alleged, inferred or denied"}
//   entity: {type: entity, default: null, help: "only relations of this entity; all when left out"}
// columns: [from, from_id, relation, to, to_id, since, until, status, grade, sources, origins, disputed_grade,
//   disputed_origins, certainty]
// example: {}

// The status of a relation is that of the claim that speaks loudest for it: asserted before alleged, inferred, denied.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.status = $status
  AND type(r) <> 'POSSIBLY_SAME_AS'
  AND ($entity IS NULL OR a.id = $entity OR b.id = $entity)
  // an event that had not happened has no relations
  AND @may_hold(r)
  AND @may_have_happened(a)
  AND @may_have_happened(b)
  AND @relation_known(r)
RETURN a.name AS from,
       a.id AS from_id,
       type(r) AS relation,
       b.name AS to,
       b.id AS to_id,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY from, from_id, relation, to, to_id
