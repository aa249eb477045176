-- title: All addresses of posts
-- sentence: Posts that stand under more than one address, with each further address and whether it
--   leads to the post or shows it.
-- for: researcher
-- order: 10
-- parameter clinic: slug of one clinic; empty for all
SELECT aliases.clinic, aliases.post, posts.title, aliases.post_url, aliases.url AS other_url,
    CASE aliases.is_redirect WHEN 1 THEN 'leads to it' ELSE 'shows it' END AS how
FROM aliases
JOIN posts ON posts.id = aliases.post
WHERE :clinic = '' OR aliases.clinic = :clinic
ORDER BY aliases.clinic, aliases.post, aliases.url
