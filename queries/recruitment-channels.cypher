// summary: By which channels people were reached, and for how many relations a source names each channel
// category: recruitment
// parameters:
//   unstated: {type: flag, default: false, help: "also recruitments of which no source names the channel"}
// columns: [channel, recruitments, person, person_id, recruited_by, recruiter_id, place, pay, since, status, grade,
//   sources, origins, disputed_grade, disputed_origins, certainty]
// example: {}

MATCH (:Entity)-[found:RECRUITED_BY]->(:Entity)
WHERE (found.channel IS NOT NULL OR $unstated)
  AND @may_hold(found)
  AND @relation_known(found)
// Counted by channel, then opened again into single recruitments.
WITH found.channel AS channel, count(found) AS recruitments, collect(found) AS told
UNWIND told AS r
WITH channel, recruitments, r, startNode(r) AS p, endNode(r) AS o
RETURN channel,
       recruitments,
       p.name AS person,
       p.id AS person_id,
       o.name AS recruited_by,
       o.id AS recruiter_id,
       r.place AS place,
       r.pay AS pay,
       r.since AS since,
       @support(r),
       @certainty(r) AS certainty
ORDER BY CASE WHEN channel IS NULL THEN 1 ELSE 0 END, recruitments DESC, channel, person, person_id, recruiter_id
