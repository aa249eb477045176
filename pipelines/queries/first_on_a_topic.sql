-- title: Who was first to write about a topic
-- sentence: For each topic the first dated post about it, how many posts and clinics followed, and
--   how many posts about it are undated and may be older.
-- for: marketer
-- order: 9
-- parameter topic: a topic such as migraine; empty for all
-- parameter clinic: slug of the clinic that was first; empty for all
WITH first_posts AS (
    SELECT kind, topic, min(published_on) AS published_on, count(*) AS posts,
        count(DISTINCT clinic) AS clinics, sum(published_on IS NULL) AS undated_posts
    FROM post_topics
    WHERE :topic = '' OR lower(topic) = lower(:topic)
    GROUP BY kind, topic
)
SELECT first_posts.kind, first_posts.topic, first_posts.published_on, post_topics.post,
    post_topics.title, post_topics.clinic, first_posts.posts, first_posts.clinics,
    first_posts.undated_posts, post_topics.url
FROM first_posts
JOIN post_topics ON post_topics.kind = first_posts.kind AND post_topics.topic = first_posts.topic
    AND post_topics.published_on = first_posts.published_on
WHERE :clinic = '' OR post_topics.clinic = :clinic
ORDER BY first_posts.posts DESC, first_posts.topic, post_topics.post
