// summary: Everything that belongs to one case, from the defendant and the court to what each ruling says
// category: justice
// parameters:
//   case: {type: entity, help: "the case or the group of cases"}
//   as_of: {type: date, default: null, help: "only what may have held on this day; see certainty"}
//   known_at: {type: date, default: null,
//     help: "only what a claim known by this day carries; its dates, grade, sources and origins stay those of today"}
// columns: [part, part_id, relation, direction, name, name_id, kind, date, months, restriction, status, grade,
//   sources, origins, certainty]
// example: {case: Case of Askar Kubanychbek}

// The parts of the file: the case itself (no step) and its rulings (one step).
MATCH (f:Entity)-[:RULED_IN*0..1]->(k:Entity)
WHERE k.id = $case AND (k:LegalCase OR k:CaseGroup)
MATCH (f)-[x]-(n:Entity)
WHERE (f.id = $case OR type(x) <> 'RULED_IN')
  AND NOT coalesce(x.since_earliest > $as_of OR x.until_latest < $as_of, false)
  AND ($known_at IS NULL OR EXISTS {
        MATCH (carrying:Claim {relation: x.id})-[:REPORTED_BY]->(document:Source)
        WHERE carrying.status <> 'retracted'
          AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
      })
  // an event that had not happened, or that comes after one that had not, has no relations
  AND ($as_of IS NULL OR NOT EXISTS {
        MATCH way = (f)-[:SUPERSEDES*0..12]->(:Event)<-[:PRECEDES*0..12]-(before:Event)
        WHERE before.date_earliest > $as_of AND all(step IN relationships(way) WHERE step.status = 'asserted')
      })
  AND ($as_of IS NULL OR NOT EXISTS {
        MATCH way = (n)-[:SUPERSEDES*0..12]->(:Event)<-[:PRECEDES*0..12]-(before:Event)
        WHERE before.date_earliest > $as_of AND all(step IN relationships(way) WHERE step.status = 'asserted')
      })
RETURN f.name AS part,
       f.id AS part_id,
       type(x) AS relation,
       CASE
         WHEN type(x) = 'POSSIBLY_SAME_AS' THEN 'both'
         WHEN startNode(x).id = f.id THEN 'out'
         ELSE 'in'
       END AS direction,
       n.name AS name,
       n.id AS name_id,
       n.kind AS kind,
       n.date AS date,
       n.sentence_months AS months,
       n.restriction AS restriction,
       x.status AS status,
       x.grade AS grade,
       x.sources AS sources,
       x.origins AS origins,
       CASE
         WHEN $as_of IS NULL THEN null
         WHEN x.since IS NULL AND x.until IS NULL THEN 'not stated'
         // it had surely begun and surely not ended; inferred (?) and approximate (~) dates make nothing sure
         WHEN x.since_latest <= $as_of AND x.until_earliest >= $as_of
              AND NOT x.since + x.until =~ '.*[?~%].*' THEN 'definitely'
         ELSE 'possibly'
       END AS certainty
ORDER BY CASE WHEN part_id = $case THEN 0 ELSE 1 END,
         COUNT {
           MATCH (f)-[:SUPERSEDES*1..12]->(earlier:Ruling)
           RETURN DISTINCT earlier
         },
         part_id, relation, direction, name, name_id
