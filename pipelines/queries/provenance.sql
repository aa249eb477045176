-- title: Provenance of every post
-- sentence: The URL, date evidence, fetch time, fingerprints and archive location of every post: a
--   table for the appendix of a paper.
-- for: researcher
-- order: 3
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.id AS post, posts.clinic, posts.url, posts.published_on, posts.published_source,
    posts.published_raw, posts.first_seen_at, posts.changed_at, posts.text_sha256,
    pages.fetched_at, pages.http_status, pages.body_sha256, pages.archive_file,
    pages.archive_offset, pages.archive_length
FROM posts
LEFT JOIN pages ON pages.url = posts.url
WHERE :clinic = '' OR posts.clinic = :clinic
ORDER BY posts.clinic, posts.id
