-- title: One topic
-- sentence: The words for the number of a term.
-- parameter topic: number of the term
SELECT id, kind, label FROM terms WHERE id = CAST(:topic AS INTEGER) AND CAST(id AS TEXT) = :topic
