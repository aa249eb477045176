-- title: Cues for review in one post
-- sentence: Sentences for a person to judge, in reading order.
-- parameter post: id of the post
SELECT id, kind, sentence, cue, is_negated, is_hedged, subject, use, figure, position
FROM claims
WHERE post = :post
ORDER BY position, id
