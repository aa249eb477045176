-- title: Images of one post
-- sentence: In reading order.
-- parameter post: id of the post
SELECT position, url, alt, caption FROM images WHERE post = :post ORDER BY position
