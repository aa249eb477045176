-- title: Tags
-- sentence: Every tag as the clinics wrote it, with the number of posts and clinics that use it.
-- for: analyst
-- order: 2
-- parameter clinic: slug of one clinic; empty for all
SELECT post_tags.tag, count(*) AS posts, count(DISTINCT posts.clinic) AS clinics,
    min(posts.published_on) AS first_published_on, max(posts.published_on) AS last_published_on
FROM posts
CROSS JOIN post_tags ON post_tags.post = posts.id
WHERE :clinic = '' OR posts.clinic = :clinic
GROUP BY post_tags.tag
ORDER BY posts DESC, post_tags.tag
