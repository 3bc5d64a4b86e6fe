// claim_known(x): whether the claim x was known by the day: published by then, or recorded
// known_at: {type: date, default: null, help: "only claims known by this day"}
($known_at IS NULL OR EXISTS {
  MATCH (x)-[:REPORTED_BY]->(reporting:Source)
  WHERE reporting.published_latest <= $known_at OR x.recorded_at <= $known_at
})
