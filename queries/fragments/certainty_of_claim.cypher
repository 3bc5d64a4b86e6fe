// certainty_of_claim(x): how sure it is that what the claim x says was true of the day
CASE
  WHEN $as_of IS NULL THEN null
  WHEN coalesce(x.as_of, x.since, x.until) IS NULL THEN 'not stated'
  // counted by then, or begun and not ended; inferred (?) and approximate (~) dates make nothing sure
  WHEN x.as_of_latest <= $as_of AND NOT x.as_of =~ '.*[?~%].*' THEN 'definitely'
  WHEN x.since_latest <= $as_of AND x.until_earliest >= $as_of
       AND NOT coalesce(x.since, '') + coalesce(x.until, '') =~ '.*[?~%].*' THEN 'definitely'
  ELSE 'possibly'
END
