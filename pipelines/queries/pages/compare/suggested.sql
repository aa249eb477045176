-- title: Clinics suggested for a comparison
-- sentence: Those with the most posts.
SELECT slug FROM (
    SELECT clinic AS slug, count(*) AS posts FROM posts GROUP BY clinic ORDER BY posts DESC LIMIT 4
) ORDER BY slug
