// summary: Why people went, by whose word
// category: people
// parameters:
//   person: {type: entity, default: null, help: "the person; all when left out"}
// columns: [person, person_id, motive, status, grade, source, origin, origin_name, claim, certainty]
// example: {}

// A motive is an attribute, and each claim about it stands alone: two sources may give one man two motives.
MATCH (c:Claim)-[:ABOUT]->(p:Person)
WHERE c.property = 'motive'
  AND c.status <> 'retracted'
  AND ($person IS NULL OR p.id = $person)
  AND @claim_may_hold(c)
  AND @claim_known(c)
OPTIONAL MATCH (voice:Entity {id: c.origin})
OPTIONAL MATCH (document:Source {id: c.origin})
RETURN p.name AS person,
       p.id AS person_id,
       c.value AS motive,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       c.origin AS origin,
       coalesce(voice.name, document.title) AS origin_name,
       c.id AS claim,
       @certainty_of_claim(c) AS certainty
ORDER BY person, person_id, grade, claim
