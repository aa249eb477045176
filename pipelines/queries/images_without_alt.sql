-- title: Images without alt text
-- sentence: Images in posts that screen readers cannot describe, because the page gives no alt
--   text.
-- for: analyst
-- order: 6
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, posts.id AS post, posts.title, images.position, images.url, images.caption
FROM posts
CROSS JOIN images ON images.post = posts.id
WHERE images.alt IS NULL AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY posts.clinic, posts.id, images.position
