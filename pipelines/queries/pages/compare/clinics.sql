-- title: The chosen clinics in numbers
-- sentence: One row per clinic: posts, dates, length, reading level, claims and citations per post,
--   as of the day of the last run.
-- parameter clinics: slugs as a JSON array, in display order
WITH chosen AS (
    SELECT value AS slug, key AS place FROM json_each(:clinics)
), as_of AS (
    SELECT coalesce((SELECT date(max(started_at)) FROM runs), date('now')) AS day
), ordered AS (
    SELECT posts.clinic, posts.word_count,
        row_number() OVER (PARTITION BY posts.clinic ORDER BY posts.word_count) AS place,
        count(*) OVER (PARTITION BY posts.clinic) AS posts
    FROM chosen JOIN posts ON posts.clinic = chosen.slug
), medians AS (
    SELECT clinic, CAST(round(avg(word_count)) AS INTEGER) AS words
    FROM ordered
    WHERE place IN ((posts + 1) / 2, (posts + 2) / 2)
    GROUP BY clinic
)
SELECT clinics.slug AS clinic, clinics.name, count(posts.id) AS posts,
    count(posts.id) - count(posts.published_on) AS undated_posts,
    max(posts.published_on) AS last_published_on,
    CAST(julianday(as_of.day) - julianday(max(posts.published_on)) AS INTEGER) AS days_silent,
    coalesce(sum(posts.published_on > date(as_of.day, '-90 days')), 0) AS posts_in_90_days,
    coalesce(sum(posts.published_on > date(as_of.day, '-365 days')), 0) AS posts_in_365_days,
    medians.words AS median_words,
    round(avg(posts.reading_grade), 1) AS reading_grade,
    round(avg(posts.reading_ease), 1) AS reading_ease,
    round(1.0 * coalesce(sum((SELECT count(*) FROM claims WHERE claims.post = posts.id)), 0)
        / max(count(posts.id), 1), 2) AS claims_per_post,
    round(1.0 * coalesce(sum((SELECT count(*) FROM citations WHERE citations.post = posts.id)), 0)
        / max(count(posts.id), 1), 2) AS citations_per_post,
    as_of.day AS as_of
FROM chosen
JOIN clinics ON clinics.slug = chosen.slug
JOIN as_of
LEFT JOIN posts ON posts.clinic = clinics.slug
LEFT JOIN medians ON medians.clinic = clinics.slug
GROUP BY clinics.slug
ORDER BY min(chosen.place)
