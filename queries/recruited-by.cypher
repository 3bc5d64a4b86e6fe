// summary: Who was recruited, by whom, through which channel, where and for what pay
// category: recruitment
// parameters:
//   organization: {type: entity, default: null, help: "the organization or person that recruits; all when left out"}
// columns: [person, person_id, kind, recruited_by, recruiter_id, channel, place, pay, since, until, status, grade,
//   sources, origins, disputed_grade, disputed_origins, certainty]
// example: {organization: Wagner Group}

MATCH (p:Entity)-[r:RECRUITED_BY]->(o:Entity)
WHERE ($organization IS NULL OR o.id = $organization)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       o.name AS recruited_by,
       o.id AS recruiter_id,
       r.channel AS channel,
       r.place AS place,
       r.pay AS pay,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY recruited_by, recruiter_id, person, person_id
