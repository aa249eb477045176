-- title: Posts that only one route lists
-- sentence: Posts that a crawl by any other route would have missed, with the only route that
--   listed them at the clinic's last visit.
-- for: researcher
-- order: 8
-- parameter clinic: slug of one clinic; empty for all
SELECT listings.clinic, min(listings.route) AS route, posts.id AS post, posts.title,
    posts.published_on, posts.url
FROM listings
JOIN posts ON posts.id = listings.post
WHERE :clinic = '' OR listings.clinic = :clinic
GROUP BY listings.clinic, posts.id
HAVING count(DISTINCT listings.route) = 1
ORDER BY listings.clinic, route, posts.published_on DESC NULLS LAST, posts.id
