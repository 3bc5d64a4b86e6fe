// summary: Which court hears which cases, with their defendants and rulings
// category: justice
// parameters:
//   court: {type: entity, default: null, help: "the court; all when left out"}
//   unstated: {type: flag, default: false, help: "also cases of which no source names the court"}
// columns: [court, court_id, case, case_id, charge, defendants, rulings, since, status, grade, sources, origins,
//   disputed_grade, disputed_origins, certainty]
// example: {court: Supreme Court of Kyrgyzstan}

MATCH (k:LegalCase)
OPTIONAL MATCH (k)-[r:HEARD_BY]->(c:Court)
WHERE @may_hold(r)
  AND @relation_known(r)
WITH k, r, c
WHERE CASE WHEN c IS NULL THEN $unstated ELSE $court IS NULL OR c.id = $court END
RETURN c.name AS court,
       c.id AS court_id,
       k.name AS case,
       k.id AS case_id,
       k.charge AS charge,
       COLLECT {
         MATCH (p:Entity)-[d:DEFENDANT_IN]->(k)
         WHERE @stands(d)
         RETURN p.name ORDER BY p.name, p.id
       } AS defendants,
       COLLECT {
         MATCH (ruling:Ruling)-[i:RULED_IN]->(k)
         WHERE @stands(i)
         WITH ruling, COUNT {
           MATCH (ruling)-[:SUPERSEDES*1..12]->(earlier:Ruling)
           RETURN DISTINCT earlier
         } AS replaced
         RETURN ruling.name ORDER BY replaced, ruling.date_earliest, ruling.id
       } AS rulings,
       r.since AS since,
       @support(r),
       CASE WHEN r IS NOT NULL THEN
         @certainty(r)
       END AS certainty
ORDER BY court, court_id, case, case_id
