// summary: Who fought in the ranks of an organization, in which unit and role
// category: recruitment
// parameters:
//   organization: {type: entity, default: null, help: "the force that they fought for; all when left out"}
// columns: [organization, organization_id, person, person_id, kind, counted, counted_bound, unit, role, since, until,
//   status, grade, sources, origins, disputed_grade, disputed_origins, certainty]
// example: {organization: Wagner Group}

MATCH (p:Entity)-[r:FOUGHT_FOR]->(o:Organization)
WHERE ($organization IS NULL OR o.id = $organization)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN o.name AS organization,
       o.id AS organization_id,
       p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       // of a group: how many people it is said to be
       p.size AS counted,
       p.size_bound AS counted_bound,
       r.unit AS unit,
       r.role AS role,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY organization, organization_id, kind DESC, person, person_id
