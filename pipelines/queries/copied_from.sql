-- title: Clinics that share text
-- sentence: For each pair of clinics the number of post pairs that share text, the number of shared
--   words, and how often each of them published first, if the dates are reliable.
-- for: marketer
-- order: 12
-- parameter clinic: slug of one clinic; empty for all
WITH pairs AS (
    SELECT min(one.clinic, other.clinic) AS clinic, max(one.clinic, other.clinic) AS other_clinic,
        copies.kind, copies.shared_words,
        CASE clusters.first_post WHEN one.id THEN one.clinic WHEN other.id THEN other.clinic END
            AS clinic_first
    FROM copies
    JOIN posts AS one ON one.id = copies.post
    JOIN posts AS other ON other.id = copies.other
    LEFT JOIN clusters ON clusters.id = one.cluster AND clusters.id = other.cluster
    WHERE one.clinic <> other.clinic AND (:clinic = '' OR :clinic IN (one.clinic, other.clinic))
)
SELECT clinic, other_clinic, sum(kind = 'same') AS same_posts, sum(kind = 'copy') AS copied_posts,
    sum(kind = 'partial') AS posts_with_passages, sum(shared_words) AS shared_words,
    coalesce(sum(clinic_first = clinic), 0) AS clinic_first,
    coalesce(sum(clinic_first = other_clinic), 0) AS other_clinic_first,
    sum(clinic_first IS NULL) AS first_unknown
FROM pairs
GROUP BY clinic, other_clinic
ORDER BY same_posts + copied_posts DESC, shared_words DESC, clinic, other_clinic
