-- title: Uncited research
-- sentence: Sentences that refer to research or studies without a citation in the sentence or its
--   paragraph.
-- for: researcher
-- order: 15
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, posts.id AS post, posts.title, claims.sentence, claims.subject, claims.use,
    (SELECT count(*) FROM citations WHERE citations.post = posts.id) AS citations_elsewhere,
    posts.url
FROM posts
CROSS JOIN claims ON claims.post = posts.id
WHERE +claims.kind = 'uncited_research' AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY posts.clinic, posts.id, claims.position
