-- title: One post
-- sentence: The post with its clinic and the location of its raw page in the archive.
-- parameter post: id of the post
SELECT posts.*, clinics.name AS clinic_name, pages.fetched_at, pages.http_status,
    pages.body_sha256, pages.archive_file, pages.archive_offset, pages.archive_length
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
LEFT JOIN pages ON pages.url = posts.url
WHERE posts.id = :post
