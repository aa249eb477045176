-- title: The last run
-- sentence: One row: when it ran and its totals over all clinics.
SELECT runs.id, runs.started_at, runs.finished_at, count(run_clinics.id) AS clinics,
    coalesce(sum(run_clinics.listed), 0) AS listed, coalesce(sum(run_clinics.new), 0) AS new,
    coalesce(sum(run_clinics.changed), 0) AS changed,
    coalesce(sum(run_clinics.skipped), 0) AS skipped,
    coalesce(sum(run_clinics.failed), 0) AS failed
FROM runs
LEFT JOIN run_clinics ON run_clinics.run = runs.id
WHERE runs.id = (SELECT max(id) FROM runs)
GROUP BY runs.id
