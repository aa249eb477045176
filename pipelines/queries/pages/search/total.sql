-- title: Number of results
-- sentence: The index alone counts the posts that contain the words, so rows are only read if there
--   are filters.
-- parameter match: the words as an FTS5 query; empty for all posts
-- parameter without: words that the posts must not contain, as an FTS5 query; empty for none
SELECT CASE
    WHEN :without || :clinic || :year || :month || :topic || :tag || :claim || :contact = ''
        THEN CASE :match
            WHEN '' THEN (SELECT count(*) FROM posts)
            ELSE (SELECT count(*) FROM posts_fts
                WHERE posts_fts MATCH coalesce(nullif(:match, ''), 'none'))
        END
    WHEN :match = '' THEN (
        SELECT count(*) FROM posts
        WHERE (:without = '' OR posts.id NOT IN (
                SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
            AND
            -- here: pages/search/filters
    )
    ELSE (
        SELECT count(*) FROM posts_fts
        CROSS JOIN posts ON posts.id = posts_fts.rowid
        WHERE posts_fts MATCH coalesce(nullif(:match, ''), 'none')
            AND (:without = '' OR posts.id NOT IN (
                SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
            AND
            -- here: pages/search/filters
    )
END AS posts
