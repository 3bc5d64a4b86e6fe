// summary: What goes back to one person or body, through which source and in which chain
// category: sources
// parameters:
//   entity: {type: entity, help: "the person or body whose word it is"}
//   last: {type: flag, default: true, help: "only claims of which it is the origin; false: anywhere in the chain"}
// columns: [text, property, value, bound, unit, about, status, grade, source, attributed_to, origin, relation,
//   claim, certainty]
// example: {entity: I Want to Live}

MATCH (c:Claim)-[:ATTRIBUTED_TO]->(e:Entity)
WHERE e.id = $entity
  AND c.status <> 'retracted'
  AND (c.origin = $entity OR NOT $last)
  AND @claim_may_hold(c)
  AND @claim_known(c)
RETURN DISTINCT
       c.text AS text,
       coalesce(c.metric, c.property) AS property,
       c.value AS value,
       c.bound AS bound,
       c.unit AS unit,
       COLLECT {
         MATCH (c)-[:ABOUT]->(subject:Entity)
         RETURN subject.name ORDER BY subject.name, subject.id
       } AS about,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       COLLECT {
         MATCH (c)-[link:ATTRIBUTED_TO]->(voice:Entity)
         RETURN voice.name ORDER BY link.order
       } AS attributed_to,
       c.origin AS origin,
       c.relation AS relation,
       c.id AS claim,
       @certainty_of_claim(c) AS certainty
ORDER BY property, source, claim
