-- title: Figures of success
-- sentence: Every sentence that puts a number on how many patients get better, with the number, the
--   drug and the use that it names, and whether its post cites anything.
-- for: analyst
-- order: 10
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, posts.id AS post, claims.figure, claims.subject, claims.use, claims.sentence,
    claims.is_hedged, EXISTS (SELECT 1 FROM citations WHERE citations.post = posts.id) AS cites,
    posts.published_on, posts.url
FROM claims
JOIN posts ON posts.id = claims.post
WHERE claims.kind = 'efficacy' AND (:clinic = '' OR posts.clinic = :clinic)
ORDER BY posts.clinic, posts.id, claims.position
