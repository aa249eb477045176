-- title: Links of one post
-- sentence: In reading order, with the stored post if the link leads to one.
-- parameter post: id of the post
SELECT links.position, links.url, links.kind, links.anchor, target.id AS target_post
FROM links
LEFT JOIN posts AS target ON target.url = links.url
WHERE links.post = :post
ORDER BY links.position
