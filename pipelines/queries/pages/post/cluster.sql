-- title: The group of copies that one post belongs to
-- sentence: Its size, and the post published first if all dates are reliable.
-- parameter post: id of the post
SELECT clusters.id AS cluster, clusters.post_count, clusters.clinic_count, clusters.first_reason,
    first.id AS first_post, first.title AS first_title, clinics.name AS first_clinic_name,
    first.clinic AS first_clinic,
    first.published_on AS first_published_on
FROM posts
JOIN clusters ON clusters.id = posts.cluster
LEFT JOIN posts AS first ON first.id = clusters.first_post
LEFT JOIN clinics ON clinics.slug = first.clinic
WHERE posts.id = :post
