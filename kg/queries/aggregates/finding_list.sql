#: title: {zh: 体检清单, en: "List of findings"}
#: about: "体检发现，一项一行，附文件、条款、两处原文、验算、牵头单位与答复；矛盾在前，未答复的在前 / findings, a row each, with document, clauses, both quotes, the arithmetic, who leads and what was answered; contradictions first, the open ones before the answered"
#: columns:
#:   id: string
#:   severity: string
#:   rule: string
#:   message: string
#:   message_en: string
#:   arithmetic: string
#:   arithmetic_en: string
#:   city: string
#:   city_code: string
#:   document: string
#:   document_title: string
#:   document_number: string
#:   issuer: string
#:   clause: string
#:   clause_number: string
#:   clause_heading: string
#:   quote: string
#:   start: integer
#:   end: integer
#:   other_id: string
#:   other_clause: string
#:   other_clause_number: string
#:   other_clause_heading: string
#:   other_quote: string
#:   other_start: integer
#:   other_end: integer
#:   places: list
#:   fact_ids: list
#:   year: integer
#:   task: string
#:   leads: list
#:   lead_names: list
#:   answer: string
#:   answer_reason: string
#:   answered_by: string
#:   answered_on: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   severity: {type: concept, scheme: severity, about: "contradiction | gap | note"}
#:   rule: {type: rule, about: "体检规则 / a health rule"}
#:   agency: {type: agency, about: "所在任务的牵头单位 / the agency that leads the task in which it stands"}
#:   answer: {type: concept, scheme: finding-answer, about: "open | known | accepted | to_be_corrected | wrong"}

-- `leads` are the agencies that are assigned to lead the task under which the first place of the finding stands.
WITH {% include "parts/task_leads.sql" %},
led_by AS (
  SELECT task, list(agency ORDER BY agency) AS leads, list(name ORDER BY agency) AS lead_names FROM task_leads GROUP BY task
)
SELECT f.id, f.severity, f.rule, f.message, f.message_en, f.arithmetic, f.arithmetic_en, f.city, f.city_code, f.document, d.title AS document_title, d.number AS document_number, d.issuer,
       f.clause, c.number AS clause_number, c.heading AS clause_heading, f.quote, f.start, f."end",
       f.other_id, f.other_clause, o.number AS other_clause_number, o.heading AS other_clause_heading, f.other_quote, f.other_start, f.other_end, f.places, f.fact_ids, f.year, f.task,
       COALESCE(l.leads, []) AS leads, COALESCE(l.lead_names, []) AS lead_names, f.answer, f.answer_reason, f.answered_by, f.answered_on
FROM findings f
JOIN documents d ON d.document = f.document
LEFT JOIN clauses c ON c.clause = f.clause
LEFT JOIN clauses o ON o.clause = f.other_clause
LEFT JOIN led_by l ON l.task = f.task
WHERE ($city IS NULL OR list_contains($city, f.city_code)) AND ($document IS NULL OR list_contains($document, f.document))
  AND ($severity IS NULL OR f.severity = $severity) AND ($rule IS NULL OR f.rule = $rule)
  AND ($agency IS NULL OR list_has_any(COALESCE(l.leads, []), $agency)) AND ($answer IS NULL OR f.answer = $answer)
ORDER BY f.severity, f.answer <> 'open', f.document, f.rule, f.start, f.id
