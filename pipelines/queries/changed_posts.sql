-- title: What was rewritten
-- sentence: Posts whose text changed after it was first seen, with the words added and
--   removed and the facts that differ.
-- for: marketer
-- order: 6
-- parameter since: a day such as 2026-11-01; empty for all time
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.id AS post, posts.clinic, post_versions.title, post_versions.version,
    post_versions.fetched_at AS changed_at, post_versions.words_added, post_versions.words_removed,
    post_versions.changes, posts.url
FROM post_versions
JOIN posts ON posts.id = post_versions.post
WHERE post_versions.version > 1
    AND post_versions.fetched_at >= :since
    AND (:clinic = '' OR posts.clinic = :clinic)
ORDER BY post_versions.fetched_at DESC, posts.id
