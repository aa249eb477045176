-- title: Where the dates come from
-- sentence: How many posts by each clinic are dated by which source; posts without a source are
--   those whose page gives no date.
-- for: researcher
-- order: 6
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, published_source, count(*) AS posts,
    round(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY clinic), 1) AS percent_of_clinic,
    min(published_on) AS first_published_on, max(published_on) AS last_published_on
FROM posts
WHERE :clinic = '' OR clinic = :clinic
GROUP BY clinic, published_source
ORDER BY clinic, posts DESC
