-- title: Newest posts with the filters
-- sentence: What the search page lists if no words are typed.
-- parameter without: words that the posts must not contain, as an FTS5 query; empty for none
-- parameter limit: number of posts
-- parameter offset: number of posts to skip
SELECT posts.id, posts.url, posts.clinic, clinics.name AS clinic_name, posts.published_on,
    posts.author, posts.word_count, posts.first_seen_at, posts.changed_at, posts.excerpt,
    posts.title, posts.title AS marked_title, posts.excerpt AS passage
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
WHERE (:without = '' OR posts.id NOT IN (
        SELECT rowid FROM posts_fts WHERE posts_fts MATCH :without))
    AND
    -- here: pages/search/filters
ORDER BY posts.published_on DESC NULLS LAST, posts.id DESC
LIMIT :limit OFFSET :offset
