-- title: URLs of one clinic that are not posts
-- sentence: Counted by reason, most frequent first.
-- parameter clinic: slug of the clinic
SELECT state, reason, count(*) AS addresses, min(url) AS for_example
FROM pages
WHERE clinic = :clinic AND state IN ('skipped', 'failed')
GROUP BY state, reason
ORDER BY addresses DESC, reason
