-- title: Pairs of posts that share text
-- sentence: Most shared words first; at most 200.
-- parameter clinic: slug of one clinic; empty for all
-- parameter kind: same, copy or partial; empty for all
SELECT copies.post, one.title, one.clinic, one_clinic.name AS clinic_name, copies.other,
    two.title AS other_title, two.clinic AS other_clinic, two_clinic.name AS other_clinic_name,
    copies.kind, copies.shared_words, copies.longest_run,
    round(100 * max(copies.containment, copies.other_containment)) AS percent_shared
FROM copies
JOIN posts AS one ON one.id = copies.post
JOIN posts AS two ON two.id = copies.other
JOIN clinics AS one_clinic ON one_clinic.slug = one.clinic
JOIN clinics AS two_clinic ON two_clinic.slug = two.clinic
WHERE (:kind = '' OR copies.kind = :kind)
    AND (:clinic = '' OR :clinic IN (one.clinic, two.clinic))
ORDER BY copies.shared_words DESC, copies.post, copies.other
LIMIT 200
