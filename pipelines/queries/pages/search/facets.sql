-- title: How the found posts are spread
-- sentence: The number of found posts, and their commonest clinics, years, topics and tags.
-- parameter match: the words as an FTS5 expression; empty for all posts
-- parameter without: words that the posts must not hold, as an FTS5 expression; empty for none
WITH found AS MATERIALIZED (
    SELECT posts.id, posts.clinic, posts.published_year
    FROM posts
    WHERE (:match = '' OR posts.id IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH :match))
        AND (:without = '' OR posts.id NOT IN (
            SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
        AND
        -- here: pages/search/filters
)
SELECT 'total' AS facet, NULL AS value, NULL AS label, count(*) AS posts FROM found
UNION ALL
SELECT * FROM (
    SELECT 'clinic', clinic, coalesce(clinics.name, clinic), count(*) AS posts
    FROM found JOIN clinics ON clinics.slug = found.clinic
    GROUP BY clinic ORDER BY posts DESC, clinic LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'year', coalesce(CAST(published_year AS TEXT), 'undated'),
        coalesce(CAST(published_year AS TEXT), 'undated'), count(*)
    FROM found
    GROUP BY published_year ORDER BY published_year DESC NULLS LAST LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'topic', CAST(terms.id AS TEXT), terms.label, count(*) AS posts
    FROM found
    JOIN mentions ON mentions.post = found.id AND mentions.is_topic = 1
    JOIN terms ON terms.id = mentions.term
    GROUP BY terms.id ORDER BY posts DESC, terms.label LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'tag', post_tags.tag, post_tags.tag, count(*) AS posts
    FROM found JOIN post_tags ON post_tags.post = found.id
    GROUP BY post_tags.tag ORDER BY posts DESC, post_tags.tag LIMIT 12)
