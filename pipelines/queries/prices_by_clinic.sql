-- title: Prices by clinic
-- sentence: Prices mentioned in each clinic's posts, by what they are for, with the lowest, the
--   highest, and an example sentence; a purpose that is not stated is left empty.
-- for: marketer
-- order: 10
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, contacts.unit, count(DISTINCT contacts.post) AS posts,
    min(contacts.amount) AS lowest_usd, max(contacts.amount) AS highest_usd,
    max(posts.published_on) AS newest_on, max(contacts.sentence) AS for_example
FROM posts
CROSS JOIN contacts ON contacts.post = posts.id
WHERE contacts.kind = 'price' AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
GROUP BY posts.clinic, contacts.unit
ORDER BY posts.clinic, posts DESC, contacts.unit
