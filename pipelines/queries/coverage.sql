-- title: Results of the last crawl by clinic
-- sentence: How many URLs the last run of each clinic listed and fetched, how many posts were new
--   or changed, what was skipped or failed, the result and the next step.
-- for: researcher
-- order: 1
-- parameter clinic: slug of one clinic; empty for all
SELECT run_clinics.clinic, run_clinics.run, runs.started_at, run_clinics.listed, run_clinics.fetched,
    run_clinics.new, run_clinics.changed, run_clinics.unchanged, run_clinics.skipped,
    run_clinics.failed, run_clinics.end_state, run_clinics.detail, run_clinics.next_step
FROM run_clinics
JOIN runs ON runs.id = run_clinics.run
WHERE run_clinics.run = (
        SELECT max(latest.run) FROM run_clinics AS latest WHERE latest.clinic = run_clinics.clinic
    )
    AND (:clinic = '' OR run_clinics.clinic = :clinic)
ORDER BY run_clinics.clinic
