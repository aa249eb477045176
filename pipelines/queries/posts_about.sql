-- title: Posts about a topic
-- sentence: Posts about a topic, the most relevant first, each with the first sentence that
--   mentions it.
-- for: analyst
-- order: 9
-- parameter topic: a topic such as migraine; empty for all
-- parameter clinic: slug of one clinic; empty for all
SELECT post, title, clinic, published_on, kind, topic, rank, count, quote, url
FROM post_topics
WHERE (:topic = '' OR lower(topic) = lower(:topic))
    AND clinic IN (SELECT slug FROM clinics WHERE :clinic = '' OR slug = :clinic)
ORDER BY topic, rank, count DESC, post
