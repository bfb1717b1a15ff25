#: title: {zh: 体检汇总, en: "Findings, counted"}
#: about: "体检发现按规则与城市计数，矛盾在前；其中多少已有答复 / findings counted by rule and city, contradictions first, and how many of them are answered"
#: columns:
#:   severity: string
#:   rule: string
#:   city: string
#:   document: string
#:   findings: integer
#:   city_code: string
#:   answered: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   severity: {type: concept, scheme: severity, about: "contradiction | gap | note"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   agency: {type: agency, about: "所在任务的牵头单位 / the agency that leads the task in which it stands"}

WITH {% include "parts/task_leads.sql" %}
SELECT severity, rule, city, document, COUNT(*) AS findings, city_code, COUNT(CASE WHEN answer <> 'open' THEN 1 END) AS answered
FROM findings
WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($severity IS NULL OR severity = $severity)
  AND ($document IS NULL OR list_contains($document, document))
  AND ($agency IS NULL OR task IN (SELECT task FROM task_leads WHERE list_contains($agency, agency)))
GROUP BY ALL
ORDER BY severity, rule, document
