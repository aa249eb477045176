-- title: Claims in the posts by the chosen clinics
-- sentence: How many posts by each clinic have a sentence of each kind, and their share of its
--   posts. A claim is a flag for human review, not a judgement.
-- parameter clinics: slugs as a JSON array
WITH sizes AS (
    SELECT posts.clinic, count(*) AS posts
    FROM json_each(:clinics) AS chosen
    JOIN posts ON posts.clinic = chosen.value
    GROUP BY posts.clinic
)
SELECT claims.kind, posts.clinic, count(DISTINCT posts.id) AS posts, count(*) AS claims,
    round(100.0 * count(DISTINCT posts.id) / sizes.posts, 1) AS percent_of_posts
FROM sizes
JOIN posts ON posts.clinic = sizes.clinic
JOIN claims ON claims.post = posts.id
GROUP BY claims.kind, posts.clinic
ORDER BY claims.kind, posts.clinic
