-- title: Kinds of claims each clinic makes
-- sentence: For each clinic and kind of claim the number of sentences, the number of posts with
--   such a sentence and their share of the clinic's posts; negated claims are counted separately.
-- for: researcher
-- order: 13
-- parameter clinic: slug of one clinic; empty for all
-- parameter kind: kind of claim such as cure; empty for all
WITH sizes AS (
    SELECT clinic, count(*) AS posts FROM posts GROUP BY clinic
)
SELECT posts.clinic, claims.kind, count(*) FILTER (WHERE NOT claims.is_negated) AS sentences,
    count(*) FILTER (WHERE claims.is_negated) AS denied,
    count(DISTINCT claims.post) AS posts,
    round(100.0 * count(DISTINCT claims.post) / sizes.posts, 1) AS percent_of_posts,
    min(claims.sentence) AS for_example
FROM posts
CROSS JOIN claims ON claims.post = posts.id
JOIN sizes ON sizes.clinic = posts.clinic
WHERE posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic) AND (:kind = '' OR claims.kind = :kind)
GROUP BY posts.clinic, claims.kind
ORDER BY posts.clinic, posts DESC, claims.kind
