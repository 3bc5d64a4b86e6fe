// summary: Relations whose best grade is no better than a limit
// category: sources
// parameters:
//   reliability: {type: text, default: D, help: "sources of this grade or worse, A to F; F is unknown"}
//   credibility: {type: integer, default: 4, help: "claims of this grade or worse, 1 to 6; 6 is unknown"}
// columns: [from, from_id, relation, to, to_id, status, grade, sources, origins, disputed_grade, disputed_origins,
//   certainty]
// example: {}

// A grade such as “B2” is the reliability of the source and the credibility of the claim (Admiralty system).
MATCH (a:Entity)-[r]->(b:Entity)
WHERE (left(r.grade, 1) >= $reliability OR toInteger(substring(r.grade, 1)) >= $credibility)
  AND type(r) <> 'POSSIBLY_SAME_AS'
  // an event that had not happened has no relations
  AND @may_hold(r)
  AND @may_have_happened(a)
  AND @may_have_happened(b)
  AND @relation_known(r)
RETURN a.name AS from,
       a.id AS from_id,
       type(r) AS relation,
       b.name AS to,
       b.id AS to_id,
       @support(r),
       @certainty(r) AS certainty
ORDER BY grade DESC, from, from_id, relation, to, to_id
