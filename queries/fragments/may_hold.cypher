// may_hold(x, since, until, as_of): whether x may have held on the day: it had not surely ended and was not surely still to begin
// as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
NOT coalesce(x.since_earliest > $as_of OR x.until_latest < $as_of, false)
