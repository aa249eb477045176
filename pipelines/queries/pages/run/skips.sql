-- title: URLs of a run's clinics that are not posts
-- sentence: Counted by clinic and reason, as of now.
-- parameter run: id of the run
SELECT pages.clinic, clinics.name AS clinic_name, pages.state, pages.reason, count(*) AS addresses
FROM pages
JOIN run_clinics ON run_clinics.clinic = pages.clinic AND run_clinics.run = :run
JOIN clinics ON clinics.slug = pages.clinic
WHERE pages.state IN ('skipped', 'failed')
GROUP BY pages.clinic, pages.state, pages.reason
ORDER BY pages.clinic, addresses DESC, pages.reason
