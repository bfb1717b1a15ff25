#: title: {zh: 合并后的发现, en: "Findings, merged"}
#: about: "主题相同的发现合为一项，附全部位置 / findings of one rule about the same thing are one, with all their places"
#: internal: true

-- Asked at build of what the rules find in one document, as `found`, and of its `facts`. `topic` is what the rule binds as such; without it each finding stands for itself.
-- The finding that stands is that whose place comes first in the text.
WITH topics AS (
  SELECT *, COALESCE(topic, id) AS subject FROM found
), places AS (
  SELECT DISTINCT rule, subject, unnest(list_concat([fact, other_id], further)) AS fact FROM topics
), gathered AS (
  SELECT rule, subject, list(concat_ws(' ', clause, start, "end") ORDER BY start, "end", fact) AS places, list(fact ORDER BY start, "end", fact) AS fact_ids
  FROM places JOIN facts USING (fact) GROUP BY ALL
)
SELECT topics.* EXCLUDE (topic, subject, fact, further), places, fact_ids
FROM topics JOIN gathered USING (rule, subject)
QUALIFY row_number() OVER (PARTITION BY rule, subject ORDER BY start, other_start, id) = 1
