-- title: One run by clinic
-- sentence: Clinics that need attention first.
-- parameter run: id of the run
SELECT run_clinics.*, clinics.name AS clinic_name
FROM run_clinics
JOIN clinics ON clinics.slug = run_clinics.clinic
WHERE run_clinics.run = :run
ORDER BY coalesce(run_clinics.end_state, 'interrupted') = 'done', run_clinics.failed = 0,
    run_clinics.clinic
