// summary: Every relation of one entity, in both directions
// category: network
// parameters:
//   entity: {type: entity, help: "the entity"}
//   relation: {type: text, default: null, help: "only this type of relation, such as CITIZEN_OF"}
//   kind: {type: text, default: Entity, help: "only neighbours of this kind, such as Person or Organization"}
//   hypotheses: {type: flag, default: true, help: "also the entities that it may be one with"}
// columns: [direction, relation, name, name_id, kind, since, until, status, grade, sources, origins, disputed_grade,
//   disputed_origins, certainty]
// example: {entity: Askar Kubanychbek}

MATCH (e:Entity)-[r]-(n:Entity)
WHERE e.id = $entity
  AND $kind IN labels(n)
  AND ($relation IS NULL OR type(r) = $relation)
  AND ($hypotheses OR type(r) <> 'POSSIBLY_SAME_AS')
  AND @may_hold(r)
  AND @relation_known(r)
  // an event that had not happened, or that comes after one that had not, has no relations
  AND @may_have_happened_in_order(e)
  AND @may_have_happened_in_order(n)
RETURN CASE
         WHEN type(r) IN ['RELATIVE_OF', 'POSSIBLY_SAME_AS'] THEN 'both'
         WHEN startNode(r).id = $entity THEN 'out'
         ELSE 'in'
       END AS direction,
       type(r) AS relation,
       n.name AS name,
       n.id AS name_id,
       n.kind AS kind,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY direction DESC, relation, r.since_earliest, name, name_id, r.id
