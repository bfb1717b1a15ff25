#: title: {zh: 体检发现按单位, en: "Findings by agency"}
#: about: "体检发现按所在任务的牵头单位计数；没有牵头单位的合为一行 / findings counted by the agency that leads the task in which they stand; those that nobody leads are one row"
#: columns:
#:   agency: string
#:   name: string
#:   city: string
#:   city_code: string
#:   contradictions: integer
#:   gaps: integer
#:   notes: integer
#:   findings: integer
#:   answered: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   severity: {type: concept, scheme: severity, about: "contradiction | gap | note"}
#:   rule: {type: rule, about: "体检规则 / a health rule"}

-- A task that several agencies lead counts for each of them, so the rows do not add up to the number of findings.
WITH {% include "parts/task_leads.sql" %}
SELECT l.agency, l.name, f.city, f.city_code,
       COUNT(CASE WHEN f.severity = 'contradiction' THEN 1 END) AS contradictions,
       COUNT(CASE WHEN f.severity = 'gap' THEN 1 END) AS gaps,
       COUNT(CASE WHEN f.severity = 'note' THEN 1 END) AS notes,
       COUNT(*) AS findings,
       COUNT(CASE WHEN f.answer <> 'open' THEN 1 END) AS answered
FROM findings f LEFT JOIN task_leads l ON l.task = f.task
WHERE ($city IS NULL OR list_contains($city, f.city_code)) AND ($document IS NULL OR list_contains($document, f.document))
  AND ($severity IS NULL OR f.severity = $severity) AND ($rule IS NULL OR f.rule = $rule)
GROUP BY l.agency, l.name, f.city, f.city_code
ORDER BY l.agency IS NULL, f.city_code, findings DESC, l.agency
