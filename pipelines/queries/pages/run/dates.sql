-- title: Where the dates of a run's clinics come from
-- sentence: Posts by these clinics, counted by the source of their date, as of now; the row without
--   a source counts undated posts.
-- parameter run: id of the run
SELECT posts.published_source, count(*) AS posts, sum(posts.word_count) AS words,
    min(posts.published_on) AS first_published_on, max(posts.published_on) AS last_published_on
FROM run_clinics
JOIN posts ON posts.clinic = run_clinics.clinic
WHERE run_clinics.run = :run
GROUP BY posts.published_source
ORDER BY posts DESC
