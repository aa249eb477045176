-- title: Authors
-- sentence: The authors of each clinic and their kind: a person, an organisation, or the default
--   account of the site builder, with credentials; posts without an author are counted too.
-- for: analyst
-- order: 3
-- parameter clinic: slug of one clinic; empty for all
SELECT clinic, author, author_kind, max(author_credential) AS credential, count(*) AS posts,
    min(published_on) AS first_published_on, max(published_on) AS last_published_on
FROM posts
WHERE :clinic = '' OR clinic = :clinic
GROUP BY clinic, author, author_kind
ORDER BY clinic, posts DESC
