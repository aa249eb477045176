-- title: The extraction of one post
-- sentence: Blocks and evidence of the newest body, as JSON.
-- parameter post: id of the post
SELECT extractions.id, extractions.blocks, extractions.evidence, extractions.extractor
FROM extractions
JOIN posts ON posts.url = extractions.url
LEFT JOIN pages ON pages.url = extractions.url
WHERE posts.id = :post
ORDER BY extractions.body_sha256 IS pages.body_sha256 DESC, extractions.fetched_at DESC, extractions.id DESC
LIMIT 1
