-- title: Claims in one post
-- sentence: Sentences for human review, in reading order.
-- parameter post: id of the post
SELECT id, kind, sentence, cue, is_negated, is_hedged, subject, use, figure, position
FROM claims
WHERE post = :post
ORDER BY position, id
