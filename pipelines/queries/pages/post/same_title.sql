-- title: Posts by other clinics with the same title
-- sentence: Their texts may differ: an equal title alone does not make posts copies.
-- parameter post: id of the post
SELECT other.id, other.title, other.clinic, clinics.name AS clinic_name, other.published_on,
    other.word_count, other.text_sha256 = own.text_sha256 AS is_same_text
FROM posts AS own
JOIN posts AS other ON lower(other.title) = lower(own.title) AND other.clinic != own.clinic
JOIN clinics ON clinics.slug = other.clinic
WHERE own.id = :post
ORDER BY other.published_on DESC NULLS LAST, other.id
LIMIT 20
