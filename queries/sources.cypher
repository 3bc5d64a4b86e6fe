// summary: All sources, with who published them and when, how far they are relied on and how much they say
// category: sources
// parameters:
//   reliability: {type: text, default: null, help: "only this grade of reliability, A to F; all when left out"}
// columns: [source, title, outlet, published, reliability, claims, relations, figures, entities, cites, url]
// example: {}

MATCH (s:Source)
WHERE $reliability IS NULL OR s.reliability = $reliability
CALL (s) {
  MATCH (s)<-[:REPORTED_BY]-(c:Claim)
  WHERE c.status <> 'retracted'
  RETURN count(c) AS claims,
         count(DISTINCT c.relation) AS relations,
         count(c.metric) AS figures
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
       COUNT {
         MATCH (s)<-[:REPORTED_BY]-(e:Entity)
         RETURN DISTINCT e
       } AS entities,
       COLLECT {
         MATCH (s)-[:CITES]->(cited:Source)
         RETURN cited.id ORDER BY cited.id
       } AS cites,
       s.url AS url
ORDER BY s.published_earliest, source
