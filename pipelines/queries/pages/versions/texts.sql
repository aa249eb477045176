-- title: All texts of one post
-- sentence: Newest first.
-- parameter post: id of the post
SELECT version, fetched_at, title, words_added, words_removed, changes, text
FROM post_versions
WHERE post = :post
ORDER BY version DESC
