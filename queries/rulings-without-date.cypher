// summary: Rulings that no source dates, and between which days the order of events puts them
// category: justice
// parameters: {}
// columns: [ruling, ruling_id, type, months, months_contested, concerns, case, after, not_before, before, not_after,
//   sources]
// example: {}

MATCH (r:Ruling)
WHERE r.date IS NULL
CALL (r) {
  MATCH way = (r)-[:SUPERSEDES*0..12]->(:Ruling)<-[:PRECEDES*0..12]-(e:Event)
  WHERE all(step IN relationships(way) WHERE step.status = 'asserted')
  RETURN max(e.date_earliest) AS not_before
}
CALL (r) {
  MATCH way = (r)<-[:SUPERSEDES*0..12]-(:Ruling)-[:PRECEDES*0..12]->(e:Event)
  WHERE all(step IN relationships(way) WHERE step.status = 'asserted')
  RETURN min(e.date_latest) AS not_after
}
RETURN r.name AS ruling,
       r.id AS ruling_id,
       r.ruling AS type,
       r.sentence_months AS months,
       @other_values(r, sentence_months) AS months_contested,
       COLLECT {
         MATCH (r)-[tie:CONCERNS]->(p:Entity)
         WHERE @stands(tie)
         RETURN p.name ORDER BY p.name, p.id
       } AS concerns,
       COLLECT {
         MATCH (r)-[tie:RULED_IN]->(k:LegalCase)
         WHERE @stands(tie)
         RETURN k.name ORDER BY k.name, k.id
       } AS case,
       COLLECT {
         MATCH (r)-[:SUPERSEDES*0..12]->(:Ruling)<-[:PRECEDES*0..12]-(e:Event)
         WHERE e.id <> r.id
         WITH DISTINCT e.name AS name, e.id AS id
         RETURN name ORDER BY name, id
       } AS after,
       not_before,
       COLLECT {
         MATCH (r)<-[:SUPERSEDES*0..12]-(:Ruling)-[:PRECEDES*0..12]->(e:Event)
         WHERE e.id <> r.id
         WITH DISTINCT e.name AS name, e.id AS id
         RETURN name ORDER BY name, id
       } AS before,
       not_after,
       COLLECT {
         MATCH (r)<-[:ABOUT]-(c:Claim)
         WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
         WITH DISTINCT c.source AS source
         RETURN source ORDER BY source
       } AS sources
ORDER BY not_before, not_after, ruling, ruling_id
