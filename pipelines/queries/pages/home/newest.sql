-- title: The newest posts
-- sentence: Dated posts, newest first.
SELECT post_list.id, post_list.title, post_list.clinic, clinics.name AS clinic_name,
    post_list.published_on, post_list.word_count, post_list.excerpt
FROM post_list
JOIN clinics ON clinics.slug = post_list.clinic
ORDER BY post_list.published_on DESC NULLS LAST, post_list.id DESC
LIMIT 8
