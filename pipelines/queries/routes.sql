-- title: Which routes list the posts
-- sentence: How many stored posts each route of a clinic's site lists, and how many of them no
--   other route lists.
-- for: researcher
-- order: 5
-- parameter clinic: slug of one clinic; empty for all
WITH listed AS (
    SELECT page_routes.url, page_routes.route,
        count(*) OVER (PARTITION BY page_routes.url) AS route_count
    FROM page_routes
)
SELECT posts.clinic, listed.route, count(*) AS posts, sum(listed.route_count = 1) AS by_no_other_route
FROM posts
JOIN listed ON listed.url = posts.url
WHERE :clinic = '' OR posts.clinic = :clinic
GROUP BY posts.clinic, listed.route
ORDER BY posts.clinic, posts DESC
