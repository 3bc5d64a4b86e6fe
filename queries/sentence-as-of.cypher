// summary: What was in force against a person on a day, and how sure that is
// category: justice
// parameters:
//   person: {type: entity, help: "the person or group whom the rulings concern, or the case"}
//   "on": {type: date, help: "the day"}
// columns: [ruling, ruling_id, type, months, months_contested, restriction, restriction_months, date, not_before,
//   not_after, standing, certainty, superseded_by, status, grade, sources, origins, disputed_grade, disputed_origins]
// example: {person: Askar Kubanychbek, "on": "2023-06-15"}

// standing is one of: in force, superseded, not yet made; certainty one of: definitely, possibly, not stated.
// “In force” says that no later ruling had taken its place; whether a term had been served by then is not asked.
MATCH (r:Ruling)-[x:CONCERNS|RULED_IN]->(p:Entity)
WHERE p.id = $person
  AND @relation_known(x)
OPTIONAL MATCH (s:Ruling)-[by:SUPERSEDES]->(r)
WHERE @stands(by)

// Where a ruling bears no date it still lies after everything that a source puts before it …
CALL (r) {
  MATCH way = (r)-[:SUPERSEDES*0..12]->(:Ruling)<-[:PRECEDES*0..12]-(e:Event)
  WHERE all(step IN relationships(way) WHERE step.status = 'asserted')
  RETURN max(e.date_earliest) AS not_before,
         // a date that is inferred (?) or approximate (~) makes nothing sure
         max(CASE WHEN e.date CONTAINS '?' OR e.date CONTAINS '~' THEN null ELSE e.date_earliest END)
           AS surely_not_before
}
// … and before everything that a source puts after it.
CALL (r) {
  MATCH way = (r)<-[:SUPERSEDES*0..12]-(:Ruling)-[:PRECEDES*0..12]->(e:Event)
  WHERE all(step IN relationships(way) WHERE step.status = 'asserted')
  RETURN min(e.date_latest) AS not_after,
         min(CASE WHEN e.date CONTAINS '?' OR e.date CONTAINS '~' THEN null ELSE e.date_latest END) AS surely_not_after
}
// The same two bounds of the ruling that took its place, if there is one.
CALL (s) {
  MATCH way = (s)-[:SUPERSEDES*0..12]->(:Ruling)<-[:PRECEDES*0..12]-(e:Event)
  WHERE all(step IN relationships(way) WHERE step.status = 'asserted')
  RETURN max(CASE WHEN e.date CONTAINS '?' OR e.date CONTAINS '~' THEN null ELSE e.date_earliest END)
           AS s_surely_not_before
}
CALL (s) {
  MATCH way = (s)<-[:SUPERSEDES*0..12]-(:Ruling)-[:PRECEDES*0..12]->(e:Event)
  WHERE all(step IN relationships(way) WHERE step.status = 'asserted')
  RETURN min(e.date_latest) AS s_not_after,
         min(CASE WHEN e.date CONTAINS '?' OR e.date CONTAINS '~' THEN null ELSE e.date_latest END)
           AS s_surely_not_after
}
WITH r, x, not_before, surely_not_before, not_after, surely_not_after,
     sum(CASE WHEN s_surely_not_after <= $on AND by.status = 'asserted' THEN 1 ELSE 0 END) > 0 AS surely_replaced,
     sum(CASE WHEN s_not_after <= $on THEN 1 ELSE 0 END) > 0 AS likely_replaced,
     sum(CASE WHEN s IS NULL OR s_surely_not_before > $on THEN 0 ELSE 1 END) > 0 AS maybe_replaced
RETURN r.name AS ruling,
       r.id AS ruling_id,
       r.ruling AS type,
       r.sentence_months AS months,
       @other_values(r, sentence_months) AS months_contested,
       r.restriction AS restriction,
       r.restriction_months AS restriction_months,
       r.date AS date,
       not_before,
       not_after,
       CASE
         WHEN likely_replaced THEN 'superseded'
         WHEN not_before > $on THEN 'not yet made'
         ELSE 'in force'
       END AS standing,
       CASE
         WHEN surely_replaced THEN 'definitely'
         WHEN likely_replaced THEN 'possibly'
         WHEN surely_not_before > $on THEN 'definitely'
         WHEN not_before > $on THEN 'possibly'
         WHEN surely_not_after <= $on AND NOT maybe_replaced THEN 'definitely'
         WHEN not_before IS NULL AND not_after IS NULL THEN 'not stated'
         ELSE 'possibly'
       END AS certainty,
       COLLECT {
         MATCH (later:Ruling)-[by:SUPERSEDES]->(r)
         WHERE @stands(by)
         RETURN later.name ORDER BY later.name, later.id
       } AS superseded_by,
       @support(x)
ORDER BY COUNT {
           MATCH (r)-[:SUPERSEDES*1..12]->(earlier:Ruling)
           RETURN DISTINCT earlier
         },
         r.date_earliest, not_before, ruling_id
