-- title: New posts of a digest
-- sentence: Posts first seen since a date. For a clinic that was collected for the first time since
--   then, only posts that it has published since then.
-- parameter since: a date such as 2026-11-01
SELECT posts.id AS post, posts.clinic, clinics.name AS clinic_name, posts.title, posts.url,
    posts.author, posts.published_on, posts.word_count, posts.first_seen_at
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
WHERE posts.first_seen_at >= :since
    AND (posts.published_on >= :since OR EXISTS (
        SELECT 1 FROM posts AS earlier
        WHERE earlier.clinic = posts.clinic AND earlier.first_seen_at < :since))
ORDER BY posts.clinic, posts.published_on DESC NULLS LAST, posts.id
