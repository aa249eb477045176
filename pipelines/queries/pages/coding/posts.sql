-- title: Posts for human coders
-- sentence: What a coder needs to see of each post, ordered by clinic and URL.
SELECT posts.url, posts.id AS post, posts.clinic, clinics.name AS clinic_name, clinics.kind,
    clinics.state, posts.title, posts.published_on, posts.word_count, posts.text_sha256, posts.text
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
ORDER BY posts.url
