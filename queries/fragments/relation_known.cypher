// relation_known(x): whether some claim that carries the relation x was known by the day
// known_at: {type: date, default: null,
//   help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
($known_at IS NULL OR EXISTS {
  MATCH (carrying:Claim {relation: x.id})-[:REPORTED_BY]->(document:Source)
  WHERE carrying.status <> 'retracted'
    AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
})
