-- title: External sites the posts link to
-- sentence: Hosts outside the clinics' own sites that posts link to, with the number of links,
--   posts and clinics.
-- for: analyst
-- order: 5
-- parameter clinic: slug of one clinic; empty for all
WITH outward AS (
    SELECT posts.clinic, links.post, substr(links.url, instr(links.url, '//') + 2) || '/' AS rest
    FROM posts
    CROSS JOIN links ON links.post = posts.id
    WHERE links.kind IN ('external', 'citation') AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
)
SELECT lower(substr(rest, 1, instr(rest, '/') - 1)) AS host, count(*) AS links,
    count(DISTINCT post) AS posts, count(DISTINCT clinic) AS clinics
FROM outward
GROUP BY host
ORDER BY posts DESC, host
