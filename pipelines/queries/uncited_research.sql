-- title: Research that is not cited
-- sentence: Sentences that say research or studies show something where neither the sentence nor
--   its paragraph refers to any.
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
