-- title: FDA approval mentioned without off-label disclosure
-- sentence: Posts that call something FDA-approved and never mention off-label use, with the
--   sentence and the drug and use that it names; for human review.
-- for: researcher
-- order: 12
-- parameter clinic: slug of one clinic; empty for all
SELECT posts.clinic, posts.id AS post, posts.title, claims.subject, claims.use, claims.sentence,
    posts.url
FROM posts
CROSS JOIN claims ON claims.post = posts.id
WHERE +claims.kind = 'fda_status' AND NOT claims.is_negated
    AND NOT EXISTS (
        SELECT 1 FROM claims AS other WHERE other.post = posts.id AND other.kind = 'off_label'
    )
    AND posts.clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY posts.clinic, posts.id, claims.position
