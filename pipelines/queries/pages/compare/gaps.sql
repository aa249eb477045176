-- title: Content gaps of the chosen clinics
-- sentence: Topics that at least so many of the other chosen clinics cover and this one does not,
--   with three of their newest posts; the 30 widest gaps of each clinic, and how many there are.
-- parameter rivals: number of competitors that make a topic a gap
WITH counted AS (
    -- here: pages/compare/counted
), covered AS (
    SELECT term, count(*) AS rivals, sum(posts) AS posts
    FROM counted
    GROUP BY term
    HAVING count(*) >= CAST(:rivals AS INTEGER)
), gaps AS (
    SELECT chosen.value AS clinic, chosen.key AS place, covered.*,
        count(*) OVER (PARTITION BY chosen.key) AS all_gaps,
        row_number() OVER (
            PARTITION BY chosen.key ORDER BY covered.rivals DESC, covered.posts DESC, covered.term
        ) AS width
    FROM json_each(:clinics) AS chosen
    JOIN covered
    WHERE NOT EXISTS (
        SELECT 1 FROM counted
        WHERE counted.term = covered.term AND counted.clinic = chosen.value
    )
), examples AS (
    SELECT covered.term, posts.id, posts.title, posts.clinic, row_number() OVER (
        PARTITION BY covered.term ORDER BY posts.published_on DESC NULLS LAST, posts.id DESC
    ) AS place
    FROM covered
    JOIN mentions ON mentions.term = covered.term AND mentions.is_topic = 1
    JOIN posts ON posts.id = mentions.post
    WHERE posts.clinic IN (SELECT value FROM json_each(:clinics))
)
SELECT gaps.clinic, gaps.all_gaps, terms.id AS topic, terms.kind, terms.label, gaps.rivals,
    gaps.posts AS rivals_posts, examples.id AS post, examples.title,
    examples.clinic AS post_clinic
FROM gaps
JOIN terms ON terms.id = gaps.term AND gaps.width <= 30
JOIN examples ON examples.term = gaps.term AND examples.place <= 3
ORDER BY gaps.place, gaps.rivals DESC, gaps.posts DESC, terms.label, examples.place
