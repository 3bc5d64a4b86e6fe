// summary: The rulings on one person in the order in which each took the place of the one before
// category: justice
// parameters:
//   person: {type: entity, help: "the person or group whom the rulings concern"}
//   as_of: {type: date, default: null, help: "only what may have been decided by this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [step, ruling, ruling_id, type, date, months, restriction, restriction_months, court, case, supersedes,
//   status, grade, sources, origins, certainty]
// example: {person: Askar Kubanychbek}

MATCH (r:Ruling)-[x:CONCERNS]->(p:Entity)
WHERE p.id = $person
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: x.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
  // a ruling that takes the place of one not yet made, or follows what had not happened, had not been made
  AND ($as_of IS NULL OR NOT EXISTS {
        MATCH way = (r)-[:SUPERSEDES*0..12]->(:Event)<-[:PRECEDES*0..12]-(before:Event)
        WHERE before.date_earliest > $as_of AND all(step IN relationships(way) WHERE step.status = 'asserted')
      })
// Rulings often bear no date: the number of rulings that one replaced, directly or through others, gives the order.
WITH r, x,
     COUNT {
       MATCH (r)-[:SUPERSEDES*1..12]->(earlier:Ruling)
       RETURN DISTINCT earlier
     } AS replaced,
     COUNT {
       MATCH (earlier:Event)-[:PRECEDES*1..12]->(r)
       RETURN DISTINCT earlier
     } AS preceded
RETURN replaced + 1 AS step,
       r.name AS ruling,
       r.id AS ruling_id,
       r.ruling AS type,
       r.date AS date,
       r.sentence_months AS months,
       r.restriction AS restriction,
       r.restriction_months AS restriction_months,
       COLLECT {
         MATCH (r)-[:ISSUED_BY]->(court:Court)
         RETURN court.name ORDER BY court.name, court.id
       } AS court,
       COLLECT {
         MATCH (r)-[:RULED_IN]->(k:LegalCase)
         RETURN k.name ORDER BY k.name, k.id
       } AS case,
       COLLECT {
         MATCH (r)-[:SUPERSEDES]->(earlier:Ruling)
         RETURN earlier.name ORDER BY earlier.name, earlier.id
       } AS supersedes,
       x.status AS status,
       x.grade AS grade,
       x.sources AS sources,
       x.origins AS origins,
       CASE
         WHEN $as_of IS NULL THEN null
         WHEN r.date IS NULL THEN 'not stated'
         // inferred (?) and approximate (~) dates make nothing sure
         WHEN r.date_latest <= $as_of AND NOT r.date =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS certainty
ORDER BY step, r.date_earliest, preceded, ruling_id
