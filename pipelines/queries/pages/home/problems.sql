-- title: Problems in the last run
-- sentence: Clinics whose visit did not end well or with failed pages, worst first.
SELECT run_clinics.clinic, clinics.name AS clinic_name, run_clinics.end_state, run_clinics.detail,
    run_clinics.next_step, run_clinics.failed
FROM run_clinics
JOIN clinics ON clinics.slug = run_clinics.clinic
WHERE run_clinics.run = (SELECT max(id) FROM runs)
    AND (coalesce(run_clinics.end_state, 'interrupted') != 'done' OR run_clinics.failed > 0)
ORDER BY coalesce(run_clinics.end_state, 'interrupted') = 'done', run_clinics.failed DESC,
    run_clinics.clinic
LIMIT 8
