-- title: How one post was found
-- sentence: The routes that list its URL.
-- parameter post: id of the post
SELECT page_routes.route, page_routes.lastmod, page_routes.first_seen_at, page_routes.last_seen_at
FROM page_routes
JOIN posts ON posts.url = page_routes.url
WHERE posts.id = :post
ORDER BY page_routes.first_seen_at, page_routes.id
