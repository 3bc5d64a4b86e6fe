// summary: Claims that are alleged, denied, inferred or taken back rather than asserted
// category: sources
// parameters:
//   status: {type: text, default: null, help: "asserted, alleged, inferred, denied or retracted; all but asserted if left out"}
// columns: [text, property, value, about, status, grade, source, origin, relation, recorded_at, claim, certainty]
// example: {}

MATCH (c:Claim)
WHERE (c.status = $status OR ($status IS NULL AND c.status <> 'asserted'))
  AND @claim_may_hold(c)
  AND @claim_known(c)
RETURN c.text AS text,
       coalesce(c.metric, c.property) AS property,
       c.value AS value,
       @names_about(c) AS about,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       c.origin AS origin,
       c.relation AS relation,
       c.recorded_at AS recorded_at,
       c.id AS claim,
       @certainty_of_claim(c) AS certainty
ORDER BY source, c.locator_start, c.locator_end, claim
