// summary: Everything that belongs to one case, from the defendant and the court to what each ruling says
// category: justice
// parameters:
//   case: {type: entity, help: "the case or the group of cases"}
// columns: [part, part_id, relation, direction, name, name_id, kind, date, months, months_contested, restriction,
//   status, grade, sources, origins, disputed_grade, disputed_origins, certainty]
// example: {case: Case of Askar Kubanychbek}

// The parts of the file: the case itself (no step) and its rulings (one step).
MATCH (f:Entity)-[:RULED_IN*0..1]->(k:Entity)
WHERE k.id = $case AND (k:LegalCase OR k:CaseGroup)
MATCH (f)-[x]-(n:Entity)
WHERE (f.id = $case OR type(x) <> 'RULED_IN')
  AND @may_hold(x)
  AND @relation_known(x)
  // an event that had not happened, or that comes after one that had not, has no relations
  AND @may_have_happened_in_order(f)
  AND @may_have_happened_in_order(n)
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
       @other_values(n, sentence_months) AS months_contested,
       n.restriction AS restriction,
       @support(x),
       @certainty(x) AS certainty
ORDER BY CASE WHEN part_id = $case THEN 0 ELSE 1 END,
         COUNT {
           MATCH (f)-[:SUPERSEDES*1..12]->(earlier:Ruling)
           RETURN DISTINCT earlier
         },
         part_id, relation, direction, name, name_id
