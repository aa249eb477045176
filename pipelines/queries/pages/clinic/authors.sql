-- title: Authors of one clinic
-- sentence: Those with most posts first; the row without an author counts posts whose page names
--   none.
-- parameter clinic: slug of the clinic
SELECT author, author_kind, count(*) AS posts, max(published_on) AS last_published_on
FROM posts
WHERE clinic = :clinic
GROUP BY author, author_kind
ORDER BY posts DESC, author
LIMIT 12
