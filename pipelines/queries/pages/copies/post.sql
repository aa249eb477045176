-- title: One of two posts side by side
-- sentence: Its text, and the evidence that decides which was published first.
-- parameter post: id of the post
SELECT posts.id, posts.title, posts.clinic, clinics.name AS clinic_name, posts.author,
    posts.published_on, posts.published_source, posts.first_seen_at, posts.word_count, posts.url,
    posts.cluster, posts.text
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
WHERE posts.id = :post
