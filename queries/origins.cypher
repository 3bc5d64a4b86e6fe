// summary: Who stands behind how many claims, relations and figures, and through how many sources they reach us
// category: sources
// parameters: {}
// columns: [origin, name, kind, claims, relations, figures, sources, best_grade]
// example: {}

// The origin of a claim is the last link of its attribution, else the publisher of the source, else the source.
// Five outlets that repeat one ministry are one origin.
MATCH (c:Claim)
WHERE c.status <> 'retracted'
WITH c ORDER BY c.source
WITH c.origin AS origin,
     count(c) AS claims,
     count(DISTINCT c.relation) AS relations,
     count(c.metric) AS figures,
     collect(DISTINCT c.source) AS sources,
     min(c.grade) AS best_grade
OPTIONAL MATCH (voice:Entity {id: origin})
OPTIONAL MATCH (document:Source {id: origin})
RETURN origin,
       coalesce(voice.name, document.title) AS name,
       coalesce(voice.kind, 'Source') AS kind,
       claims,
       relations,
       figures,
       sources,
       best_grade
ORDER BY claims DESC, origin
