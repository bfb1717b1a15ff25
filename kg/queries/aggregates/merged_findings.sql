#: title: {zh: 合并后的发现, en: "Findings, merged"}
#: about: "主题相同的发现合为一项，附全部位置 / findings of one rule about the same thing are one, with all their places"
#: internal: true

-- Asked at build of what the rules find in one document, as `found`, of its `facts`, and of what was answered, as `answer_rows`.
-- `topic` is what the rule binds as such; without it each finding stands for itself. The finding that stands is that whose place comes first in the text.
-- The last answer that names the rule and the very facts of a finding is the answer to it.
WITH topics AS (
  SELECT *, COALESCE(topic, id) AS subject FROM found
), places AS (
  SELECT DISTINCT rule, subject, unnest(list_concat([fact, other_id], further)) AS fact FROM topics
), gathered AS (
  SELECT rule, subject, list(concat_ws(' ', clause, start, "end") ORDER BY start, "end", fact) AS places, list(fact ORDER BY start, "end", fact) AS fact_ids
  FROM places JOIN facts USING (fact) GROUP BY ALL
), merged AS (
  SELECT topics.* EXCLUDE (topic, subject, fact, further), places, fact_ids
  FROM topics JOIN gathered USING (rule, subject)
  QUALIFY row_number() OVER (PARTITION BY rule, subject ORDER BY start, other_start, id) = 1
), answered AS (
  SELECT rule, year, list_sort(fact_ids) AS facts, answer, reason, answered_by, answered_on FROM answer_rows
  QUALIFY row_number() OVER (PARTITION BY rule, year, list_sort(fact_ids) ORDER BY number DESC) = 1
)
SELECT m.*, COALESCE(a.answer, 'open') AS answer, a.reason AS answer_reason, a.answered_by, a.answered_on
FROM merged m LEFT JOIN answered a ON a.rule = m.rule AND a.year IS NOT DISTINCT FROM m.year AND a.facts = list_sort(m.fact_ids)
