-- title: Facets of the results
-- sentence: The most frequent clinics, years, topics and tags in a sample of the results, the most
--   recently collected ones.
-- parameter match: the words as an FTS5 query; empty for all posts
-- parameter without: words that the posts must not contain, as an FTS5 query; empty for none
-- parameter sample: number of results in the sample
WITH looked_at AS MATERIALIZED (
    SELECT * FROM (
        SELECT posts.id, posts.clinic, substr(posts.published_on, 1, 4) AS year
        FROM posts_fts
        CROSS JOIN posts ON posts.id = posts_fts.rowid
        WHERE :match != '' AND posts_fts MATCH coalesce(nullif(:match, ''), 'none')
            AND (:without = '' OR posts.id NOT IN (
                SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
            AND
            -- here: pages/search/filters
        ORDER BY posts_fts.rowid DESC
        LIMIT :sample)
    UNION ALL
    SELECT * FROM (
        SELECT posts.id, posts.clinic, substr(posts.published_on, 1, 4)
        FROM posts
        WHERE :match = ''
            AND (:without = '' OR posts.id NOT IN (
                SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
            AND
            -- here: pages/search/filters
        ORDER BY posts.id DESC
        LIMIT :sample)
)
SELECT * FROM (
    SELECT 'clinic' AS facet, clinic AS value, coalesce(clinics.name, clinic) AS label,
        count(*) AS posts
    FROM looked_at JOIN clinics ON clinics.slug = looked_at.clinic
    GROUP BY clinic ORDER BY posts DESC, clinic LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'year', coalesce(year, 'undated'), coalesce(year, 'undated'), count(*)
    FROM looked_at
    GROUP BY year ORDER BY year DESC NULLS LAST LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'topic', CAST(terms.id AS TEXT), terms.label, count(*) AS posts
    FROM looked_at
    CROSS JOIN mentions ON mentions.post = looked_at.id AND mentions.is_topic = 1
    JOIN terms ON terms.id = mentions.term
    GROUP BY terms.id ORDER BY posts DESC, terms.label LIMIT 12)
UNION ALL
SELECT * FROM (
    SELECT 'tag', post_tags.tag, post_tags.tag, count(*) AS posts
    FROM looked_at CROSS JOIN post_tags ON post_tags.post = looked_at.id
    GROUP BY post_tags.tag ORDER BY posts DESC, post_tags.tag LIMIT 12)
