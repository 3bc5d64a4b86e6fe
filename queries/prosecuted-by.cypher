// summary: Which state or body prosecutes, investigates or arrested whom
// category: justice
// parameters:
//   authority: {type: entity, default: null, help: "the state or body; all when left out"}
//   as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [authority, authority_id, action, target, target_id, kind, since, until, status, grade, sources, origins,
//   certainty]
// example: {authority: Kyrgyzstan}

MATCH (t:Entity)-[r:PROSECUTED_BY|INVESTIGATED_BY|ARRESTED_BY]->(a:Entity)
WHERE ($authority IS NULL OR a.id = $authority)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN a.name AS authority,
       a.id AS authority_id,
       type(r) AS action,
       t.name AS target,
       t.id AS target_id,
       t.kind AS kind,
       r.since AS since,
       r.until AS until,
       r.status AS status,
       r.grade AS grade,
       r.sources AS sources,
       r.origins AS origins,
       @certainty(r) AS certainty
ORDER BY authority, authority_id, action, target, target_id
