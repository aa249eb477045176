-- title: Topics of each clinic
-- sentence: How many posts by each clinic are about each topic, their share of the clinic's posts,
--   and since when.
-- for: analyst
-- order: 7
-- parameter clinic: slug of one clinic; empty for all
-- parameter kind: condition, drug, procedure, device, route, symptom, audience or topic; empty for all
WITH totals AS (
    SELECT clinic, count(*) AS posts
    FROM posts
    GROUP BY clinic
)
SELECT post_topics.clinic, post_topics.kind, post_topics.topic, count(*) AS posts,
    round(100.0 * count(*) / totals.posts, 1) AS percent_of_its_posts,
    min(post_topics.published_on) AS first_published_on,
    max(post_topics.published_on) AS last_published_on
FROM post_topics
JOIN totals ON totals.clinic = post_topics.clinic
WHERE (:clinic = '' OR post_topics.clinic = :clinic)
    AND (:kind = '' OR post_topics.kind = :kind)
GROUP BY post_topics.clinic, post_topics.kind, post_topics.topic
ORDER BY post_topics.clinic, posts DESC, post_topics.topic
