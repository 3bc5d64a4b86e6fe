// summary: What could be known on a day, by when the sources were published
// category: sources
// parameters:
//   "on": {type: date, help: "the day"}
//   entity: {type: entity, default: null, help: "only claims about this entity; all when left out"}
//   unstated: {type: flag, default: true, help: "also claims of sources of which the day of publication is not known"}
//   as_of: {type: date, default: null,
//     help: "only what may have held, or been counted, by this day; see certainty_as_of"}
// columns: [certainty, source, published, text, property, value, about, status, grade, origin, relation,
//   recorded_at, claim, certainty_as_of]
// example: {"on": "2025-07-20", entity: I Want to Live}

// definitely: published by then; possibly: in a span that the day cuts, or by an unsure date; not stated: no date of publication.
MATCH (c:Claim)-[:REPORTED_BY]->(s:Source)
WHERE c.status <> 'retracted'
  AND ($entity IS NULL OR $entity IN c.about)
  AND @claim_may_hold(c)
  AND @may_have_happened(s, published, on)
  AND (s.published IS NOT NULL OR $unstated)
RETURN @certainty_of_event(s, published, on) AS certainty,
       s.id AS source,
       s.published AS published,
       c.text AS text,
       coalesce(c.metric, c.property) AS property,
       c.value AS value,
       @names_about(c) AS about,
       c.status AS status,
       c.grade AS grade,
       c.origin AS origin,
       c.relation AS relation,
       c.recorded_at AS recorded_at,
       c.id AS claim,
       @certainty_of_claim(c) AS certainty_as_of
ORDER BY CASE certainty WHEN 'definitely' THEN 0 WHEN 'possibly' THEN 1 ELSE 2 END,
         s.published_earliest, source, c.locator_start, c.locator_end, claim
