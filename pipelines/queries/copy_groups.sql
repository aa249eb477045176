-- title: Syndicated posts
-- sentence: Groups of posts that are copies of one post, those by most clinics first, with the post
--   published first or the reason why it is not known.
-- for: marketer
-- order: 13
-- parameter clinic: slug of one clinic; empty for all
SELECT clusters.clinic_count, clusters.post_count, leader.title,
    group_concat(DISTINCT posts.clinic) AS clinics, first.clinic AS clinic_first,
    first.published_on AS first_on, clusters.first_reason, clusters.id AS cluster
FROM clusters
JOIN posts AS leader ON leader.id = clusters.leader
JOIN posts ON posts.cluster = clusters.id
LEFT JOIN posts AS first ON first.id = clusters.first_post
GROUP BY clusters.id
HAVING :clinic = '' OR sum(posts.clinic = :clinic) > 0
ORDER BY clusters.clinic_count DESC, clusters.post_count DESC, clusters.id
