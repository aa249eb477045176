-- title: First posts about a topic of a digest
-- sentence: Topics that a clinic has written about for the first time since a date, with the post;
--   without clinics that were collected for the first time since then.
-- parameter since: a date such as 2026-11-01
WITH recent AS (
    SELECT DISTINCT posts.clinic, mentions.term
    FROM posts
    JOIN mentions ON mentions.post = posts.id AND mentions.is_topic = 1
    WHERE posts.first_seen_at >= :since
        AND EXISTS (
            SELECT 1 FROM posts AS earlier
            WHERE earlier.clinic = posts.clinic AND earlier.first_seen_at < :since)
), first_posts AS (
    SELECT recent.clinic, recent.term, min(posts.first_seen_at) AS first_seen_at, posts.id
    FROM recent
    JOIN posts ON posts.clinic = recent.clinic
    JOIN mentions ON mentions.post = posts.id AND mentions.term = recent.term
        AND mentions.is_topic = 1
    GROUP BY recent.clinic, recent.term
    HAVING min(posts.first_seen_at) >= :since
)
SELECT posts.clinic, clinics.name AS clinic_name, terms.id AS topic, terms.kind, terms.label,
    posts.id AS post, posts.title, posts.url
FROM first_posts
JOIN posts ON posts.id = first_posts.id
JOIN clinics ON clinics.slug = posts.clinic
JOIN terms ON terms.id = first_posts.term
ORDER BY posts.clinic, terms.kind, terms.label
