-- title: Tags of one clinic
-- sentence: Most used first.
-- parameter clinic: slug of the clinic
SELECT post_tags.tag, count(*) AS posts
FROM post_tags
JOIN posts ON posts.id = post_tags.post
WHERE posts.clinic = :clinic
GROUP BY post_tags.tag
ORDER BY posts DESC, post_tags.tag
LIMIT 24
