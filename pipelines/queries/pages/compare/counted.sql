-- title: Posts about each topic
-- sentence: How many posts by each chosen clinic are about each topic.
-- parameter clinics: slugs as a JSON array
    SELECT mentions.term, posts.clinic, count(*) AS posts
    FROM json_each(:clinics) AS chosen
    JOIN posts ON posts.clinic = chosen.value
    JOIN mentions ON mentions.post = posts.id AND mentions.is_topic = 1
    GROUP BY mentions.term, posts.clinic
