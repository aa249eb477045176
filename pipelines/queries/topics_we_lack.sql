-- title: Topics that others write about and we do not
-- sentence: Topics of at least so many other clinics about which this clinic has no post, with one
--   of their posts to look at.
-- for: marketer
-- order: 8
-- parameter clinic: slug of your clinic
-- parameter at_least: how many other clinics; empty for 2
SELECT kind, topic, count(DISTINCT clinic) AS other_clinics, count(*) AS posts,
    group_concat(DISTINCT clinic) AS written_by, max(published_on) AS last_published_on,
    min(rank) AS best_rank, post AS example_post, title AS example_title, url AS example_url
FROM post_topics
WHERE clinic != :clinic
    AND EXISTS (SELECT 1 FROM clinics WHERE clinics.slug = :clinic)
    AND NOT EXISTS (
        SELECT 1
        FROM post_topics AS own
        WHERE own.clinic = :clinic AND own.kind = post_topics.kind AND own.topic = post_topics.topic
    )
GROUP BY kind, topic
HAVING count(DISTINCT clinic) >= CASE :at_least WHEN '' THEN 2 ELSE CAST(:at_least AS INTEGER) END
ORDER BY other_clinics DESC, posts DESC, topic
