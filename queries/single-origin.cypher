// summary: Relations that rest on one voice alone, however many sources repeat it
// category: sources
// parameters:
//   origin: {type: entity, default: null, help: "only what rests on this voice alone; all when left out"}
//   relation: {type: text, default: null, help: "only this type of relation, such as FOUGHT_FOR"}
//   minimum_sources: {type: integer, default: 1, help: "2 shows what looks confirmed and is only repeated"}
// columns: [from, from_id, relation, to, to_id, since, until, status, grade, sources, origins, disputed_grade,
//   disputed_origins, certainty]
// example: {origin: I Want to Live, minimum_sources: 2}

MATCH (a:Entity)-[r]->(b:Entity)
WHERE size(r.origins) = 1
  AND size(r.sources) >= $minimum_sources
  AND type(r) <> 'POSSIBLY_SAME_AS'
  AND ($origin IS NULL OR $origin IN r.origins)
  AND ($relation IS NULL OR type(r) = $relation)
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
