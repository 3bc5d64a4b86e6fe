// summary: Every number that a source gives, with what it counts, how it is bounded, as of when and on whose word
// category: figures
// parameters:
//   about: {type: entity, default: null, help: "what is counted or measured; all when left out"}
//   metric: {type: text, default: null, help: "only this metric, such as criminal-cases"}
// columns: [metric, scope, value, bound, unit, as_of, about, status, grade, source, origin, origin_name, claim,
//   certainty]
// example: {metric: criminal-cases}

// Numbers of different scope stand side by side: they are never added up and never compared.
MATCH (c:Claim)
WHERE c.metric IS NOT NULL
  AND c.status <> 'retracted'
  AND ($about IS NULL OR $about IN c.about)
  AND ($metric IS NULL OR c.metric = $metric)
  AND @may_have_happened(c, as_of)
  AND @claim_known(c)
OPTIONAL MATCH (voice:Entity {id: c.origin})
OPTIONAL MATCH (document:Source {id: c.origin})
RETURN c.metric AS metric,
       c.scope AS scope,
       c.value AS value,
       c.bound AS bound,
       c.unit AS unit,
       c.as_of AS as_of,
       @names_about(c) AS about,
       c.status AS status,
       c.grade AS grade,
       c.source AS source,
       c.origin AS origin,
       coalesce(voice.name, document.title) AS origin_name,
       c.id AS claim,
       @certainty_of_event(c, as_of) AS certainty
ORDER BY metric, scope, unit, c.as_of_earliest, value, claim
