// summary: Numbers for the same thing at the same time that no one value can satisfy
// category: figures
// parameters:
//   metric: {type: text, default: null, help: "only this metric, such as monthly-pay"}
//   include_compatible: {type: flag, default: false, help: "also pairs that agree, to see what was compared"}
// columns: [verdict, metric, scope, unit, value, bound, as_of, source, origin, grade, other_value, other_bound,
//   other_as_of, other_source, other_origin, other_grade, claim, other_claim, certainty, other_certainty]
// example: {include_compatible: true}

// Compared is only what has the same metric, the same scope in the same words, and the same unit.
MATCH (c:Claim)
WHERE c.metric IS NOT NULL
  AND c.scope IS NOT NULL
  AND NOT c.status IN ['retracted', 'denied']
  AND ($metric IS NULL OR c.metric = $metric)
  AND @may_have_happened(c, as_of)
  AND @claim_known(c)
WITH c.metric AS metric, c.scope AS scope, c.unit AS unit, collect(c) AS told
WHERE size(told) > 1
UNWIND told AS a
UNWIND told AS b
WITH metric, scope, unit, a, b
WHERE a.id < b.id
  // The times overlap; an end that is not stated is open.
  AND NOT coalesce(a.as_of_latest < b.as_of_earliest, false)
  AND NOT coalesce(b.as_of_latest < a.as_of_earliest, false)
WITH metric, scope, unit, a, b,
     // The lowest and the highest value that each can mean; a number that is “about” binds neither.
     CASE WHEN coalesce(a.bound, 'exactly') IN ['exactly', 'at_least'] THEN a.value END AS a_low,
     CASE WHEN coalesce(a.bound, 'exactly') IN ['exactly', 'at_most'] THEN a.value END AS a_high,
     CASE WHEN coalesce(b.bound, 'exactly') IN ['exactly', 'at_least'] THEN b.value END AS b_low,
     CASE WHEN coalesce(b.bound, 'exactly') IN ['exactly', 'at_most'] THEN b.value END AS b_high
WITH metric, scope, unit, a, b,
     CASE
       WHEN a_low > b_high OR b_low > a_high THEN 'conflict'
       WHEN a.origin = b.origin THEN 'same origin repeated'
       ELSE 'compatible bounds'
     END AS verdict
WHERE verdict = 'conflict' OR $include_compatible
RETURN verdict,
       metric,
       scope,
       unit,
       a.value AS value,
       a.bound AS bound,
       a.as_of AS as_of,
       a.source AS source,
       a.origin AS origin,
       a.grade AS grade,
       b.value AS other_value,
       b.bound AS other_bound,
       b.as_of AS other_as_of,
       b.source AS other_source,
       b.origin AS other_origin,
       b.grade AS other_grade,
       a.id AS claim,
       b.id AS other_claim,
       @certainty_of_event(a, as_of) AS certainty,
       @certainty_of_event(b, as_of) AS other_certainty
ORDER BY CASE WHEN verdict = 'conflict' THEN 0 ELSE 1 END, metric, scope, unit, claim, other_claim
