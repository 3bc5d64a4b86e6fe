// summary: Which people, or entities of another kind, each source speaks of
// category: sources
// parameters:
//   outlet: {type: entity, default: null, help: "the outlet that published the source; all when left out"}
//   kind: {type: text, default: Person, help: "the kind of entity: Person, Group, Organization … or Entity for all"}
// columns: [name, name_id, kind, source, title, outlet, published, reliability, claims, best_grade]
// example: {outlet: Russian Life}

MATCH (e:Entity)-[:REPORTED_BY]->(s:Source)
WHERE $kind IN labels(e)
OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:MediaOutlet)
WITH e, s, o
WHERE $outlet IS NULL OR o.id = $outlet
RETURN e.name AS name,
       e.id AS name_id,
       e.kind AS kind,
       s.id AS source,
       s.title AS title,
       o.name AS outlet,
       s.published AS published,
       s.reliability AS reliability,
       COUNT {
         MATCH (e)<-[:ABOUT]-(c:Claim)-[:REPORTED_BY]->(s)
         WHERE c.status <> 'retracted'
       } AS claims,
       COLLECT {
         MATCH (e)<-[:ABOUT]-(c:Claim)-[:REPORTED_BY]->(s)
         WHERE c.status <> 'retracted'
         RETURN min(c.grade)
       }[0] AS best_grade
ORDER BY name, name_id, source
