-- title: One run
-- sentence: When it ran, the previous and the next run, and its settings and versions.
-- parameter run: id of the run
SELECT runs.*,
    (SELECT max(id) FROM runs AS earlier WHERE earlier.id < runs.id) AS previous_run,
    (SELECT min(id) FROM runs AS later WHERE later.id > runs.id) AS next_run
FROM runs
WHERE runs.id = :run
