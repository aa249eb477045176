-- title: Posts per month by the chosen clinics
-- sentence: Every month of the last three years, with 0 where a clinic published nothing; undated
--   posts are not counted.
-- parameter clinics: slugs as a JSON array
WITH RECURSIVE months (month, ago) AS (
    SELECT coalesce(
        (SELECT date(max(started_at), 'start of month') FROM runs), date('now', 'start of month')), 0
    UNION ALL
    SELECT date(month, '-1 month'), ago + 1 FROM months WHERE ago < 35
)
SELECT chosen.value AS clinic, substr(months.month, 1, 7) AS month, count(posts.id) AS posts
FROM json_each(:clinics) AS chosen
JOIN months
LEFT JOIN posts ON posts.clinic = chosen.value
    AND posts.published_on >= months.month
    AND posts.published_on < date(months.month, '+1 month')
GROUP BY chosen.key, months.month
ORDER BY chosen.key, months.month
