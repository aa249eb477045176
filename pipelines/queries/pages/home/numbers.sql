-- title: The collection in numbers
-- sentence: One row: how much is stored, and the span of dates.
SELECT
    (SELECT count(*) FROM clinics) AS clinics,
    count(DISTINCT clinic) AS clinics_with_posts,
    count(*) AS posts,
    count(*) - count(published_on) AS undated_posts,
    coalesce(sum(word_count), 0) AS words,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on,
    (SELECT count(DISTINCT post) FROM post_versions WHERE version > 1) AS changed_posts,
    (SELECT max(fetched_at) FROM pages) AS last_fetched_at
FROM posts
