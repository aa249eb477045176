-- title: Tags of one post
-- sentence: As the page writes them, with the number of posts that have the same tag.
-- parameter post: id of the post
SELECT own.tag, (SELECT count(*) FROM post_tags AS others WHERE others.tag = own.tag) AS posts
FROM post_tags AS own
WHERE own.post = :post
ORDER BY own.id
