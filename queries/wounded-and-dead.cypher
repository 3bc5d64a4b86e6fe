// summary: Who was wounded or died, where and when
// category: people
// parameters:
//   place: {type: entity, default: null, help: "the place, with all that lies in it; every place when left out"}
// columns: [person, person_id, kind, fate, injury, place, place_id, since, until, status, grade, sources, origins,
//   disputed_grade, disputed_origins, certainty]
// example: {}

MATCH (p:Entity)-[r:WOUNDED_IN|DIED_IN]->(w:Place)
WHERE ($place IS NULL
       OR w.id = $place
       OR EXISTS {
            MATCH (w)-[:LOCATED_IN|PART_OF*1..6]->(whole:Place)
            WHERE whole.id = $place
          })
  AND @may_hold(r)
  AND @relation_known(r)
RETURN p.name AS person,
       p.id AS person_id,
       p.kind AS kind,
       CASE type(r) WHEN 'DIED_IN' THEN 'died' ELSE 'wounded' END AS fate,
       r.injury AS injury,
       w.name AS place,
       w.id AS place_id,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY r.since_earliest, person, person_id, fate, place_id
