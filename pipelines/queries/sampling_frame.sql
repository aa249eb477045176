-- title: Clinics
-- sentence: The sampling frame of a study: each clinic with its location, kind and site builder,
--   the number of stored and of dated posts, and when they were collected.
-- for: researcher
-- order: 2
SELECT clinics.slug AS clinic, clinics.name, clinics.website, clinics.kind, clinics.city,
    clinics.state, clinics.country, clinics.platform, clinics.platform_sign,
    count(posts.id) AS posts, count(posts.published_on) AS dated_posts,
    min(posts.published_on) AS first_published_on, max(posts.published_on) AS last_published_on,
    min(posts.first_seen_at) AS collected_from, max(posts.changed_at) AS collected_until
FROM clinics
LEFT JOIN posts ON posts.clinic = clinics.slug
GROUP BY clinics.slug
ORDER BY clinics.slug
