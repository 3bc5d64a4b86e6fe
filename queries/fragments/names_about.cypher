// names_about(x): the names of the entities that the claim x is about
COLLECT {
  MATCH (x)-[:ABOUT]->(e:Entity)
  RETURN e.name ORDER BY e.name, e.id
}
