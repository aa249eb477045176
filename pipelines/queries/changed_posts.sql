-- title: Changed posts
-- sentence: Posts whose text changed after it was first seen, with the words added and removed and
--   the facts that changed.
-- for: marketer
-- order: 6
-- parameter since: a date such as 2026-11-01; empty for all time
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.id AS post, posts.clinic, post_versions.title, post_versions.version,
    post_versions.fetched_at AS changed_at, post_versions.words_added, post_versions.words_removed,
    post_versions.changes, posts.url
FROM posts
CROSS JOIN post_versions ON post_versions.post = posts.id
WHERE post_versions.version > 1
    AND post_versions.fetched_at >= :since
    AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY post_versions.fetched_at DESC, posts.id
