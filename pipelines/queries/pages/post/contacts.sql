-- title: How one post asks to get in touch
-- sentence: Phones, e-mails, booking links, addresses and prices in reading order.
-- parameter post: id of the post
SELECT kind, value, raw, url, sentence, amount, unit, is_usual
FROM contacts
WHERE post = :post
ORDER BY kind, position, id
