// may_have_happened(x, date, as_of): whether x may have happened, or been counted, by the day
// as_of: {type: date, default: null, help: "only what may have been counted by this day; see certainty"}
NOT coalesce(x.date_earliest > $as_of, false)
