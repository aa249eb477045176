-- title: Posts that hold the words
-- sentence: Best first; a word in the title weighs as much as five in the text. The marks around
--   found words are control characters, which the page turns into elements after escaping.
-- parameter match: the words as an FTS5 expression
-- parameter clinic: slug of one clinic; empty for all
-- parameter year: year of publication; empty for all
-- parameter tag: a tag as written; empty for all
-- parameter limit: number of posts
-- parameter offset: number of posts to leave out
SELECT posts.id, posts.clinic, clinics.name AS clinic_name, posts.published_on, posts.author,
    posts.word_count, highlight(posts_fts, 0, char(2), char(3)) AS title,
    snippet(posts_fts, 1, char(2), char(3), '…', 40) AS passage
FROM posts_fts
JOIN posts ON posts.id = posts_fts.rowid
JOIN clinics ON clinics.slug = posts.clinic
WHERE posts_fts MATCH :match
    AND (:clinic = '' OR posts.clinic = :clinic)
    AND (:year = '' OR posts.published_year = CAST(:year AS INTEGER))
    AND (:tag = '' OR EXISTS (
        SELECT 1 FROM post_tags WHERE post_tags.post = posts.id AND post_tags.tag = :tag))
ORDER BY bm25(posts_fts, 5.0, 1.0), posts.id
LIMIT :limit OFFSET :offset
