-- title: One clinic
-- sentence: The row of the clinic with its posts in numbers.
-- parameter clinic: slug of the clinic
SELECT clinics.*, count(posts.id) AS posts, count(posts.published_on) AS dated_posts,
    coalesce(sum(posts.word_count), 0) AS words, round(avg(posts.word_count)) AS words_per_post,
    min(posts.published_on) AS first_published_on, max(posts.published_on) AS last_published_on,
    coalesce(sum(posts.published_on >= date('now', '-365 days')), 0) AS posts_in_365_days
FROM clinics
LEFT JOIN posts ON posts.clinic = clinics.slug
WHERE clinics.slug = :clinic
GROUP BY clinics.slug
