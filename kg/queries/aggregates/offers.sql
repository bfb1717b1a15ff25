#: title: {zh: 待遇, en: "Offers"}
#: about: "各城市给予一类人才的全部待遇：资金与措施，为何适用，附原文 / all that the cities offer a category of talent: money and measures, why each applies, with the words"
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
#:   applies: string
#:   wider: boolean
#:   per: string
#:   through: list
#:   apply_from: string
#:   apply_until: string
#:   apply_window: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place", columns: [city_code]}
#:   category: {type: category, about: "人才类别；下位类、及以上学历、所持较低学历、更一般的类别、惠及这类人的项目都算，见 applies 与 wider / a talent category; narrower ones, degrees from which it counts, lower degrees held, more general categories and programmes that reach it count, see applies and wider"}
#:   program: {type: program, about: "人才项目 / a programme", columns: [programs]}
#:   as_of: {type: date, today: true, about: "截至某日的状态，默认为今天 / the day whose status is given, today unless it is said"}
#:   applies: {type: concept, scheme: applicability, about: "适用理由，如 写明 / why it applies, such as named", columns: [applies]}

-- `applies` says why an offer is in the answer for $category: named (the category or a narrower one is named), at_least (a degree from
-- which it counts), degree (a lower degree that they hold too), programme (`through` reaches them), general (a broader category).
WITH asked AS (
  SELECT offer, list(CASE comparator WHEN 'ge' THEN label || '≥' WHEN 'gt' THEN label || '>' WHEN 'le' THEN label || '≤' WHEN 'lt' THEN label || '<' ELSE '' END
                     || "value" || CASE WHEN groups > 1 THEN '（' || "group" || '）' ELSE '' END ORDER BY "group", start, "value") AS conditions
  FROM (SELECT c.*, n.label, g.groups
        FROM conditions c JOIN concepts n ON n.scheme = 'condition-kind' AND n.notation = c.kind
        JOIN (SELECT offer, COUNT(DISTINCT "group") AS groups FROM conditions GROUP BY offer) g ON g.offer = c.offer)
  GROUP BY offer),
-- $category holds the category asked for and all narrower ones: what is above all of them is the one asked for and what is above it.
root AS (
  SELECT t.ancestor AS category FROM category_tree t WHERE list_contains($category, t.category) AND list_contains($category, t.ancestor)
  GROUP BY t.ancestor HAVING COUNT(DISTINCT t.category) = array_length($category)),
linked AS (SELECT l.reason, l.other FROM category_links l JOIN root ON root.category = l.category),
degrees AS (SELECT other AS category FROM linked WHERE reason = 'degree' UNION SELECT category FROM root),
at_least AS (
  SELECT DISTINCT c.offer FROM conditions c JOIN names n ON n.type = 'category' AND contains(c."value", n.name) JOIN degrees d ON d.category = n.thing
  WHERE c.kind = 'degree' AND c.comparator IN ('ge', 'gt') AND EXISTS (SELECT 1 FROM linked WHERE reason = 'degree')),
reaching AS (SELECT DISTINCT program FROM program_people WHERE list_contains($category, category)),
offered AS (
  SELECT id, document, city, city_code, 'funding' AS offer, kind, recipient, COALESCE(purpose, value_text) AS what, amount_min, amount_max, rate_min, rate_max,
         period, categories, programs, issued, status, clause, quote, start, "end", per, apply_from, apply_until, apply_window
  FROM funding
  UNION ALL
  SELECT id, document, city, city_code, 'measure', instrument, NULL, text, NULL, NULL, NULL, NULL, NULL, categories, programs, issued, status, clause, quote, start, "end", NULL, apply_from, apply_until, apply_window
  FROM measures),
wanted AS (
  SELECT l.related, l.lower, l.broader, p.programs
  FROM (SELECT list(other) AS related, list(other) FILTER (reason = 'degree') AS lower, list(other) FILTER (reason = 'general') AS broader FROM linked) l
  CROSS JOIN (SELECT list(program) AS programs FROM reaching) p),
reasoned AS (
  SELECT o.*, array_intersect(o.programs, w.programs) AS reached,
         CASE WHEN $category IS NULL THEN NULL
              WHEN list_has_any(o.categories, $category) THEN 'named'
              WHEN l.offer IS NOT NULL AND (array_length(o.categories) = 0 OR list_has_any(o.categories, w.related)) THEN 'at_least'
              WHEN list_has_any(o.categories, w.lower) THEN 'degree'
              WHEN list_has_any(o.programs, w.programs) THEN 'programme'
              WHEN list_has_any(o.categories, w.broader) THEN 'general' END AS applies
  FROM offered o CROSS JOIN wanted w LEFT JOIN at_least l ON l.offer = o.id)
SELECT o.id, o.document, o.city, o.city_code, o.offer, o.kind, o.recipient, o.what, o.amount_min, o.amount_max, o.rate_min, o.rate_max, o.period,
       o.categories, o.programs, COALESCE(asked.conditions, []) AS conditions, o.issued, o.status, o.clause, o.quote, o.start, o."end",
       o.applies, o.applies IN ('degree', 'general') AS wider, o.per, CASE WHEN o.applies = 'programme' THEN o.reached ELSE [] END AS through, o.apply_from, o.apply_until, o.apply_window
FROM reasoned o
LEFT JOIN asked ON asked.offer = o.id
WHERE ($city IS NULL OR list_contains($city, o.city_code))
  AND ($category IS NULL OR o.applies IS NOT NULL)
  AND ($program IS NULL OR list_has_any(o.programs, $program))
  AND ($applies IS NULL OR o.applies = $applies)
ORDER BY o.city_code, array_position(['named', 'at_least', 'programme', 'degree', 'general'], o.applies), o.offer, o.start, o.id
