-- title: Pairs of posts that share text
-- sentence: Which posts share text, how much, and which was published first, if the dates are
--   reliable; the most similar pairs come first.
-- for: marketer
-- order: 11
-- parameter clinic: slug of one clinic; empty for all
SELECT copies.kind, one.clinic, one.title, other.clinic AS other_clinic,
    other.title AS other_title, copies.containment, copies.other_containment,
    copies.shared_words, copies.longest_run, one.published_on,
    other.published_on AS other_published_on,
    CASE clusters.first_post WHEN one.id THEN one.clinic WHEN other.id THEN other.clinic END
        AS clinic_first,
    one.id AS post, other.id AS other
FROM copies
JOIN posts AS one ON one.id = copies.post
JOIN posts AS other ON other.id = copies.other
LEFT JOIN clusters ON clusters.id = one.cluster AND clusters.id = other.cluster
WHERE :clinic = '' OR :clinic IN (one.clinic, other.clinic)
ORDER BY copies.jaccard DESC, copies.shared_words DESC, copies.post, copies.other
