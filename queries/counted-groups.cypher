// summary: Groups of people or cases that a source counts, the larger whole that each is part of, and who counted
// category: figures
// parameters:
//   kind: {type: text, default: null, help: "Group or CaseGroup; both when left out"}
// columns: [name, name_id, kind, counted, bound, as_of, part_of, claimed_as, grade, sources, origins]
// example: {kind: CaseGroup}

MATCH (g:Entity)
WHERE (g:Group OR g:CaseGroup)
  AND g.size IS NOT NULL
  AND ($kind IS NULL OR g.kind = $kind)
RETURN g.name AS name,
       g.id AS name_id,
       g.kind AS kind,
       g.size AS counted,
       g.size_bound AS bound,
       g.as_of AS as_of,
       COLLECT {
         MATCH (g)-[tie:PART_OF]->(whole:Entity)
         WHERE @stands(tie)
         RETURN whole.name ORDER BY whole.name, whole.id
       } AS part_of,
       // the claims that carry the number
       COLLECT {
         MATCH (c:Claim)-[:ABOUT]->(g)
         WHERE c.property = 'size' AND c.status <> 'retracted'
         WITH DISTINCT c.status AS status
         RETURN status ORDER BY status
       } AS claimed_as,
       COLLECT {
         MATCH (c:Claim)-[:ABOUT]->(g)
         WHERE c.property = 'size' AND c.status <> 'retracted'
         RETURN min(c.grade)
       }[0] AS grade,
       COLLECT {
         MATCH (c:Claim)-[:ABOUT]->(g)
         WHERE c.property = 'size' AND c.status <> 'retracted'
         WITH DISTINCT c.source AS source
         RETURN source ORDER BY source
       } AS sources,
       COLLECT {
         MATCH (c:Claim)-[:ABOUT]->(g)
         WHERE c.property = 'size' AND c.status <> 'retracted'
         WITH DISTINCT c.origin AS origin
         RETURN origin ORDER BY origin
       } AS origins
ORDER BY counted DESC, name, name_id
