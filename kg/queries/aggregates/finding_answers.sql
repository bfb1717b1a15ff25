#: title: {zh: 答复沿革, en: "Answers to findings"}
#: about: "对体检发现的每次答复：何人何时何故，是否仍为现行答复，所答复的发现是否仍在 / every answer to a finding, by whom, when and why; whether it still stands, and the finding with it"
#: columns:
#:   document: string
#:   number: integer
#:   finding: string
#:   rule: string
#:   year: integer
#:   fact_ids: list
#:   answer: string
#:   reason: string
#:   answered_by: string
#:   answered_on: string
#:   standing: string
#:   city: string
#:   city_code: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   rule: {type: rule, about: "体检规则 / a health rule"}
#:   standing: {type: concept, scheme: answer-standing, about: "current | superseded | gone"}

-- An answer is to the finding of its rule that rests on the very facts that it names. The last row about a finding stands.
WITH given AS (
  SELECT *, list_sort(fact_ids) AS facts, row_number() OVER (PARTITION BY document, rule, year, list_sort(fact_ids) ORDER BY number DESC) AS age
  FROM answer_rows
), standing AS (
  SELECT g.*, f.id AS finding, CASE WHEN g.age > 1 THEN 'superseded' WHEN f.id IS NULL THEN 'gone' ELSE 'current' END AS standing
  FROM given g LEFT JOIN findings f
    ON f.document = g.document AND f.rule = g.rule AND f.year IS NOT DISTINCT FROM g.year AND list_sort(f.fact_ids) = g.facts
)
SELECT document, number, finding, rule, year, fact_ids, answer, reason, answered_by, answered_on, standing, city, city_code
FROM standing
WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($document IS NULL OR list_contains($document, document))
  AND ($rule IS NULL OR rule = $rule) AND ($standing IS NULL OR standing = $standing)
ORDER BY document, number
