-- title: Other URLs of posts
-- sentence: Posts with more than one URL, with each other URL and whether it redirects to the post
--   or shows the same page.
-- for: researcher
-- order: 10
-- parameter clinic: slug of one clinic; empty for all
SELECT aliases.clinic, aliases.post, posts.title, aliases.post_url, aliases.url AS other_url,
    CASE aliases.is_redirect WHEN 1 THEN 'leads to it' ELSE 'shows it' END AS how
FROM aliases
JOIN posts ON posts.id = aliases.post
WHERE :clinic = '' OR aliases.clinic = :clinic
ORDER BY aliases.clinic, aliases.post, aliases.url
