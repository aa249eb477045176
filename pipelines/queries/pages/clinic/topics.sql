-- title: Topics of one clinic over the years
-- sentence: Posts about each of its twelve most frequent topics by year of publication; the row
--   without a year counts undated posts.
-- parameter clinic: slug of the clinic
WITH counted AS (
    SELECT mentions.term, posts.published_year AS year, count(*) AS posts
    FROM posts
    JOIN mentions ON mentions.post = posts.id AND mentions.is_topic = 1
    WHERE posts.clinic = :clinic
    GROUP BY mentions.term, posts.published_year
), shown AS (
    SELECT term, sum(posts) AS all_posts
    FROM counted
    GROUP BY term
    ORDER BY all_posts DESC, term
    LIMIT 12
)
SELECT terms.id AS topic, terms.kind, terms.label, counted.year, counted.posts, shown.all_posts
FROM shown
JOIN terms ON terms.id = shown.term
JOIN counted ON counted.term = shown.term
ORDER BY shown.all_posts DESC, terms.label, counted.year
