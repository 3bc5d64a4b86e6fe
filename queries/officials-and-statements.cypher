// summary: What officials and public bodies said about whom, with the offices that they hold
// category: sources
// parameters:
//   speaker: {type: entity, default: null, help: "the official or body; all when left out"}
//   everybody: {type: flag, default: false, help: "also speakers who hold no office, such as journalists and outlets"}
// columns: [speaker, speaker_id, kind, offices, topic, about, about_id, since, until, status, grade, sources,
//   origins, disputed_grade, disputed_origins, certainty]
// example: {}

MATCH (p:Entity)-[r:STATEMENT_ABOUT]->(e:Entity)
WHERE ($speaker IS NULL OR p.id = $speaker)
  AND ($everybody
       OR p:PublicBody
       OR EXISTS {
            MATCH (p)-[office:HEADS|SPOKESPERSON_FOR|EMPLOYED_BY|MEMBER_OF]->(:PublicBody)
            WHERE @stands(office)
          })
  // an event that had not happened has no relations
  AND @may_hold(r)
  AND @may_have_happened(e)
  AND @relation_known(r)
RETURN p.name AS speaker,
       p.id AS speaker_id,
       p.kind AS kind,
       COLLECT {
         MATCH (p)-[office:HEADS|SPOKESPERSON_FOR|EMPLOYED_BY|MEMBER_OF]->(body:PublicBody)
         WHERE @stands(office)
         RETURN replace(toLower(type(office)), '_', ' ') + ' ' + body.name ORDER BY type(office), body.id
       } AS offices,
       r.topic AS topic,
       e.name AS about,
       e.id AS about_id,
       r.since AS since,
       r.until AS until,
       @support(r),
       @certainty(r) AS certainty
ORDER BY speaker, speaker_id, r.since_earliest, about, about_id
