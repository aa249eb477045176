-- title: Listed addresses that are dead
-- sentence: Addresses that a clinic's site listed at its last visit although there is no such page,
--   by the server's status or by the page's own words, with the routes that list them.
-- for: researcher
-- order: 9
-- parameter clinic: slug of one clinic; empty for all
SELECT listings.clinic, listings.url, group_concat(DISTINCT listings.route) AS routes,
    pages.http_status, pages.detail
FROM listings
JOIN pages ON pages.url = listings.url
WHERE listings.reason IN ('not_found', 'soft_404') AND (:clinic = '' OR listings.clinic = :clinic)
GROUP BY listings.clinic, listings.url
ORDER BY listings.clinic, listings.url
