-- title: Changed posts by one clinic
-- sentence: The most recent changes first.
-- parameter clinic: slug of the clinic
SELECT posts.id AS post, posts.title, post_versions.version, post_versions.fetched_at,
    post_versions.words_added, post_versions.words_removed, post_versions.changes
FROM posts
JOIN post_versions ON post_versions.post = posts.id AND post_versions.version > 1
WHERE posts.clinic = :clinic
ORDER BY post_versions.fetched_at DESC, posts.id
LIMIT 8
