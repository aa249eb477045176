-- title: URLs not counted as posts, and why
-- sentence: URLs that were listed but are not stored as posts, counted by clinic and reason, with
--   an example.
-- for: researcher
-- order: 4
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, state, reason, count(*) AS addresses, min(url) AS for_example, max(detail) AS detail
FROM pages
WHERE state IN ('skipped', 'failed') AND (:clinic = '' OR clinic = :clinic)
GROUP BY clinic, state, reason
ORDER BY addresses DESC, clinic, reason
