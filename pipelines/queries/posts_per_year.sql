-- title: Posts per year
-- sentence: How many posts each clinic published in each year and how long they are; the row
--   without a year counts undated posts.
-- for: analyst
-- order: 1
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, published_year AS year, count(*) AS posts, sum(word_count) AS words,
    round(avg(word_count)) AS words_per_post
FROM posts
WHERE :clinic = '' OR clinic = :clinic
GROUP BY clinic, published_year
ORDER BY clinic, published_year DESC
