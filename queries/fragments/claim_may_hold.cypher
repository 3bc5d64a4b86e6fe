// claim_may_hold(x): whether what the claim x says may have been true of the day
NOT coalesce(x.since_earliest > $as_of OR x.until_latest < $as_of OR x.as_of_earliest > $as_of, false)
