-- title: Posts in the order in which they were first seen
-- sentence: The newest ones, for the Atom feed of the collection.
SELECT posts.id, posts.url, posts.title, posts.clinic, clinics.name AS clinic_name, posts.author,
    posts.published_on, posts.word_count, posts.excerpt, posts.first_seen_at, posts.changed_at
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
ORDER BY posts.first_seen_at DESC, posts.id DESC
LIMIT 50
