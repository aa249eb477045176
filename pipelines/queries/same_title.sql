-- title: Same title at several clinics
-- sentence: Posts with the same title as a post by another clinic, and whether their texts are
--   copies; most are not, so read both.
-- for: marketer
-- order: 4
-- parameter clinic: slug of one clinic; empty for all
WITH shared AS (
    SELECT post, other, copy_kind FROM same_title
    WHERE clinic <> other_clinic AND (:clinic = '' OR :clinic IN (clinic, other_clinic))
),
each_post AS (
    SELECT post AS id, copy_kind FROM shared
    UNION ALL
    SELECT other, copy_kind FROM shared
)
SELECT posts.id AS post, posts.title, posts.clinic, posts.published_on, posts.word_count,
    group_concat(DISTINCT each_post.copy_kind) AS shares_text, posts.url
FROM each_post
JOIN posts ON posts.id = each_post.id
GROUP BY posts.id
ORDER BY lower(posts.title), posts.published_on, posts.id
