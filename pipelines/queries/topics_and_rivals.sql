-- title: Who writes about what
-- sentence: Each topic with the number of posts and clinics that cover it, and the number of posts
--   by each clinic.
-- for: marketer
-- order: 7
-- parameter kind: condition, drug, procedure, device, route, symptom, audience or topic; empty for all
-- parameter clinic: slug of a clinic that covers them; empty for all
WITH counted AS (
    SELECT kind, topic, clinic, count(*) AS posts
    FROM post_topics
    GROUP BY kind, topic, clinic
)
SELECT kind, topic, count(*) AS clinics, sum(posts) AS posts,
    group_concat(clinic || ' ' || posts, ', ') AS who
FROM counted
WHERE :kind = '' OR kind = :kind
GROUP BY kind, topic
HAVING :clinic = '' OR sum(clinic = :clinic) > 0
ORDER BY clinics DESC, posts DESC, topic
