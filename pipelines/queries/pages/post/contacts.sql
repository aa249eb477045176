-- title: Contacts and prices in one post
-- sentence: Phone numbers, e-mail addresses, booking links, postal addresses and prices in reading
--   order.
-- parameter post: id of the post
SELECT kind, value, raw, url, sentence, amount, unit, is_usual
FROM contacts
WHERE post = :post
ORDER BY kind, position, id
