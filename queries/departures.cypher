// summary: Who left, travelled, was sent or came back, from and to which place
// category: recruitment
// parameters:
//   place: {type: entity, default: null, help: "the place, with all that lies in it; every place when left out"}
// columns: [person, person_id, kind, movement, place, place_id, since, until, status, grade, sources, origins,
//   disputed_grade, disputed_origins, certainty]
// example: {place: Kazakhstan}

MATCH (p:Entity)-[r:DEPARTED_FROM|TRAVELLED_TO|DEPLOYED_TO|RETURNED_TO]->(w:Place)
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
       type(r) AS movement,
       w.name AS place,
       w.id AS place_id,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY person, person_id, r.since_earliest, movement, place, place_id
