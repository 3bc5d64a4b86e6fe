// summary: Who was pressed into service, by whom and by what means
// category: recruitment
// parameters:
//   organization: {type: entity, default: null, help: "the body that is said to have pressed them; all when left out"}
// columns: [person, person_id, kind, coerced_by, organization_id, means, since, until, status, grade, sources,
//   origins, disputed_grade, disputed_origins, certainty]
// example: {}

MATCH (p:Entity)-[r:COERCED_BY]->(o:Organization)
WHERE ($organization IS NULL OR o.id = $organization)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       o.name AS coerced_by,
       o.id AS organization_id,
       r.means AS means,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY coerced_by, organization_id, person, person_id
