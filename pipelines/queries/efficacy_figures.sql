-- title: Success rates
-- sentence: Every sentence that gives a number for how many patients improve, with the number, the
--   drug and the condition it names, and whether the post cites anything.
-- for: analyst
-- order: 10
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, posts.id AS post, claims.figure, claims.subject, claims.use, claims.sentence,
    claims.is_hedged, EXISTS (SELECT 1 FROM citations WHERE citations.post = posts.id) AS cites,
    posts.published_on, posts.url
FROM posts
CROSS JOIN claims ON claims.post = posts.id
WHERE +claims.kind = 'efficacy' AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY posts.clinic, posts.id, claims.position
