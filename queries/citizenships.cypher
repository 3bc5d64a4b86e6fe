// summary: Citizenships that people hold or seek, and where they live
// category: people
// parameters:
//   country: {type: entity, default: null, help: "the country; all when left out"}
//   person: {type: entity, default: null, help: "the person or group; all when left out"}
// columns: [person, person_id, kind, tie, country, country_id, since, until, status, grade, sources, origins,
//   disputed_grade, disputed_origins, certainty]
// example: {country: Russia}

MATCH (p:Entity)-[r:CITIZEN_OF|SEEKS_CITIZENSHIP_OF|RESIDENT_OF]->(c:Country)
WHERE ($country IS NULL OR c.id = $country)
  AND ($person IS NULL OR p.id = $person)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       type(r) AS tie,
       c.name AS country,
       c.id AS country_id,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY person, person_id, tie, country, country_id
