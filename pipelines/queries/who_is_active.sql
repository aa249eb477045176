-- title: Who publishes, and how often
-- sentence: The newest post by each clinic, its posts in the last 90 and 365 days, the average
--   number of days between posts, and the number of undated posts.
-- for: marketer
-- order: 2
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, count(*) AS posts, max(published_on) AS last_published_on,
    sum(published_on >= date('now', '-90 days')) AS posts_in_90_days,
    sum(published_on >= date('now', '-365 days')) AS posts_in_365_days,
    CASE WHEN count(published_on) > 1 THEN round(
        (julianday(max(published_on)) - julianday(min(published_on))) / (count(published_on) - 1)
    ) END AS days_between_posts,
    round(avg(word_count)) AS words_per_post,
    count(*) - count(published_on) AS undated_posts
FROM posts
WHERE :clinic = '' OR clinic = :clinic
GROUP BY clinic
ORDER BY last_published_on DESC NULLS LAST, clinic
