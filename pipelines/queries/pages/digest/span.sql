-- title: The span of a digest
-- sentence: Its first day (the one requested, else seven days before the last run) and the day of
--   the last run.
-- parameter since: a date such as 2026-11-01; empty for seven days before the last run
SELECT coalesce(nullif(:since, ''), date(last.day, '-7 days')) AS since, last.day AS until
FROM (
    SELECT coalesce((SELECT date(max(started_at)) FROM runs), date('now')) AS day
) AS last
