-- title: Posts that contain the words
-- sentence: Best match first; a word in the title counts as much as five in the text. Control
--   characters mark the matching words; the page turns them into elements after escaping.
-- parameter match: the words as an FTS5 query
-- parameter without: words that the posts must not contain, as an FTS5 query; empty for none
-- parameter limit: number of posts
-- parameter offset: number of posts to skip
WITH best AS MATERIALIZED (
    SELECT posts_fts.rowid AS id, posts_fts.rank AS place
    FROM posts_fts
    JOIN posts ON posts.id = posts_fts.rowid
    WHERE posts_fts MATCH :match AND posts_fts.rank MATCH 'bm25(5.0, 1.0)'
        AND (:without = '' OR posts.id NOT IN (
            SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
        AND
        -- here: pages/search/filters
    ORDER BY posts_fts.rank
    LIMIT :limit OFFSET :offset
)
SELECT posts.id, posts.url, posts.clinic, clinics.name AS clinic_name, posts.published_on,
    posts.author, posts.word_count, posts.first_seen_at, posts.changed_at, posts.excerpt,
    posts.title, highlight(posts_fts, 0, char(2), char(3)) AS marked_title,
    snippet(posts_fts, 1, char(2), char(3), '…', 40) AS passage
FROM best
JOIN posts_fts ON posts_fts.rowid = best.id
JOIN posts ON posts.id = best.id
JOIN clinics ON clinics.slug = posts.clinic
WHERE posts_fts MATCH :match
ORDER BY best.place, posts.id
