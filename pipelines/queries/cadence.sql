-- title: Posts per month
-- sentence: How many posts each clinic published in each of the last 24 months; undated posts are
--   not counted.
-- for: marketer
-- order: 3
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, substr(published_on, 1, 7) AS month, count(*) AS posts, sum(word_count) AS words
FROM posts
WHERE published_on >= date('now', 'start of month', '-23 months')
    AND (:clinic = '' OR clinic = :clinic)
GROUP BY clinic, month
ORDER BY month DESC, posts DESC, clinic
