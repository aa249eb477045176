-- title: One clinic
-- sentence: The row of the clinic with counts of its posts, as of the day of the last run.
-- parameter clinic: slug of the clinic
WITH as_of AS (
    SELECT coalesce((SELECT date(max(started_at)) FROM runs), date('now')) AS day
), own AS (
    SELECT word_count, row_number() OVER (ORDER BY word_count) AS place, count(*) OVER () AS posts
    FROM posts
    WHERE clinic = :clinic
)
SELECT clinics.*, count(posts.id) AS posts, count(posts.published_on) AS dated_posts,
    count(posts.id) - count(posts.published_on) AS undated_posts,
    coalesce(sum(posts.word_count), 0) AS words,
    (SELECT CAST(round(avg(word_count)) AS INTEGER) FROM own WHERE place IN ((posts + 1) / 2, (posts + 2) / 2))
        AS median_words,
    round(avg(posts.reading_grade), 1) AS reading_grade,
    round(avg(posts.reading_ease), 1) AS reading_ease,
    min(posts.published_on) AS first_published_on, max(posts.published_on) AS last_published_on,
    coalesce(sum(posts.published_on > date(as_of.day, '-365 days')), 0) AS posts_in_365_days,
    CAST(julianday(as_of.day) - julianday(max(posts.published_on)) AS INTEGER) AS days_silent,
    as_of.day AS as_of
FROM clinics
JOIN as_of
LEFT JOIN posts ON posts.clinic = clinics.slug
WHERE clinics.slug = :clinic
GROUP BY clinics.slug
