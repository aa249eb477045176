-- title: Texts to check before analysis
-- sentence: Posts whose text differs from another source of the same body (WordPress, the feed, the
--   page's structured data), the least reliable first; a confidence of 1 is full agreement.
-- for: researcher
-- order: 11
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.id AS post, posts.clinic, posts.title, posts.text_confidence, posts.text_witness,
    posts.word_count, posts.url
FROM posts
WHERE posts.text_confidence < 0.9 -- on real pages the mean F1 is .88 below it and .99 above
    AND (:clinic = '' OR posts.clinic = :clinic)
ORDER BY posts.text_confidence, posts.id
