-- title: Last runs of one clinic
-- sentence: Newest first.
-- parameter clinic: slug of the clinic
SELECT run_clinics.*, runs.started_at, runs.finished_at
FROM run_clinics
JOIN runs ON runs.id = run_clinics.run
WHERE run_clinics.clinic = :clinic
ORDER BY run_clinics.run DESC
LIMIT 10
