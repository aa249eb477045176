-- title: Other URLs of one post
-- sentence: URLs that redirect to the post or show the same page, with the routes that list them.
-- parameter post: id of the post
SELECT aliases.url, aliases.is_redirect, group_concat(page_routes.route, ', ') AS routes
FROM aliases
LEFT JOIN page_routes ON page_routes.url = aliases.url
WHERE aliases.post = :post
GROUP BY aliases.url
ORDER BY aliases.url
