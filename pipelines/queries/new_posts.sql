-- title: New posts
-- sentence: Posts first seen since a date, newest first.
-- for: marketer
-- order: 1
-- parameter since: a date such as 2026-11-01; empty for the last seven days
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.id AS post, posts.clinic, posts.title, posts.published_on, posts.first_seen_at,
    posts.word_count, posts.excerpt, posts.url
FROM posts
WHERE posts.first_seen_at >= coalesce(nullif(:since, ''), date('now', '-7 days'))
    AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY posts.first_seen_at DESC, posts.published_on DESC, posts.id DESC
