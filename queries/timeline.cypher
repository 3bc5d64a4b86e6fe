// summary: What happened in which order, dated things first, each with how exactly its date is known
// category: network
// parameters:
//   entity: {type: entity, default: null, help: "only what concerns this entity; everything when left out"}
//   since: {type: date, default: null, help: "nothing that ended before this day"}
//   until: {type: date, default: null, help: "nothing that began after this day"}
//   undated: {type: flag, default: true, help: "also events that no source dates, at the end and in the order given"}
//   as_of: {type: date, default: null,
//     help: "only what may have held, or happened, by this day; see certainty_as_of"}
// columns: [date, until, earliest, latest, precision, certainty, what, kind, id, follows, status, grade, sources,
//   origins, certainty_as_of]
// example: {entity: Askar Kubanychbek}

// precision: the span of days that the date leaves open; certainty: whether the source states it, or it is
// inferred (?) or approximate (~).
CALL () {
  MATCH (e:Event)
  WHERE ($entity IS NULL
         OR e.id = $entity
         OR EXISTS {
              MATCH (e)-[tie:CONCERNS|RULED_IN|ISSUED_BY|LOCATED_IN]->(other:Entity)
              WHERE other.id = $entity
                AND @stands(tie)
            })
    // an event that had not happened, or that comes after one that had not, is left out
    AND @may_have_happened_in_order(e)
    AND ($known_at IS NULL OR EXISTS {
          MATCH (e)<-[:ABOUT]-(carrying:Claim)-[:REPORTED_BY]->(document:Source)
          WHERE carrying.status <> 'retracted' AND carrying.property <> 'POSSIBLY_SAME_AS'
            AND (document.published_latest <= $known_at OR carrying.recorded_at <= $known_at)
        })
  RETURN e.date AS date, null AS until, e.date_earliest AS earliest, e.date_latest AS latest, e.date_latest AS ended,
         @certainty_of_event(e) AS certainty_as_of,
         e.name AS what, e.kind AS kind, e.id AS id,
         COLLECT {
           MATCH (e)<-[tie:PRECEDES]-(before:Event)
           WHERE @stands(tie)
           RETURN before.name ORDER BY before.name, before.id
         } AS follows,
         // how many events a source puts before it, directly or through others
         COUNT {
           MATCH (e)<-[:PRECEDES*1..12]-(before:Event)
           RETURN DISTINCT before
         } AS step,
         null AS status,
         COLLECT {
           MATCH (e)<-[:ABOUT]-(c:Claim)
           WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
           RETURN min(c.grade)
         }[0] AS grade,
         COLLECT {
           MATCH (e)<-[:ABOUT]-(c:Claim)
           WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
           WITH DISTINCT c.source AS source
           RETURN source ORDER BY source
         } AS sources,
         COLLECT {
           MATCH (e)<-[:ABOUT]-(c:Claim)
           WHERE c.status <> 'retracted' AND c.property <> 'POSSIBLY_SAME_AS'
           WITH DISTINCT c.origin AS origin
           RETURN origin ORDER BY origin
         } AS origins
UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE (r.since IS NOT NULL OR r.until IS NOT NULL)
    AND ($entity IS NULL OR a.id = $entity OR b.id = $entity)
    AND @may_hold(r)
    AND @relation_known(r)
  RETURN r.since AS date, r.until AS until, r.since_earliest AS earliest, r.since_latest AS latest,
         // a relation of which only the beginning is stated may still hold
         r.until_latest AS ended,
         @certainty(r) AS certainty_as_of,
         a.name + ' ' + replace(toLower(type(r)), '_', ' ') + ' ' + b.name AS what, type(r) AS kind, r.id AS id,
         [] AS follows, 0 AS step, r.status AS status, r.grade AS grade, r.sources AS sources, r.origins AS origins
}
WITH *, duration.inDays(earliest, latest).days AS days
WHERE ($since IS NULL OR ended IS NULL OR ended >= $since)
  AND ($until IS NULL OR earliest IS NULL OR earliest <= $until)
  AND ($undated OR date IS NOT NULL OR until IS NOT NULL)
RETURN date,
       until,
       earliest,
       latest,
       CASE
         WHEN date IS NULL THEN 'not stated'
         WHEN days IS NULL THEN 'open'
         WHEN days = 0 THEN 'day'
         WHEN days <= 30 THEN 'month'
         WHEN days <= 92 THEN 'season'
         WHEN days <= 365 THEN 'year'
         ELSE 'longer'
       END AS precision,
       CASE
         WHEN date IS NULL THEN 'not stated'
         WHEN date CONTAINS '?' THEN 'inferred'
         WHEN date CONTAINS '~' THEN 'approximate'
         ELSE 'stated'
       END AS certainty,
       what,
       kind,
       id,
       follows,
       status,
       grade,
       sources,
       origins,
       certainty_as_of
ORDER BY earliest, latest, step, what, id
