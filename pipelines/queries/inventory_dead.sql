-- title: Listed URLs that are dead
-- sentence: URLs that a clinic's site listed at the last visit although the page does not exist, by
--   the status or the text of the response, with the routes that list them.
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
