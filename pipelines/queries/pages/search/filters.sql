-- title: Filters of a search
-- sentence: Conditions on a row of posts; every post meets a condition whose parameter is empty.
-- parameter clinic: slug of one clinic; empty for all
-- parameter year: year of publication, or the word undated; empty for all
-- parameter month: month of publication such as 2026-11; empty for all
-- parameter topic: id of a term that the post is about; empty for all
-- parameter tag: a tag as written; empty for all
-- parameter claim: kind of a claim in the post; empty for all
-- parameter contact: kind of a contact in the post; empty for all
    (:clinic = '' OR posts.clinic = :clinic)
    AND (:year = '' OR coalesce(substr(posts.published_on, 1, 4), 'undated') = :year)
    AND (:month = '' OR substr(posts.published_on, 1, 7) = :month)
    AND (:topic = '' OR posts.id IN (
        SELECT post FROM mentions
        WHERE term = CAST(:topic AS INTEGER) AND CAST(term AS TEXT) = :topic AND is_topic = 1))
    AND (:tag = '' OR EXISTS (
        SELECT 1 FROM post_tags WHERE post_tags.post = posts.id AND post_tags.tag = :tag))
    AND (:claim = '' OR EXISTS (
        SELECT 1 FROM claims WHERE claims.post = posts.id AND +claims.kind = :claim))
    AND (:contact = '' OR EXISTS (
        SELECT 1 FROM contacts WHERE contacts.post = posts.id AND +contacts.kind = :contact))
