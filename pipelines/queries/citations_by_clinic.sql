-- title: Kinds of evidence each clinic cites
-- sentence: For each clinic the number of posts, of posts that cite anything, and of posts that
--   cite trials, papers, official documents, studies by name only, or have footnotes without a
--   source.
-- for: analyst
-- order: 11
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, count(DISTINCT posts.id) AS posts,
    count(DISTINCT citations.post) AS cite_anything,
    count(DISTINCT citations.post) FILTER (WHERE citations.kind = 'nct') AS trials,
    count(DISTINCT citations.post) FILTER (
        WHERE citations.kind IN ('pmid', 'pmc', 'doi', 'journal', 'reference')) AS papers,
    count(DISTINCT citations.post) FILTER (
        WHERE citations.kind IN ('fda', 'gov', 'authority')) AS official_documents,
    count(DISTINCT citations.post) FILTER (WHERE citations.kind = 'study') AS named_only,
    count(DISTINCT citations.post) FILTER (WHERE citations.kind = 'footnote') AS loose_footnotes
FROM posts
LEFT JOIN citations ON citations.post = posts.id
WHERE :clinic = '' OR posts.clinic = :clinic
GROUP BY posts.clinic
ORDER BY cite_anything DESC, posts.clinic
