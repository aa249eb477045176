-- title: Posts about suicide without a crisis line
-- sentence: Posts that mention suicide in the title or at least twice in the text, and give no
--   crisis line, emergency number or emergency room.
-- for: researcher
-- order: 14
-- parameter clinic: slug of one clinic; empty for all
WITH spoken AS (
    SELECT id, clinic, title, url, coalesce(title LIKE '%suicid%', 0) AS in_title,
        (length(text) - length(replace(lower(text), 'suicid', ''))) / 6 AS times_in_text
    FROM posts
    WHERE text LIKE '%suicid%' OR title LIKE '%suicid%'
)
SELECT spoken.clinic, spoken.id AS post, spoken.title, spoken.in_title, spoken.times_in_text,
    spoken.url
FROM spoken
WHERE (spoken.in_title OR spoken.times_in_text >= 2)
    AND NOT EXISTS (
        SELECT 1 FROM claims
        WHERE claims.post = spoken.id AND claims.kind = 'crisis_resource'
    )
    AND (:clinic = '' OR spoken.clinic = :clinic)
ORDER BY spoken.clinic, spoken.times_in_text DESC, spoken.id
