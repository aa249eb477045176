-- title: The newest posts within the filters
-- sentence: What the search page lists as long as no words are given.
-- parameter clinic: slug of one clinic; empty for all
-- parameter year: year of publication; empty for all
-- parameter tag: a tag as written; empty for all
-- parameter limit: number of posts
-- parameter offset: number of posts to leave out
SELECT posts.id, posts.clinic, clinics.name AS clinic_name, posts.published_on, posts.author,
    posts.word_count, posts.title, posts.excerpt AS passage
FROM posts
JOIN clinics ON clinics.slug = posts.clinic
WHERE (:clinic = '' OR posts.clinic = :clinic)
    AND (:year = '' OR posts.published_year = CAST(:year AS INTEGER))
    AND (:tag = '' OR EXISTS (
        SELECT 1 FROM post_tags WHERE post_tags.post = posts.id AND post_tags.tag = :tag))
ORDER BY posts.published_on DESC NULLS LAST, posts.id DESC
LIMIT :limit OFFSET :offset
