// summary: Entities and relations that no standing claim carries, or only the claims of a few sources
// category: sources
// parameters:
//   at_most: {type: integer, default: 0, help: "the number of sources that still counts as too few"}
//   kind: {type: text, default: null, help: "only this kind of entity or type of relation; all when left out"}
// columns: [what, name, id, kind, carried_by, claims, status, grade, sources, origins]
// example: {at_most: 1, kind: Law}

CALL () {
  MATCH (e:Entity)
  WHERE $kind IS NULL OR $kind IN labels(e)
  CALL (e) {
    // a hypothesis about an entity is no evidence of it
    OPTIONAL MATCH (e)<-[:ABOUT]-(c:Claim)
    WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
    WITH c ORDER BY c.source
    RETURN count(c) AS claims,
           collect(DISTINCT c.source) AS sources,
           min(c.grade) AS grade
  }
  RETURN 'entity' AS what, e.name AS name, e.id AS id, e.kind AS kind, claims, null AS status, grade, sources,
         COLLECT {
           MATCH (e)<-[:ABOUT]-(c:Claim)
           WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
           WITH DISTINCT c.origin AS origin
           RETURN origin ORDER BY origin
         } AS origins
UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE $kind IS NULL OR type(r) = $kind
  CALL (r) {
    OPTIONAL MATCH (c:Claim {relation: r.id})
    WHERE c.status <> 'retracted'
    WITH c ORDER BY c.source
    RETURN count(c) AS claims,
           collect(DISTINCT c.source) AS sources
  }
  RETURN 'relation' AS what, a.name + ' → ' + b.name AS name, r.id AS id, type(r) AS kind, claims, r.status AS status,
         r.grade AS grade, sources, r.origins AS origins
}
WITH what, name, id, kind, claims, status, grade, sources, origins
WHERE size(sources) <= $at_most
RETURN what,
       name,
       id,
       kind,
       size(sources) AS carried_by,
       claims,
       status,
       grade,
       sources,
       origins
ORDER BY what, carried_by, kind, name, id
