// summary: Who and which cases are prosecuted under a law, where a source names the law
// category: justice
// parameters:
//   law: {type: entity, default: null, help: "the law; all when left out"}
//   article: {type: text, default: null, help: "the number of the article, such as 172"}
//   country: {type: entity, default: null, help: "the country whose law it is"}
// columns: [law, law_id, article, country_id, prosecuted, prosecuted_id, kind, counted, counted_bound, as_of,
//   defendants, since, until, status, grade, sources, origins, disputed_grade, disputed_origins, certainty]
// example: {country: Kazakhstan}

MATCH (d:Entity)-[r:PROSECUTED_UNDER]->(l:Law)
WHERE ($law IS NULL OR l.id = $law)
  AND ($article IS NULL OR l.article = $article)
  AND ($country IS NULL OR l.jurisdiction = $country)
  AND @may_hold(r)
  AND @relation_known(r)
RETURN l.name AS law,
       l.id AS law_id,
       l.article AS article,
       l.jurisdiction AS country_id,
       d.name AS prosecuted,
       d.id AS prosecuted_id,
       d.kind AS kind,
       // of a group of people or cases: how many a source counts; different counts are never added up
       d.size AS counted,
       d.size_bound AS counted_bound,
       d.as_of AS as_of,
       COLLECT {
         MATCH (p:Entity)-[tie:DEFENDANT_IN]->(d)
         WHERE @stands(tie)
         RETURN p.name ORDER BY p.name, p.id
       } AS defendants,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY law, law_id, prosecuted, prosecuted_id
