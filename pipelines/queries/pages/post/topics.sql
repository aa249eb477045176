-- title: Topics of one post
-- sentence: Its terms, topics first, each with the first sentence that mentions it.
-- parameter post: id of the post
SELECT terms.id AS topic, terms.kind, terms.label, terms.code, mentions.is_topic, mentions.count,
    mentions.in_title, mentions.in_headings, mentions.surface, mentions.quote
FROM mentions
JOIN terms ON terms.id = mentions.term
WHERE mentions.post = :post
ORDER BY mentions.is_topic DESC, mentions.rank
