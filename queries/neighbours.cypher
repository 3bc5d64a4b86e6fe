// summary: Every relation of one entity, in both directions
// category: network
// parameters:
//   entity: {type: entity, help: "the entity"}
//   relation: {type: text, default: null, help: "only this type of relation, such as CITIZEN_OF"}
//   kind: {type: text, default: Entity, help: "only neighbours of this kind, such as Person or Organization"}
//   hypotheses: {type: flag, default: true, help: "also the entities that it may be one with"}
// columns: [direction, relation, name, name_id, kind, since, until, status, grade, sources, origins]
// example: {entity: Askar Kubanychbek}

MATCH (e:Entity)-[r]-(n:Entity)
WHERE e.id = $entity
  AND $kind IN labels(n)
  AND ($relation IS NULL OR type(r) = $relation)
  AND ($hypotheses OR type(r) <> 'POSSIBLY_SAME_AS')
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
       r.status AS status,
       r.grade AS grade,
       r.sources AS sources,
       r.origins AS origins
ORDER BY direction DESC, relation, r.since_earliest, name, name_id, r.id
