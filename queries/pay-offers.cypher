// summary: Pay, bonuses and waived debts that are offered or reported, as numbers
// category: figures
// parameters:
//   unit: {type: text, default: null, help: "only in this unit, such as RUB/month"}
//   wages: {type: flag, default: false, help: "also the ordinary wages that a source sets beside them"}
// columns: [metric, scope, value, bound, unit, as_of, about, status, grade, source, origin, origin_name, claim,
//   certainty]
// example: {unit: RUB/month}

MATCH (c:Claim)
WHERE (c.metric IN ['monthly-pay', 'signing-bonus', 'debt-forgiveness', 'death-payment', 'injury-payment']
       OR $wages AND c.metric IN ['average-monthly-wage', 'pay-to-average-wage'])
  AND c.status <> 'retracted'
  AND ($unit IS NULL OR c.unit = $unit)
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
ORDER BY metric, unit, scope, value, claim
