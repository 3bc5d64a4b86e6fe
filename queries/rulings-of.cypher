// summary: The rulings on one person in the order in which each took the place of the one before
// category: justice
// parameters:
//   person: {type: entity, help: "the person or group whom the rulings concern"}
// columns: [step, ruling, ruling_id, type, date, months, months_contested, restriction, restriction_months, court,
//   case, supersedes, status, grade, sources, origins, disputed_grade, disputed_origins, certainty]
// example: {person: Askar Kubanychbek}

MATCH (r:Ruling)-[x:CONCERNS]->(p:Entity)
WHERE p.id = $person
  AND @relation_known(x)
  // a ruling that takes the place of one not yet made, or follows what had not happened, had not been made
  AND @may_have_happened_in_order(r)
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
       @other_values(r, sentence_months) AS months_contested,
       r.restriction AS restriction,
       r.restriction_months AS restriction_months,
       COLLECT {
         MATCH (r)-[tie:ISSUED_BY]->(court:Court)
         WHERE @stands(tie)
         RETURN court.name ORDER BY court.name, court.id
       } AS court,
       COLLECT {
         MATCH (r)-[tie:RULED_IN]->(k:LegalCase)
         WHERE @stands(tie)
         RETURN k.name ORDER BY k.name, k.id
       } AS case,
       COLLECT {
         MATCH (r)-[tie:SUPERSEDES]->(earlier:Ruling)
         WHERE @stands(tie)
         RETURN earlier.name ORDER BY earlier.name, earlier.id
       } AS supersedes,
       @support(x),
       @certainty_of_event(r) AS certainty
ORDER BY step, r.date_earliest, preceded, ruling_id
