// summary: Which version of an article was in force in a country on a day, and how sure that is
// category: justice
// parameters:
//   country: {type: entity, help: "the country whose law it is; the same number elsewhere is another law"}
//   article: {type: text, help: "the number of the article, such as 172"}
//   "on": {type: date, default: null, help: "the day; all versions when left out"}
// columns: [law, law_id, code, article, part, country, in_force_from, in_force_until, min_months, max_months, life,
//   certainty, grade, sources, origins]
// example: {country: Kazakhstan, article: "172", "on": "2025-06-30"}

// certainty is one of: definitely, possibly, not stated. A version of which no source states the end may have ended; that
// it was still in force in June 2025 is written as in_force_until: "2025-06/..". The last day is a day in force.
MATCH (l:Law)
WHERE toLower(trim(l.article)) = toLower(trim($article))
  AND (l.jurisdiction = $country
       OR (l.jurisdiction IS NULL AND EXISTS {
             MATCH (l)-[i:IN_FORCE_IN]->(c:Country)
             WHERE c.id = $country AND @stands(i)
           }))
  AND @may_hold(l, in_force_from, in_force_until, on)
OPTIONAL MATCH (c:Country {id: $country})
// Only claims that speak of the law itself: that a case runs under it says nothing of what it threatens, or since when.
CALL (l) {
  OPTIONAL MATCH (claim:Claim)-[:ABOUT]->(l)
  WHERE claim.status <> 'retracted' AND claim.about[0] = l.id AND claim.property <> 'POSSIBLY_SAME_AS'
  RETURN min(claim.grade) AS best
}
RETURN l.name AS law,
       l.id AS law_id,
       l.code AS code,
       l.article AS article,
       l.part AS part,
       c.name AS country,
       l.in_force_from AS in_force_from,
       l.in_force_until AS in_force_until,
       l.penalty_min_months AS min_months,
       l.penalty_max_months AS max_months,
       l.penalty_life AS life,
       @certainty(l, in_force_from, in_force_until, on) AS certainty,
       best AS grade,
       COLLECT {
         MATCH (claim:Claim)-[:ABOUT]->(l)
         WHERE claim.status <> 'retracted' AND claim.about[0] = l.id AND claim.property <> 'POSSIBLY_SAME_AS'
         WITH DISTINCT claim.source AS source
         RETURN source ORDER BY source
       } AS sources,
       COLLECT {
         MATCH (claim:Claim)-[:ABOUT]->(l)
         WHERE claim.status <> 'retracted' AND claim.about[0] = l.id AND claim.property <> 'POSSIBLY_SAME_AS'
         WITH DISTINCT claim.origin AS origin
         RETURN origin ORDER BY origin
       } AS origins
ORDER BY code, part, l.in_force_from_earliest, l.in_force_until_earliest, law, law_id
