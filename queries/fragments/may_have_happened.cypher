// may_have_happened(x, date, as_of): whether x may have happened, or been counted, by the day
NOT coalesce(x.date_earliest > $as_of, false)
