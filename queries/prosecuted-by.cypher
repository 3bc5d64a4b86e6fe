// summary: Which state or body prosecutes, investigates or arrested whom
// category: justice
// parameters:
//   authority: {type: entity, default: null, help: "the state or body; all when left out"}
// columns: [authority, authority_id, action, target, target_id, kind, since, until, status, grade, sources, origins,
//   disputed_grade, disputed_origins, certainty]
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
       @support(r),
       @certainty(r) AS certainty
ORDER BY authority, authority_id, action, target, target_id
