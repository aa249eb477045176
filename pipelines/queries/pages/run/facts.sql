-- title: One run
-- sentence: When it was, its neighbours, and the settings and versions it used.
-- parameter run: id of the run
SELECT runs.*,
    (SELECT max(id) FROM runs AS earlier WHERE earlier.id < runs.id) AS previous_run,
    (SELECT min(id) FROM runs AS later WHERE later.id > runs.id) AS next_run
FROM runs
WHERE runs.id = :run
