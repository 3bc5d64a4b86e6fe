// summary: Everything that one source speaks of, most spoken of first
// category: sources
// parameters:
//   source: {type: text, help: "the source's id, or words of its title"}
//   kind: {type: text, default: Entity, help: "only this kind, such as Person or Organization"}
// columns: [source, name, name_id, kind, claims, best_grade, elsewhere]
// example: {source: src-gzero, kind: Person}

MATCH (e:Entity)-[:REPORTED_BY]->(s:Source)
WHERE (s.id = $source OR toLower(s.title) CONTAINS toLower($source))
  AND $kind IN labels(e)
CALL (e, s) {
  MATCH (e)<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim)-[:REPORTED_BY]->(s)
  WHERE c.status <> 'retracted'
  RETURN count(DISTINCT c) AS claims,
         min(c.grade) AS best_grade
}
RETURN s.id AS source,
       e.name AS name,
       e.id AS name_id,
       e.kind AS kind,
       claims,
       best_grade,
       // the other sources that speak of it
       COLLECT {
         MATCH (e)-[:REPORTED_BY]->(other:Source)
         WHERE other.id <> s.id
         RETURN other.id ORDER BY other.id
       } AS elsewhere
ORDER BY source, claims DESC, name, name_id
