-- title: Share of unique text per clinic
-- sentence: The share of the words in each clinic's posts that no other clinic's post has, by the
--   post that shares most; this does not show who wrote the shared words first.
-- for: marketer
-- order: 14
-- parameter clinic: slug of one clinic; empty for all
WITH shared AS (
    SELECT post, other, shared_words FROM copies
    UNION ALL
    SELECT other, post, shared_words FROM copies
),
most AS (
    SELECT shared.post, max(shared.shared_words) AS words
    FROM shared
    JOIN posts AS one ON one.id = shared.post
    JOIN posts AS other ON other.id = shared.other
    WHERE one.clinic <> other.clinic
    GROUP BY shared.post
)
SELECT posts.clinic, count(*) AS posts, count(most.post) AS posts_with_shared_text,
    sum(posts.word_count) AS words,
    sum(posts.word_count - min(posts.word_count, coalesce(most.words, 0))) AS words_of_its_own,
    round(100.0 * sum(posts.word_count - min(posts.word_count, coalesce(most.words, 0)))
        / max(1, sum(posts.word_count)), 1) AS percent_of_its_own
FROM posts
LEFT JOIN most ON most.post = posts.id
WHERE :clinic = '' OR posts.clinic = :clinic
GROUP BY posts.clinic
ORDER BY percent_of_its_own, words DESC, posts.clinic
