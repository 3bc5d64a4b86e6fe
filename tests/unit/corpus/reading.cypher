MATCH (n) RETURN n
---
match (n:Person) where n.name = 'x' return n.name as name order by name skip 1 limit 5
---
RETURN 1
---
RETURN 1;
---
CYPHER 25 MATCH (n) RETURN n
---
EXPLAIN MATCH (n) RETURN n
---
PROFILE MATCH (n) RETURN n
---
OPTIONAL MATCH (n)-[r]->(m) RETURN n, r, m
---
MATCH (n) RETURN n UNION ALL MATCH (m) RETURN m AS n
---
UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n
---
MATCH p = allShortestPaths((a)-[:KNOWS|HEADS*..6]-(b)) RETURN p
---
SHOW INDEXES
---
SHOW CONSTRAINTS YIELD name RETURN name
---
SHOW DATABASES
---
// properties, labels, types, keys and parameters with those names
MATCH (n) RETURN n.set, n.create, n.delete, n.merge, n.remove, n.detach
---
MATCH (n) WHERE n.created > n.start AND n.set = 1 RETURN n
---
MATCH (n) WHERE n . set = 1 RETURN n
---
MATCH (n:Create)-[:SET|DELETE|MERGE]->(m:Remove&Insert) RETURN n, m
---
MATCH (n:Set:Drop) RETURN n
---
MATCH (n)-[:INSERT]->() RETURN n
---
MATCH (n {create: 1, set: 2}) RETURN {delete: n.x, merge: n.y}
---
MATCH (n) RETURN n {.set, .create, delete: 1}
---
MATCH (n) WHERE n.x = $create AND n.y = $set RETURN n
---
MATCH (n) RETURN n.x AS create, n.y AS set, n.z AS delete
---
MATCH (n) RETURN count(n) AS remove
---
MATCH (n) RETURN [x IN n.xs | x] AS merge
---
MATCH (n) RETURN {a: 1} AS insert
---
MATCH (n) RETURN 'x' AS drop, $p AS grant, `n`.x AS alter
---
MATCH (n) WITH n.since AS start, n.until AS stop RETURN start, stop ORDER BY start
---
MATCH (start)-[:KNOWS]->(stop) RETURN start.name, stop
---
MATCH (start:Person), (stop:Person) WHERE start.id = stop.id RETURN start
---
MATCH (n) RETURN n.call, n.load, n.csv, n.transactions
---
MATCH (n) WHERE n.name STARTS WITH 'a' RETURN n
---
RETURN reset, offset, created, mergeable, undelete
---
// texts and quoted names with those words
RETURN 'CREATE (n)'
---
RETURN "CREATE (n) DELETE n"
---
RETURN 'it\'s CREATE (n)'
---
RETURN 'a\\', 'CREATE (n)'
---
RETURN "say \"CREATE (n)\""
---
RETURN '" CREATE (n) "'
---
RETURN "' CREATE (n) '"
---
RETURN 'a
CREATE (n)
b'
---
RETURN '// no comment', 'CREATE'
---
RETURN '/* no comment', 'CREATE */'
---
RETURN 1 AS `CREATE (n)`
---
MATCH (n:`SET`) RETURN n.`DELETE`, n.`a``b CREATE`
---
MATCH (`create`) RETURN `create`
---
RETURN 'LOAD CSV FROM', 'CALL apoc.create.node()'
---
RETURN 'Ж \u0416', '\u0041'
---
RETURN 'C:\\users\\data'
---
// comments with those words
// CREATE (n)
RETURN 1
---
RETURN 1 // CREATE (n)
---
/* CREATE (n)
   DELETE n */ RETURN 1
---
/* a */ /* b */ RETURN /* SET */ 1
---
/* ' */ RETURN 1 // ' CREATE (n)
---
RETURN 1 // "
---
// subqueries
CALL { MATCH (n) RETURN n } RETURN n
---
MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m } RETURN m
---
MATCH (n) CALL (*) { RETURN 1 AS one } RETURN one
---
MATCH (n) WHERE EXISTS { (n)-->() } AND COUNT { (n)--() } > 1 RETURN COLLECT { MATCH (n)-->(m) RETURN m.name }
---
MATCH (n) CALL (n) { CALL (n) { RETURN n.x AS x } RETURN x } RETURN x
---
// procedures that read
CALL db.labels()
---
CALL db.labels
---
CALL db.labels() YIELD label RETURN label
---
CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type
---
CALL db.propertyKeys()
---
CALL db.schema.visualization()
---
CALL `db`.`labels`() YIELD label RETURN label
---
MATCH (n) CALL db.index.fulltext.queryNodes('names', $text) YIELD node, score RETURN node, score
---
CALL dbms.components() YIELD name, versions RETURN name, versions[0]
---
CALL DB.INFO()
---
CALL /* what */ db . labels /* else */ () YIELD label RETURN label
