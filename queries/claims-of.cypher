// summary: Every claim about one entity, with its place in the document and the chain of those it goes back to
// category: sources
// parameters:
//   entity: {type: entity, help: "the entity that the claims are about"}
//   property: {type: text, default: null, help: "only claims of this relation type, attribute or metric"}
//   min_grade: {type: grade, default: null, help: "only claims of this grade or a better one"}
// columns: [property, text, value, status, grade, source, locator_start, locator_end, attributed_to, origin,
//   recorded_at, relation, claim, certainty]
// example: {entity: Askar Kubanychbek}

MATCH (c:Claim)-[:ABOUT]->(e:Entity)
WHERE e.id = $entity
  AND c.status <> 'retracted'
  AND ($property IS NULL OR c.property = $property OR c.metric = $property)
  AND ($min_grade IS NULL OR @meets_grade(c))
  AND @claim_may_hold(c)
  AND @claim_known(c)
RETURN coalesce(c.metric, c.property) AS property,
       c.text AS text,
       c.value AS value,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       // 0-based code points in the document, the end exclusive
       c.locator_start AS locator_start,
       c.locator_end AS locator_end,
       // from the one whom the source cites to the origin
       COLLECT {
         MATCH (c)-[link:ATTRIBUTED_TO]->(voice:Entity)
         RETURN voice.name ORDER BY link.order
       } AS attributed_to,
       c.origin AS origin,
       c.recorded_at AS recorded_at,
       c.relation AS relation,
       c.id AS claim,
       @certainty_of_claim(c) AS certainty
ORDER BY source, locator_start, locator_end, claim
