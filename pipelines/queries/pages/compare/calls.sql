-- title: Calls to action of the chosen clinics
-- sentence: How many posts by each clinic have a phone number, booking link, price and so on, and
--   their share of its posts.
-- parameter clinics: slugs as a JSON array
WITH sizes AS (
    SELECT posts.clinic, count(*) AS posts
    FROM json_each(:clinics) AS chosen
    JOIN posts ON posts.clinic = chosen.value
    GROUP BY posts.clinic
)
SELECT contacts.kind, posts.clinic, count(DISTINCT posts.id) AS posts,
    round(100.0 * count(DISTINCT posts.id) / sizes.posts, 1) AS percent_of_posts
FROM sizes
JOIN posts ON posts.clinic = sizes.clinic
JOIN contacts ON contacts.post = posts.id
GROUP BY contacts.kind, posts.clinic
ORDER BY contacts.kind, posts.clinic
