-- title: How the found posts are spread
-- sentence: The number of found posts, and their commonest clinics, years and tags.
-- parameter match: the words as an FTS5 expression; empty for all posts
-- parameter clinic: slug of one clinic; empty for all
-- parameter year: year of publication; empty for all
-- parameter tag: a tag as written; empty for all
WITH found AS MATERIALIZED (
    SELECT posts.id, posts.clinic, posts.published_year
    FROM posts
    WHERE (:match = '' OR posts.id IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH :match))
        AND (:clinic = '' OR posts.clinic = :clinic)
        AND (:year = '' OR posts.published_year = CAST(:year AS INTEGER))
        AND (:tag = '' OR EXISTS (
            SELECT 1 FROM post_tags WHERE post_tags.post = posts.id AND post_tags.tag = :tag))
)
SELECT 'total' AS facet, NULL AS value, NULL AS label, count(*) AS posts FROM found
UNION ALL
SELECT * FROM (
    SELECT 'clinic', clinic, coalesce(clinics.name, clinic), count(*) AS posts
    FROM found JOIN clinics ON clinics.slug = found.clinic
    GROUP BY clinic ORDER BY posts DESC, clinic LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'year', CAST(published_year AS TEXT), CAST(published_year AS TEXT), count(*)
    FROM found WHERE published_year IS NOT NULL
    GROUP BY published_year ORDER BY published_year DESC LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'tag', post_tags.tag, post_tags.tag, count(*) AS posts
    FROM found JOIN post_tags ON post_tags.post = found.id
    GROUP BY post_tags.tag ORDER BY posts DESC, post_tags.tag LIMIT 12)
