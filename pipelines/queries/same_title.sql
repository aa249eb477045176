-- title: One title, several clinics
-- sentence: Posts that share their title with a post of another clinic; their texts may well
--   differ, so open them both.
-- for: marketer
-- order: 4
-- parameter clinic: slug of one clinic; empty for all
WITH shared AS (
    SELECT lower(title) AS key
    FROM posts
    WHERE title IS NOT NULL
    GROUP BY lower(title)
    HAVING count(DISTINCT clinic) > 1
        AND (:clinic = '' OR sum(clinic = :clinic) > 0)
)
SELECT posts.id AS post, posts.title, posts.clinic, posts.published_on, posts.word_count, posts.url
FROM posts
JOIN shared ON shared.key = lower(posts.title)
ORDER BY shared.key, posts.published_on, posts.id
