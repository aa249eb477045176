-- title: Content gaps
-- sentence: Topics covered by at least N other clinics but not by this one, with an example post.
-- for: marketer
-- order: 8
-- parameter clinic: slug of your clinic
-- parameter at_least: the number N of other clinics; empty for 2
WITH counted AS (
    SELECT mentions.term, posts.clinic, count(*) AS posts, max(posts.published_on) AS newest_on
    FROM posts
    CROSS JOIN mentions ON mentions.post = posts.id AND mentions.is_topic = 1
    GROUP BY mentions.term, posts.clinic
), lacking AS (
    SELECT term, count(*) AS other_clinics, sum(posts) AS posts,
        group_concat(clinic) AS written_by, max(newest_on) AS last_published_on
    FROM counted
    GROUP BY term
    HAVING sum(clinic = :clinic) = 0
        AND count(*) >= CASE :at_least WHEN '' THEN 2 ELSE CAST(:at_least AS INTEGER) END
)
SELECT terms.kind, terms.label AS topic, lacking.other_clinics, lacking.posts, lacking.written_by,
    lacking.last_published_on, best.rank AS best_rank, best.post AS example_post,
    example.title AS example_title, example.url AS example_url
FROM lacking
JOIN terms ON terms.id = lacking.term
JOIN mentions AS best ON best.id = (
    SELECT id FROM mentions
    WHERE mentions.term = lacking.term AND mentions.is_topic = 1
    ORDER BY mentions.rank, mentions.post
    LIMIT 1
)
JOIN posts AS example ON example.id = best.post
WHERE EXISTS (SELECT 1 FROM clinics WHERE clinics.slug = :clinic)
ORDER BY lacking.other_clinics DESC, lacking.posts DESC, topic
