-- title: Shared text of a digest
-- sentence: Pairs of posts by two clinics of which at least one post was first seen since a date;
--   neither clinic was collected for the first time since then.
-- parameter since: a date such as 2026-11-01
SELECT copies.kind, copies.shared_words, one.id AS post, one.clinic,
    one_clinic.name AS clinic_name, one.title, one.url, two.id AS other,
    two.clinic AS other_clinic, two_clinic.name AS other_clinic_name, two.title AS other_title,
    two.url AS other_url
FROM copies
JOIN posts AS one ON one.id = copies.post
JOIN posts AS two ON two.id = copies.other
JOIN clinics AS one_clinic ON one_clinic.slug = one.clinic
JOIN clinics AS two_clinic ON two_clinic.slug = two.clinic
WHERE one.clinic != two.clinic
    AND (one.first_seen_at >= :since OR two.first_seen_at >= :since)
    AND EXISTS (
        SELECT 1 FROM posts WHERE posts.clinic = one.clinic AND posts.first_seen_at < :since)
    AND EXISTS (
        SELECT 1 FROM posts WHERE posts.clinic = two.clinic AND posts.first_seen_at < :since)
ORDER BY copies.shared_words DESC, copies.post, copies.other
