// summary: Which entities may be one and the same, with the reasons for and against and what a user made of it
// category: people
// parameters:
//   kind: {type: text, default: Entity, help: "only this kind, such as Person or LegalCase"}
//   judgement: {type: text, default: null, help: "positive, negative or unsure; all when left out"}
// columns: [one, one_id, other, other_id, kind, reasons_for, reasons_against, judgement, judged_by, judged_on,
//   status, grade, sources, origins, disputed_grade, disputed_origins, certainty]
// example: {kind: Person}

MATCH (a:Entity)-[h:POSSIBLY_SAME_AS]->(b:Entity)
WHERE $kind IN labels(a)
  AND ($judgement IS NULL OR h.judgement = $judgement)
  AND @may_hold(h)
  AND @relation_known(h)
RETURN a.name AS one,
       a.id AS one_id,
       b.name AS other,
       b.id AS other_id,
       a.kind AS kind,
       coalesce(h.reasons_for, []) AS reasons_for,
       coalesce(h.reasons_against, []) AS reasons_against,
       h.judgement AS judgement,
       h.judged_by AS judged_by,
       h.judged_on AS judged_on,
       @support(h),
       @certainty(h) AS certainty
ORDER BY kind, one_id, other_id
