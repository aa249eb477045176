-- title: One topic
-- sentence: The label of a term.
-- parameter topic: id of the term
SELECT id, kind, label FROM terms WHERE id = CAST(:topic AS INTEGER) AND CAST(id AS TEXT) = :topic
