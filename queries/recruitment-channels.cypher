// summary: By which channels people were reached, and for how many relations a source names each channel
// category: recruitment
// parameters:
//   unstated: {type: flag, default: false, help: "also recruitments of which no source names the channel"}
// columns: [channel, recruitments, person, person_id, recruited_by, recruiter_id, place, pay, since, status, grade,
//   sources, origins]
// example: {}

MATCH (p:Entity)-[r:RECRUITED_BY]->(o:Entity)
WHERE r.channel IS NOT NULL OR $unstated
RETURN r.channel AS channel,
       COUNT {
         MATCH (:Entity)-[other:RECRUITED_BY]->(:Entity)
         WHERE other.channel = r.channel
       } AS recruitments,
       p.name AS person,
       p.id AS person_id,
       o.name AS recruited_by,
       o.id AS recruiter_id,
       r.place AS place,
       r.pay AS pay,
       r.since AS since,
       r.status AS status,
       r.grade AS grade,
       r.sources AS sources,
       r.origins AS origins
ORDER BY recruitments DESC, channel, person, person_id, recruiter_id
