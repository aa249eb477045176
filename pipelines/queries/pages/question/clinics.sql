-- title: Clinics to choose from
-- sentence: Slugs for the form field of a report that has the parameter clinic.
SELECT slug, name FROM clinics ORDER BY slug
