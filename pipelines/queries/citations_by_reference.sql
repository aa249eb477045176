-- title: What the posts cite
-- sentence: Trials and other references with the number of posts and clinics that cite them, and an
--   example sentence.
-- for: analyst
-- order: 4
-- parameter clinic: slug of one clinic; empty for all
SELECT citations.kind, citations.identifier, count(DISTINCT citations.post) AS posts,
    count(DISTINCT posts.clinic) AS clinics, max(citations.url) AS url,
    max(citations.sentence) AS for_example
FROM posts
CROSS JOIN citations ON citations.post = posts.id
WHERE :clinic = '' OR posts.clinic = :clinic
GROUP BY citations.kind, citations.identifier
ORDER BY posts DESC, citations.identifier
