// summary: The entities with the most neighbours
// category: network
// parameters:
//   kind: {type: text, default: Entity, help: "only this kind, such as Person or Organization"}
//   top: {type: integer, default: 20, help: "how many to show"}
// columns: [name, name_id, kind, neighbours, relations, single_origin, sources]
// example: {kind: Organization, top: 10}

MATCH (e:Entity)-[r]-(n:Entity)
WHERE $kind IN labels(e)
  AND type(r) <> 'POSSIBLY_SAME_AS'
  AND @stands(r)
WITH e,
     count(DISTINCT n) AS neighbours,
     count(DISTINCT r.id) AS relations,
     count(DISTINCT CASE WHEN size(r.origins) = 1 THEN r.id END) AS single_origin
ORDER BY neighbours DESC, relations DESC, e.id
LIMIT $top
RETURN e.name AS name,
       e.id AS name_id,
       e.kind AS kind,
       neighbours,
       relations,
       // of these relations: how many rest on one voice alone
       single_origin,
       COUNT { (e)-[:REPORTED_BY]->(:Source) } AS sources
ORDER BY neighbours DESC, relations DESC, name_id
