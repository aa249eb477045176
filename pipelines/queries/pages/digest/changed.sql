-- title: Changed posts of a digest
-- sentence: Posts whose text on the site has changed since a date, one row per change.
-- parameter since: a date such as 2026-11-01
SELECT posts.id AS post, posts.clinic, clinics.name AS clinic_name, posts.title, posts.url,
    post_versions.version, post_versions.fetched_at AS changed_at, post_versions.words_added,
    post_versions.words_removed, post_versions.changes
FROM post_versions
JOIN posts ON posts.id = post_versions.post
JOIN clinics ON clinics.slug = posts.clinic
WHERE post_versions.version > 1 AND post_versions.fetched_at >= :since
ORDER BY posts.clinic, post_versions.fetched_at DESC, posts.id
