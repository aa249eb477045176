-- title: How many posts are found
-- sentence: The index alone counts the posts that hold the words, so their rows are read only where
--   something narrows the search.
-- parameter match: the words as an FTS5 expression; empty for all posts
-- parameter without: words that the posts must not hold, as an FTS5 expression; empty for none
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
