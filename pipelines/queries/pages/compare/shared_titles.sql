-- title: Titles that the chosen clinics share
-- sentence: Posts with the same title as a post by another chosen clinic, ignoring case; their
--   texts may differ.
-- parameter clinics: slugs as a JSON array
WITH own AS (
    SELECT posts.id, posts.clinic, posts.title, posts.published_on, posts.word_count,
        lower(posts.title) AS key
    FROM json_each(:clinics) AS chosen
    JOIN posts ON posts.clinic = chosen.value
    WHERE posts.title IS NOT NULL
)
SELECT own.id AS post, own.title, own.clinic, clinics.name AS clinic_name, own.published_on,
    own.word_count
FROM own
JOIN clinics ON clinics.slug = own.clinic
WHERE own.key IN (SELECT key FROM own GROUP BY key HAVING count(DISTINCT clinic) > 1)
ORDER BY own.key, own.published_on NULLS LAST, own.id
LIMIT 200
