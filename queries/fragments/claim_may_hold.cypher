// claim_may_hold(x): whether what the claim x says may have been true of the day
// as_of: {type: date, default: null, help: "only what may have held, or been counted, by this day; see certainty"}
NOT coalesce(x.since_earliest > $as_of OR x.until_latest < $as_of OR x.as_of_earliest > $as_of, false)
