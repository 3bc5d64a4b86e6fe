// certainty_of_event(x, date, as_of): how sure it is that x had happened, or been counted, by the day
CASE
  WHEN $as_of IS NULL THEN null
  WHEN x.date IS NULL THEN 'not stated'
  // inferred (?) and approximate (~) dates make nothing sure
  WHEN x.date_latest <= $as_of AND NOT x.date =~ '.*[?~%].*' THEN 'definitely'
  ELSE 'possibly'
END
