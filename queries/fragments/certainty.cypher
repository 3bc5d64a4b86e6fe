// certainty(x, since, until, as_of): how sure it is that x held on the day, by the rule of graph.ledger.certainty.holds
CASE
  WHEN $as_of IS NULL THEN null
  WHEN x.since IS NULL AND x.until IS NULL THEN 'not stated'
  // it had surely begun and surely not ended; inferred (?) and approximate (~) dates make nothing sure
  WHEN x.since_latest <= $as_of AND x.until_earliest >= $as_of
       AND NOT coalesce(x.since, '') + coalesce(x.until, '') =~ '.*[?~%].*' THEN 'definitely'
  ELSE 'possibly'
END
