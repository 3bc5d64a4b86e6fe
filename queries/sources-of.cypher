// summary: Which sources speak of one entity, how much each says and on whose word
// category: sources
// parameters:
//   entity: {type: entity, help: "the entity"}
// columns: [source, title, outlet, published, reliability, claims, relations, figures, best_grade, origins, url]
// example: {entity: I Want to Live}

MATCH (e:Entity)-[:REPORTED_BY]->(s:Source)
WHERE e.id = $entity
CALL (e, s) {
  // claims about it, and claims that go back to it
  MATCH (e)<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim)-[:REPORTED_BY]->(s)
  WHERE c.status <> 'retracted'
  RETURN count(DISTINCT c) AS claims,
         count(DISTINCT c.relation) AS relations,
         count(DISTINCT CASE WHEN c.metric IS NOT NULL THEN c.id END) AS figures,
         min(c.grade) AS best_grade
}
RETURN s.id AS source,
       s.title AS title,
       COLLECT {
         MATCH (s)-[:PUBLISHED_BY]->(o:MediaOutlet)
         RETURN o.name ORDER BY o.name, o.id
       }[0] AS outlet,
       s.published AS published,
       s.reliability AS reliability,
       claims,
       relations,
       figures,
       best_grade,
       COLLECT {
         MATCH (e)<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim)-[:REPORTED_BY]->(s)
         WHERE c.status <> 'retracted'
         WITH DISTINCT c.origin AS origin
         RETURN origin ORDER BY origin
       } AS origins,
       s.url AS url
ORDER BY best_grade, s.published_earliest, source
