-- title: Who writes about what
-- sentence: Each topic with the number of posts and clinics that are about it, and which clinic
--   has how many posts on it.
-- for: marketer
-- order: 7
-- parameter kind: condition, drug, procedure, device, route, symptom, audience, topic; empty for all
-- parameter clinic: slug of a clinic that writes about them; empty for all
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
