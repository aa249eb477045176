-- title: One of two posts side by side
-- sentence: Its text, and its date where that can decide who was first - given by the page or by a
--   route for this post, and not the day on which it was first seen.
-- parameter post: id of the post
SELECT posts.id, posts.title, posts.clinic, clinics.name AS clinic_name, posts.author,
    posts.published_on, posts.published_source, posts.first_seen_at, posts.word_count, posts.url,
    CASE WHEN posts.published_source IN ('wordpress', 'jsonld', 'meta', 'feed', 'time', 'byline')
        AND posts.published_on != substr(posts.first_seen_at, 1, 10) THEN posts.published_on
    END AS trusted_on,
    posts.cluster, posts.text
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
WHERE posts.id = :post
