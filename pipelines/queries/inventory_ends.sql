-- title: What became of the listed URLs
-- sentence: Every URL that a clinic's site listed at the last visit, counted once by its outcome: a
--   post, another URL of a post, or the reason why it is not a post.
-- for: researcher
-- order: 7
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, state, reason, is_alias, count(*) AS addresses, min(url) AS for_example
FROM (
    SELECT DISTINCT clinic, url, state, reason, state = 'skipped' AND post IS NOT NULL AS is_alias
    FROM listings
    WHERE clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
)
GROUP BY clinic, state, reason, is_alias
ORDER BY clinic, addresses DESC, reason
