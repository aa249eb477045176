-- title: The clinics to choose from
-- sentence: Slugs for the field of a question that asks for a clinic.
SELECT slug, name FROM clinics ORDER BY slug
