-- title: Topics of the chosen clinics
-- sentence: How many posts by each clinic are about each topic, and their share of its posts;
--   topics with most posts first.
-- parameter limit: number of topics
WITH counted AS (
    -- here: pages/compare/counted
), shown AS (
    SELECT term, count(*) AS clinics, sum(posts) AS all_posts
    FROM counted
    GROUP BY term
    ORDER BY clinics DESC, all_posts DESC, term
    LIMIT :limit
), sizes AS (
    SELECT posts.clinic, count(*) AS posts
    FROM json_each(:clinics) AS chosen
    JOIN posts ON posts.clinic = chosen.value
    GROUP BY posts.clinic
)
SELECT terms.id AS topic, terms.kind, terms.label, counted.clinic, counted.posts,
    round(100.0 * counted.posts / sizes.posts, 1) AS percent_of_posts
FROM shown
JOIN terms ON terms.id = shown.term
JOIN counted ON counted.term = shown.term
JOIN sizes ON sizes.clinic = counted.clinic
ORDER BY shown.clinics DESC, shown.all_posts DESC, terms.label, counted.clinic
