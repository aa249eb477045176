-- title: Groups of copies
-- sentence: Posts that are copies of one post, with the one published first if the dates are
--   reliable; groups by most clinics first.
-- parameter clinic: slug of one clinic; empty for all
WITH shown AS (
    SELECT clusters.*
    FROM clusters
    WHERE :clinic = '' OR EXISTS (
        SELECT 1 FROM posts WHERE posts.cluster = clusters.id AND posts.clinic = :clinic)
    ORDER BY clusters.clinic_count DESC, clusters.post_count DESC, clusters.id
    LIMIT 100
)
SELECT shown.id AS cluster, shown.post_count, shown.clinic_count, shown.first_reason,
    posts.id AS post, posts.title, posts.clinic, clinics.name AS clinic_name, posts.published_on,
    posts.id = shown.leader AS is_leader, posts.id IS shown.first_post AS is_first
FROM shown
JOIN posts ON posts.cluster = shown.id
JOIN clinics ON clinics.slug = posts.clinic
ORDER BY shown.clinic_count DESC, shown.post_count DESC, shown.id, is_first DESC,
    posts.published_on NULLS LAST, posts.id
