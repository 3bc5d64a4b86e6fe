// summary: Who heads, speaks for, works for, belongs to or studied at an organization
// category: people
// parameters:
//   organization: {type: entity, default: null, help: "the organization; all when left out"}
// columns: [organization, organization_id, person, person_id, tie, role, since, until, status, grade, sources,
//   origins, disputed_grade, disputed_origins, certainty]
// example: {}

MATCH (p:Person)-[r:HEADS|SPOKESPERSON_FOR|EMPLOYED_BY|MEMBER_OF|STUDIED_AT]->(o:Organization)
WHERE ($organization IS NULL OR o.id = $organization)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN o.name AS organization,
       o.id AS organization_id,
       p.name AS person,
       p.id AS person_id,
       type(r) AS tie,
       r.role AS role,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY organization, organization_id, tie, person, person_id
