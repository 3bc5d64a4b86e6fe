// summary: Prison terms that rulings set, the longest first, with the court and the case where they are stated
// category: justice
// parameters:
//   minimum_months: {type: integer, default: 0, help: "only terms of at least so many months"}
//   country: {type: entity, default: null, help: "the country that the case is placed in; all when left out"}
// columns: [person, person_id, kind, months, months_contested, ruling, ruling_id, type, date, court, case, charge,
//   superseded_by, status, grade, sources, origins, disputed_grade, disputed_origins, certainty]
// example: {minimum_months: 48}

MATCH (r:Ruling)-[x:CONCERNS]->(p:Entity)
WHERE r.sentence_months >= $minimum_months
  AND (p:Person OR p:Group)
  AND ($country IS NULL OR EXISTS {
        MATCH (r)-[tie:RULED_IN]->(:LegalCase)-[place:LOCATED_IN|PROSECUTED_BY]->(c:Country)
        WHERE c.id = $country
          AND @stands(tie)
          AND @stands(place)
      })
  AND @relation_known(x)
  // a ruling that takes the place of one not yet made, or follows what had not happened, had not been made
  AND @may_have_happened_in_order(r)
RETURN p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       r.sentence_months AS months,
       @other_values(r, sentence_months) AS months_contested,
       r.name AS ruling,
       r.id AS ruling_id,
       r.ruling AS type,
       r.date AS date,
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
         MATCH (r)-[tie:RULED_IN]->(k:LegalCase)
         WHERE k.charge IS NOT NULL
           AND @stands(tie)
         RETURN k.charge ORDER BY k.charge, k.id
       } AS charge,
       // a term that a later ruling replaced is no longer the one that stands
       COLLECT {
         MATCH (later:Ruling)-[by:SUPERSEDES]->(r)
         WHERE @stands(by)
         RETURN later.name ORDER BY later.name, later.id
       } AS superseded_by,
       @support(x),
       @certainty_of_event(r) AS certainty
ORDER BY months DESC, person, person_id, ruling_id
