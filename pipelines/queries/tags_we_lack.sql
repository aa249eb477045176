-- title: Tags used by other clinics but not by this one
-- sentence: Tags that at least two other clinics use and this clinic does not.
-- for: marketer
-- order: 5
-- parameter clinic: slug of your clinic
SELECT lower(post_tags.tag) AS tag, count(DISTINCT posts.clinic) AS other_clinics,
    count(*) AS posts, group_concat(DISTINCT posts.clinic) AS used_by
FROM posts
CROSS JOIN post_tags ON post_tags.post = posts.id
WHERE posts.clinic != :clinic
    AND EXISTS (SELECT 1 FROM clinics WHERE clinics.slug = :clinic)
    AND lower(post_tags.tag) NOT IN (
        SELECT lower(own_tags.tag)
        FROM post_tags AS own_tags
        JOIN posts AS own ON own.id = own_tags.post
        WHERE own.clinic = :clinic
    )
GROUP BY lower(post_tags.tag)
HAVING count(DISTINCT posts.clinic) > 1
ORDER BY other_clinics DESC, posts DESC, tag
