// summary: Persons whom the sources do not name, or name by a pseudonym or initials, and what is known of them
// category: people
// parameters:
//   identification: {type: text, default: null, help: "unnamed or pseudonym; both when left out"}
// columns: [person, person_id, identification, protected, age, age_at, citizen_of, summary, may_be, sources]
// example: {}

MATCH (p:Person)
WHERE p.identification <> 'named'
  AND ($identification IS NULL OR p.identification = $identification)
RETURN p.name AS person,
       p.id AS person_id,
       p.identification AS identification,
       p.protected AS protected,
       p.age AS age,
       p.age_at AS age_at,
       COLLECT {
         MATCH (p)-[tie:CITIZEN_OF]->(country:Country)
         WHERE @stands(tie)
         RETURN country.name ORDER BY country.name, country.id
       } AS citizen_of,
       p.summary AS summary,
       // see possible-duplicates for the reasons
       COLLECT {
         MATCH (p)-[:POSSIBLY_SAME_AS]-(other:Person)
         RETURN other.name ORDER BY other.name, other.id
       } AS may_be,
       // hypotheses are no evidence of the person
       COLLECT {
         MATCH (p)<-[:ABOUT]-(c:Claim)
         WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
         WITH DISTINCT c.source AS source
         RETURN source ORDER BY source
       } AS sources
ORDER BY identification, person, person_id
