CREATE (n)
---
create (n:Person {name: 'x'}) return n
---
CrEaTe (n)
---
   

	CREATE (n)
---
MATCH (n) SET n.x = 1
---
MATCH (n) SET n:Label
---
MATCH (n) SET n += {x: 1}
---
MATCH (n) SET n = {x: 1}
---
MATCH (n) SET n['x'] = 1
---
MATCH (n) SET n.set = 1 RETURN n
---
MATCH (n) SET (CASE WHEN true THEN n END).x = 1
---
MATCH (n) REMOVE n.x
---
MATCH (n) REMOVE n:Label
---
MATCH (n) DELETE n
---
MATCH (n) DETACH DELETE n
---
MATCH (n) detach
delete n
---
MATCH (n) NODETACH DELETE n
---
MATCH ()-[r]->() DELETE r
---
MERGE (n:Person {id: 'x'}) RETURN n
---
MERGE (n) ON CREATE SET n.x = 1 ON MATCH SET n.y = 2
---
MATCH (a), (b) MERGE (a)-[:KNOWS]->(b)
---
INSERT (:Person {name: 'x'})
---
MATCH (n) INSERT (n)-[:KNOWS]->(:Person)
---
MATCH p = (a)-->(b) FOREACH (n IN nodes(p) | SET n.x = 1)
---
FOREACH (x IN [1] | CREATE (:N {x: x}))
---
UNWIND [1, 2] AS x CREATE (:N {x: x})
---
MATCH (n) WITH n LIMIT 1 CREATE (m) RETURN m
---
MATCH (n) RETURN n UNION CREATE (m) RETURN m AS n
---
MATCH (n) RETURN n; CREATE (m)
---
EXPLAIN CREATE (n)
---
PROFILE MATCH (n) DELETE n
---
CYPHER 25 CREATE (n)
---
CYPHER 5 runtime=slotted MATCH (n) SET n.x = 1
---
USE neo4j CREATE (n)
---
WHEN true THEN CREATE (n) ELSE CREATE (m)
---
RETURN 1 AS x NEXT CREATE (n {x: x})
---
// subqueries
CALL { CREATE (n) RETURN n } RETURN n
---
MATCH (n) CALL (n) { SET n.x = 1 RETURN 1 AS one } RETURN one
---
MATCH (n) CALL { WITH n CALL { WITH n DELETE n } RETURN 1 AS one } RETURN one
---
MATCH (n) CALL (n) { MATCH (n)-->(m) CALL (m) { REMOVE m.x } RETURN m } RETURN m
---
MATCH (n) WHERE EXISTS { MATCH (n)-->(m) SET m.x = 1 } RETURN n
---
MATCH (n) RETURN COLLECT { MATCH (n)-->(m) CREATE (o) RETURN o }
---
MATCH (n) CALL (n) { RETURN 1 AS one } IN TRANSACTIONS RETURN one
---
MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS
---
CALL { RETURN 1 AS one } IN 3 CONCURRENT TRANSACTIONS OF 10 ROWS RETURN one
---
CALL { RETURN 1 AS one } in /* so many */ transactions RETURN one
---
// files
LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
---
LOAD CSV WITH HEADERS FROM 'https://example.org/a.csv' AS line RETURN line.name
---
load /* a */ csv // b
from 'file:///a' as line return line
---
USING PERIODIC COMMIT LOAD CSV FROM 'file:///a.csv' AS line RETURN line
---
// procedures
CALL apoc.create.node(['Person'], {name: 'x'}) YIELD node RETURN node
---
CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value
---
CALL apoc.load.jdbc('jdbc:…', 'select 1') YIELD row RETURN row
---
CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value
---
CALL apoc.cypher.runFile('a.cypher')
---
CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})
---
CALL apoc.export.csv.all('a.csv', {})
---
CALL apoc.refactor.mergeNodes([])
---
CALL apoc.trigger.add('a', 'b', {})
---
CALL `apoc`.`create`.`node`(['A'], {})
---
CALL `apoc.create.node`(['A'], {})
---
MATCH (n) CALL apoc . create . addLabels (n, ['A']) YIELD node RETURN node
---
call /* hidden */ apoc.cypher /* hidden */ .doIt('CREATE (n)', {})
---
CALL db.index.fulltext.createNodeIndex('a', ['B'], ['c'])
---
CALL db.index.fulltext.drop('a')
---
CALL db.createLabel('A')
---
CALL db.create.setNodeVectorProperty(null, 'a', [1.0])
---
CALL db.awaitIndexes()
---
CALL db.clearQueryCaches()
---
CALL dbms.killQuery('1')
---
CALL dbms.setConfigValue('a', 'b')
---
CALL dbms.security.createUser('a', 'b')
---
CALL dbms.cluster.routing.getRoutingTable({})
---
CALL tx.setMetaData({a: 1})
---
CALL gds.graph.drop('a')
---
CALL n10s.rdf.import.fetch('https://example.org', 'Turtle')
---
CALL db.labels.more()
---
CALL db.labelsX() YIELD label RETURN label
---
CALL sql('DELETE FROM V')
---
// the schema and the server
CREATE INDEX FOR (n:Person) ON (n.name)
---
CREATE CONSTRAINT a IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE
---
CREATE FULLTEXT INDEX a FOR (n:A) ON EACH [n.b]
---
CREATE OR REPLACE DATABASE a
---
DROP INDEX a
---
DROP CONSTRAINT a IF EXISTS
---
DROP DATABASE neo4j
---
ALTER DATABASE neo4j SET ACCESS READ ONLY
---
ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'
---
CREATE USER a SET PASSWORD 'b'
---
RENAME USER a TO b
---
GRANT ROLE admin TO a
---
DENY READ {*} ON GRAPH * TO a
---
REVOKE ROLE admin FROM a
---
START DATABASE a
---
stop
database a
---
TERMINATE TRANSACTIONS 'neo4j-transaction-1'
---
SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t
---
ENABLE SERVER 'a'
---
DEALLOCATE DATABASES FROM SERVER 'a'
---
DRYRUN REALLOCATE DATABASES
---
REALLOCATE DATABASES
---
// comments and texts that end sooner than they seem to
/* a comment */ CREATE (n)
---
// a comment
CREATE (n)
---
/* a /* not nested */ CREATE (n)
---
/**/CREATE/**/(n)
---
MATCH (n) RETURN n /* */ // */
CREATE (m)
---
RETURN 'a' // 'b
CREATE (n)
---
RETURN "a // b" CREATE (n)
---
RETURN 'a /* b' CREATE (n) RETURN 'c */'
---
RETURN 'it\'s' CREATE (n)
---
RETURN 'a\\' CREATE (n) //'
---
RETURN "a\\\"b" CREATE (n) //"
---
RETURN 'a' + "'" CREATE (n) //'
---
RETURN 1 AS `a // b` CREATE (n)
---
RETURN 1 AS `a``b` CREATE (n) //`
---
RETURN 1 AS `a\` CREATE (n) //`
---
RETURN 1 AS ```` CREATE (n)
---
// words written with escapes
\u0043REATE (n)
---
CRE\u0041TE (n)
---
cr\uuu0065ate (n)
---
MATCH (n) \u0053\u0045\u0054 n.x = 1
---
CALL apoc\u002ecreate.node([], {})
---
RETURN '\u0027 CREATE (n) //'
---
RETURN '\u0027' CREATE (n) //'
---
WITH "\u0022" AS a CREATE (n) //"
---
WITH '\\u0027' AS a CREATE (n) //'
---
WITH '\\\u0027' AS a CREATE (n) //'
---
/\u002a a */ CREATE (n) /* */
---
RETURN 1 //\u000a CREATE (n)
---
// things that are named like the word before an alias
MATCH (as) WITH as SET as.x = 1
---
MATCH (as) WITH as CREATE (n)
---
MATCH (as) WITH DISTINCT as DETACH DELETE as
---
MATCH (n), (as) WITH n, as SET n.x = 1
---
MATCH (n) WHERE n.as SET n.x = 1
---
MATCH (n) WHERE n:as SET n.x = 1
---
MATCH (n) WHERE n:a|as SET n.x = 1
---
MATCH (n) WHERE n.x IN as DELETE n
---
MATCH (n) WHERE n.x > as DELETE n
---
MATCH (n) WHERE n.x * as DELETE n
---
MATCH (n) WHERE n.x STARTS WITH as DELETE n
---
MATCH (n) WHERE n.x CONTAINS as DELETE n
---
MATCH (n) WHERE NOT as DELETE n
---
MATCH (n) WITH n ORDER BY as DELETE n
---
WITH CASE WHEN true THEN 1 ELSE as CREATE (n)
---
MATCH (n) WITH n AS as DELETE as
---
CALL db.labels() YIELD label AS as CREATE (n)
---
WITH as CALL apoc.create.node([], {}) YIELD node RETURN node
