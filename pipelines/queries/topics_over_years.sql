-- title: Topics over the years
-- sentence: How many posts of each year are about each topic, and their share of that year's posts;
--   the rows without a year count undated posts.
-- for: analyst
-- order: 8
-- parameter topic: a topic such as migraine; empty for all
-- parameter kind: condition, drug, procedure, device, route, symptom, audience or topic; empty for all
-- parameter clinic: slug of one clinic; empty for all
WITH totals AS (
    SELECT published_year AS year, count(*) AS posts
    FROM posts
    WHERE :clinic = '' OR clinic = :clinic
    GROUP BY published_year
)
SELECT post_topics.year, post_topics.kind, post_topics.topic, count(*) AS posts,
    count(DISTINCT post_topics.clinic) AS clinics,
    round(100.0 * count(*) / totals.posts, 1) AS percent_of_the_year
FROM post_topics
JOIN totals ON totals.year IS post_topics.year
WHERE (:topic = '' OR lower(post_topics.topic) = lower(:topic))
    AND (:kind = '' OR post_topics.kind = :kind)
    AND post_topics.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
GROUP BY post_topics.year, post_topics.kind, post_topics.topic
ORDER BY post_topics.year DESC, posts DESC, post_topics.topic
