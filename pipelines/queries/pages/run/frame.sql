-- title: How the clinics of a run were chosen
-- sentence: The run's clinics counted by kind, state and country, with all clinics of the
--   collection for comparison.
-- parameter run: id of the run
SELECT clinics.kind, clinics.state, clinics.country, count(*) AS clinics,
    count(run_clinics.id) AS visited
FROM clinics
LEFT JOIN run_clinics ON run_clinics.clinic = clinics.slug AND run_clinics.run = :run
GROUP BY clinics.kind, clinics.state, clinics.country
ORDER BY visited DESC, clinics DESC, clinics.kind, clinics.state
