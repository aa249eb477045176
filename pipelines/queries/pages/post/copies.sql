-- title: Posts that share text with one post
-- sentence: Most shared words first.
-- parameter post: id of the post
SELECT other.id AS post, other.title, other.clinic, clinics.name AS clinic_name,
    other.published_on, pairs.kind, pairs.shared_words, pairs.percent_of_this, pairs.longest_run
FROM (
    SELECT other AS key, kind, shared_words, longest_run,
        round(100 * containment) AS percent_of_this
    FROM copies WHERE post = :post
    UNION ALL
    SELECT post, kind, shared_words, longest_run, round(100 * other_containment)
    FROM copies WHERE other = :post
) AS pairs
JOIN posts AS other ON other.id = pairs.key
JOIN clinics ON clinics.slug = other.clinic
ORDER BY pairs.shared_words DESC, other.id
LIMIT 50
