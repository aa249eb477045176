-- title: Clinics of a digest that stopped publishing
-- sentence: Clinics without a post for more than 90 days and more than three times their average
--   interval, reached within the span; clinics with fewer than three dated posts have no average.
-- parameter since: a date such as 2026-11-01
-- parameter until: the last day of the span
WITH rhythms AS (
    SELECT clinic, max(published_on) AS last_published_on,
        (julianday(max(published_on)) - julianday(min(published_on))) / (count(*) - 1)
            AS days_between
    FROM posts
    WHERE published_on IS NOT NULL
    GROUP BY clinic
    HAVING count(*) > 2
), limits AS (
    SELECT rhythms.*, max(90, 3 * days_between) AS patience FROM rhythms
)
SELECT limits.clinic, clinics.name AS clinic_name, limits.last_published_on,
    CAST(julianday(:until) - julianday(limits.last_published_on) AS INTEGER) AS days_silent,
    round(limits.days_between) AS usual_days
FROM limits
JOIN clinics ON clinics.slug = limits.clinic
WHERE julianday(limits.last_published_on) + limits.patience > julianday(:since)
    AND julianday(limits.last_published_on) + limits.patience <= julianday(:until)
ORDER BY days_silent DESC, limits.clinic
