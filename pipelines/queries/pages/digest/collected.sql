-- title: Clinics of a digest that were collected for the first time
-- sentence: With the number of their posts, all of which are new to the collection.
-- parameter since: a date such as 2026-11-01
SELECT posts.clinic, clinics.name AS clinic_name, count(*) AS posts,
    max(posts.published_on) AS last_published_on
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
GROUP BY posts.clinic
HAVING min(posts.first_seen_at) >= :since
ORDER BY posts.clinic
