-- title: Research that is not cited
-- sentence: Sentences that say research or studies show something where neither the sentence nor
--   its paragraph refers to any.
-- for: researcher
-- order: 15
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, posts.id AS post, posts.title, claims.sentence, claims.subject, claims.use,
    (SELECT count(*) FROM citations WHERE citations.post = posts.id) AS citations_elsewhere,
    posts.url
FROM claims
JOIN posts ON posts.id = claims.post
WHERE claims.kind = 'uncited_research' AND (:clinic = '' OR posts.clinic = :clinic)
ORDER BY posts.clinic, posts.id, claims.position
