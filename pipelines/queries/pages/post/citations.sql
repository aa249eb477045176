-- title: Citations of one post
-- sentence: References in reading order, with the number of posts that cite the same reference.
-- parameter post: id of the post
SELECT own.id, own.kind, own.identifier, own.url, own.anchor, own.sentence,
    (SELECT count(DISTINCT post) FROM citations AS others
        WHERE others.kind = own.kind AND others.identifier = own.identifier) AS posts
FROM citations AS own
WHERE own.post = :post
ORDER BY own.position, own.id
