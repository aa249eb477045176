-- title: Text that the chosen clinics share
-- sentence: Pairs of posts by two of the chosen clinics with shared passages, most shared words
--   first.
-- parameter clinics: slugs as a JSON array
SELECT copies.post, one.title, one.clinic, one_clinic.name AS clinic_name, copies.other,
    two.title AS other_title, two.clinic AS other_clinic, two_clinic.name AS other_clinic_name,
    copies.kind, copies.shared_words,
    round(100 * max(copies.containment, copies.other_containment)) AS percent_shared
FROM json_each(:clinics) AS chosen
JOIN posts AS one ON one.clinic = chosen.value
JOIN copies ON copies.post = one.id
JOIN posts AS two ON two.id = copies.other AND two.clinic != one.clinic
JOIN clinics AS one_clinic ON one_clinic.slug = one.clinic
JOIN clinics AS two_clinic ON two_clinic.slug = two.clinic
WHERE two.clinic IN (SELECT value FROM json_each(:clinics))
ORDER BY copies.shared_words DESC, copies.post, copies.other
LIMIT 200
