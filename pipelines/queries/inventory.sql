-- title: What each route lists
-- sentence: How many URLs each route of a clinic's site listed at the last visit, how many are
--   posts, how many of those no other route listed, and how many were dead, not posts, failed or
--   are still to be fetched.
-- for: researcher
-- order: 5
-- parameter clinic: slug of one clinic; empty for all
WITH known AS (
    SELECT clinic, post, count(DISTINCT route) AS route_count
    FROM listings
    WHERE post IS NOT NULL
        AND clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
    GROUP BY clinic, post
)
SELECT listings.clinic, listings.route, count(*) AS listed,
    count(DISTINCT listings.post) AS posts,
    count(DISTINCT CASE WHEN known.route_count = 1 THEN listings.post END) AS posts_only_here,
    sum(coalesce(listings.reason IN ('not_found', 'soft_404'), 0)) AS dead,
    sum(listings.state = 'skipped' AND listings.post IS NULL
        AND coalesce(listings.reason NOT IN ('not_found', 'soft_404'), 1)) AS no_posts,
    sum(listings.state = 'failed') AS failed,
    sum(listings.state IN ('listed', 'fetched')) AS waiting
FROM listings
LEFT JOIN known ON known.clinic = listings.clinic AND known.post = listings.post
WHERE listings.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
GROUP BY listings.clinic, listings.route
ORDER BY listings.clinic,
    listings.route = 'sitemap' DESC, listings.route = 'wordpress' DESC, listings.route = 'feed' DESC
