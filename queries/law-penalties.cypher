// summary: What each law threatens, and whether a source says so or it is inferred
// category: justice
// parameters:
//   country: {type: entity, default: null, help: "the country whose law it is; all when left out"}
//   unstated: {type: flag, default: true, help: "also laws of which no source states the penalty"}
// columns: [law, law_id, article, country, in_force_from, in_force_until, min_months, max_months, life, claimed_as,
//   grade, sources, origins]
// example: {country: Kazakhstan}

MATCH (l:Law)
WHERE ($country IS NULL OR l.jurisdiction = $country)
  AND ($unstated
       OR l.penalty_min_months IS NOT NULL
       OR l.penalty_max_months IS NOT NULL
       OR l.penalty_life IS NOT NULL)
OPTIONAL MATCH (c:Country {id: l.jurisdiction})
// The claims that carry the penalty; their status tells a quoted range from one that the desk inferred.
CALL (l) {
  OPTIONAL MATCH (claim:Claim)-[:ABOUT]->(l)
  WHERE claim.property IN ['penalty_min_months', 'penalty_max_months', 'penalty_life']
    AND claim.status <> 'retracted'
  WITH claim ORDER BY claim.status
  WITH collect(DISTINCT claim.status) AS statuses, min(claim.grade) AS best
  RETURN statuses, best
}
RETURN l.name AS law,
       l.id AS law_id,
       l.article AS article,
       c.name AS country,
       l.in_force_from AS in_force_from,
       l.in_force_until AS in_force_until,
       l.penalty_min_months AS min_months,
       l.penalty_max_months AS max_months,
       l.penalty_life AS life,
       statuses AS claimed_as,
       best AS grade,
       COLLECT {
         MATCH (claim:Claim)-[:ABOUT]->(l)
         WHERE claim.property IN ['penalty_min_months', 'penalty_max_months', 'penalty_life']
           AND claim.status <> 'retracted'
         WITH DISTINCT claim.source AS source
         RETURN source ORDER BY source
       } AS sources,
       COLLECT {
         MATCH (claim:Claim)-[:ABOUT]->(l)
         WHERE claim.property IN ['penalty_min_months', 'penalty_max_months', 'penalty_life']
           AND claim.status <> 'retracted'
         WITH DISTINCT claim.origin AS origin
         RETURN origin ORDER BY origin
       } AS origins
ORDER BY country, max_months, law, law_id
