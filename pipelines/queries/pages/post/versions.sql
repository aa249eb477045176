-- title: Versions of one post
-- sentence: Every text that the post has had, newest first.
-- parameter post: id of the post
SELECT version, fetched_at, title, words_added, words_removed, changes
FROM post_versions
WHERE post = :post
ORDER BY version DESC
