-- title: Newest posts by one clinic
-- sentence: Dated posts first, newest first.
-- parameter clinic: slug of the clinic
SELECT id, url, clinic, title, published_on, author, word_count, excerpt, first_seen_at, changed_at
FROM posts
WHERE clinic = :clinic
ORDER BY published_on DESC NULLS LAST, id DESC
LIMIT 12
