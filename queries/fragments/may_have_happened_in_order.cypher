// may_have_happened_in_order(x): whether neither the event x nor any event that it must come after lies surely after the day
// as_of: {type: date, default: null, help: "only what may have been decided by this day; see certainty"}
($as_of IS NULL OR NOT EXISTS {
  MATCH way = (x)-[:SUPERSEDES*0..12]->(:Event)<-[:PRECEDES*0..12]-(before:Event)
  WHERE before.date_earliest > $as_of AND all(step IN relationships(way) WHERE step.status = 'asserted')
})
