// summary: Who signed a contract of service with whom, for what pay and term
// category: recruitment
// parameters:
//   organization: {type: entity, default: null, help: "the party that the contract is with; all when left out"}
// columns: [person, person_id, kind, signed_with, organization_id, pay, term, since, until, status, grade, sources,
//   origins, disputed_grade, disputed_origins, certainty]
// example: {}

MATCH (p:Entity)-[r:SIGNED_CONTRACT_WITH]->(o:Organization)
WHERE ($organization IS NULL OR o.id = $organization)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       o.name AS signed_with,
       o.id AS organization_id,
       r.pay AS pay,
       r.term AS term,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY signed_with, organization_id, r.since_earliest, person, person_id
