-- title: Risks each clinic discloses
-- sentence: For each clinic how many posts mention ketamine, and how many of those mention each of
--   the seven risks in the FDA's alert of October 2023.
-- for: researcher
-- order: 16
-- parameter clinic: slug of one clinic; empty for all
SELECT risks_disclosed.clinic, count(*) AS posts_on_ketamine,
    sum(risks_disclosed.risks > 0) AS name_any, sum(risks_disclosed.sedation) AS sedation,
    sum(risks_disclosed.dissociation) AS dissociation,
    sum(risks_disclosed.psychiatric_events) AS psychiatric_events,
    sum(risks_disclosed.abuse) AS abuse, sum(risks_disclosed.blood_pressure) AS blood_pressure,
    sum(risks_disclosed.respiratory_depression) AS respiratory_depression,
    sum(risks_disclosed.urinary_bladder) AS urinary_bladder
FROM risks_disclosed
JOIN posts ON posts.id = risks_disclosed.post
WHERE (posts.text LIKE '%ketamine%' OR posts.title LIKE '%ketamine%')
    AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
GROUP BY risks_disclosed.clinic
ORDER BY risks_disclosed.clinic
