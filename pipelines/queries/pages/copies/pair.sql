-- title: How two posts are related
-- sentence: No row if they are not stored as a pair.
-- parameter one: id of one post
-- parameter other: id of the other post
SELECT kind, containment, other_containment, jaccard, shared_words, longest_run
FROM copies
WHERE post = min(CAST(:one AS INTEGER), CAST(:other AS INTEGER))
    AND other = max(CAST(:one AS INTEGER), CAST(:other AS INTEGER))
