#: title: {zh: 待遇, en: "Offers"}
#: about: "各城市给予一类人才的全部待遇：资金与措施，附原文 / all that the cities offer a category of talent: money and measures, with the words"
#: columns:
#:   id: string
#:   document: string
#:   city: string
#:   city_code: string
#:   offer: string
#:   kind: string
#:   recipient: string
#:   what: string
#:   amount_min: number
#:   amount_max: number
#:   rate_min: number
#:   rate_max: number
#:   period: string
#:   categories: list
#:   programs: list
#:   conditions: list
#:   issued: string
#:   status: string
#:   clause: string
#:   quote: string
#:   start: integer
#:   end: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   category: {type: category, about: "人才类别，含下位类 / a talent category; narrower ones count"}
#:   program: {type: program, about: "人才项目 / a programme"}

WITH asked AS (
  SELECT offer, list(CASE comparator WHEN 'ge' THEN label || '≥' WHEN 'gt' THEN label || '>' WHEN 'le' THEN label || '≤' WHEN 'lt' THEN label || '<' ELSE '' END
                     || "value" || CASE WHEN groups > 1 THEN '（' || "group" || '）' ELSE '' END ORDER BY "group", start, "value") AS conditions
  FROM (SELECT c.*, n.label, COUNT(DISTINCT "group") OVER (PARTITION BY offer) AS groups
        FROM conditions c JOIN concepts n ON n.scheme = 'condition-kind' AND n.notation = c.kind)
  GROUP BY offer),
offered AS (
  SELECT id, document, city, city_code, 'funding' AS offer, kind, recipient, COALESCE(purpose, value_text) AS what, amount_min, amount_max, rate_min, rate_max,
         period, categories, programs, issued, status, clause, quote, start, "end"
  FROM funding
  UNION ALL
  SELECT id, document, city, city_code, 'measure', instrument, NULL, text, NULL, NULL, NULL, NULL, NULL, categories, programs, issued, status, clause, quote, start, "end"
  FROM measures)
SELECT o.id, o.document, o.city, o.city_code, o.offer, o.kind, o.recipient, o.what, o.amount_min, o.amount_max, o.rate_min, o.rate_max, o.period,
       o.categories, o.programs, COALESCE(asked.conditions, []) AS conditions, o.issued, o.status, o.clause, o.quote, o.start, o."end"
FROM offered o
LEFT JOIN asked ON asked.offer = o.id
WHERE ($city IS NULL OR list_contains($city, o.city_code))
  AND ($category IS NULL OR list_has_any(o.categories, $category))
  AND ($program IS NULL OR list_has_any(o.programs, $program))
ORDER BY o.city_code, o.offer, o.start, o.id
