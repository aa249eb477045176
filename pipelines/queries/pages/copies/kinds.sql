-- title: Number of pairs that share text, by kind
-- sentence: Within one clinic and between two.
-- parameter clinic: slug of one clinic; empty for all
SELECT copies.kind, count(*) AS pairs, sum(one.clinic != two.clinic) AS pairs_between_clinics
FROM copies
JOIN posts AS one ON one.id = copies.post
JOIN posts AS two ON two.id = copies.other
WHERE :clinic = '' OR :clinic IN (one.clinic, two.clinic)
GROUP BY copies.kind
ORDER BY copies.kind = 'same' DESC, copies.kind
