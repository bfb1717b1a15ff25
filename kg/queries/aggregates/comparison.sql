#: title: {zh: 政策比较, en: "Comparison"}
#: about: "城市或文件并列，按政策工具、资金种类、人才类别、指标、项目或领域分行：每格有几条，或未写、未读、未收录 / places or documents side by side, by instrument, kind of money, talent category, indicator, programme or subject: how many facts each cell has, or that nothing is said, read or held"
#: columns:
#:   item: string
#:   item_name: string
#:   item_name_en: string
#:   city: string
#:   city_code: string
#:   province: string
#:   document: string
#:   state: string
#:   facts: integer
#:   without_sum: integer
#:   figures: list
#:   fact_ids: list
#: parameters:
#:   by: {type: concept, scheme: comparison-row, about: "按什么分行，默认为政策工具 / what the rows are, instruments unless it is said"}
#:   across: {type: concept, scheme: comparison-column, about: "各列是城市还是文件，默认为城市 / whether columns are places or documents, places unless it is said"}
#:   city: {type: place, about: "并列的地方，未收录的也列出 / the places side by side; those without a document are listed too"}
#:   document: {type: document, about: "并列的文件 / the documents side by side"}
#:   category: {type: category, about: "只计给予该类人才的待遇 / only offers to a talent category"}

-- A cell counts facts, never sums of money. `without_sum` of them promise money and give no sum. `figures` are the goals as written.
WITH {% include "parts/compared.sql" %},
offers AS (
  SELECT id, document, city_code, start, categories, programs, instrument, NULL AS kind, false AS without_sum, text AS words FROM measures
  UNION ALL
  SELECT id, document, city_code, start, categories, programs, NULL, kind, COALESCE(amount_min, amount_max, rate_min, rate_max) IS NULL, quote FROM funding),
worded AS (
  SELECT id, document, city_code, start, words, without_sum FROM offers
  UNION ALL SELECT id, document, city_code, start, title, false FROM tasks
  UNION ALL SELECT id, document, city_code, start, title, false FROM deliverables),
chosen AS (SELECT * FROM offers WHERE $category IS NULL OR list_has_any(categories, $category)),
stated AS (
  SELECT 'instrument' AS axis, instrument AS item, id, document, city_code, start, without_sum, NULL AS figure FROM chosen WHERE instrument IS NOT NULL
  UNION ALL SELECT 'money', kind, id, document, city_code, start, without_sum, NULL FROM chosen WHERE kind IS NOT NULL
  UNION ALL SELECT DISTINCT 'category', t.ancestor, c.id, c.document, c.city_code, c.start, c.without_sum, NULL
    FROM (SELECT *, unnest(categories) AS category FROM chosen) c JOIN category_tree t ON t.category = c.category WHERE $by = 'category'
  UNION ALL SELECT 'program', unnest(programs), id, document, city_code, start, without_sum, NULL FROM chosen
  UNION ALL SELECT 'indicator', t.indicator, t.id, t.document, t.city_code, t.start, false,
      COALESCE(CAST(t.target_year AS VARCHAR) || '：', '') || COALESCE(f.as_written, t.value_text, '')
    FROM targets t LEFT JOIN figures f ON f.id = t.id AND f.kind = 'goal' WHERE $category IS NULL
  UNION ALL SELECT DISTINCT 'topic', w.topic, o.id, o.document, o.city_code, o.start, o.without_sum, NULL
    FROM worded o JOIN topic_words w ON contains(o.words, w.word) WHERE $by = 'topic' AND ($category IS NULL OR o.id IN (SELECT id FROM chosen))),
mentioned AS (
  SELECT DISTINCT 'category' AS axis, t.ancestor AS item, c.document, c.city_code, c.id, c.start FROM categories c JOIN category_tree t ON t.category = c.category
  UNION ALL SELECT 'indicator', indicator, document, city_code, id, start FROM baselines
  UNION ALL SELECT 'program', program, document, city_code, id, start FROM programs),
every AS (
  SELECT axis, item, id, document, city_code, start, without_sum, figure, true AS says FROM stated
  UNION ALL SELECT axis, item, id, document, city_code, start, false, NULL, false FROM mentioned WHERE $category IS NULL),
here AS (
  SELECT e.*, c.side FROM every e JOIN compared c ON c.side = CASE WHEN c.document IS NULL THEN e.city_code ELSE e.document END
  WHERE e.axis = COALESCE($by, 'instrument')
    AND ($document IS NULL OR list_contains($document, e.document))),
cells AS (
  SELECT item, side, COUNT(DISTINCT id) FILTER (says) AS facts, COUNT(DISTINCT id) FILTER (says AND without_sum) AS without_sum,
         COALESCE(list(DISTINCT figure ORDER BY figure) FILTER (figure IS NOT NULL), []) AS figures,
         COALESCE(list(DISTINCT id ORDER BY id) FILTER (says), list(DISTINCT id ORDER BY id)) AS fact_ids
  FROM here GROUP BY item, side),
weights AS (SELECT item, COUNT(*) FILTER (facts > 0) AS sides, SUM(facts) AS facts FROM cells GROUP BY item),
-- Instruments and kinds of money are few: those that no column states are rows as well, since it is they that may be wanting.
items AS (
  SELECT DISTINCT item FROM here
  UNION SELECT notation FROM concepts WHERE (scheme = 'instrument' AND COALESCE($by, 'instrument') = 'instrument') OR (scheme = 'funding-kind' AND $by = 'money')),
named AS (
  SELECT notation AS item, label AS name, label_en AS name_en FROM concepts
  WHERE scheme = CASE COALESCE($by, 'instrument') WHEN 'instrument' THEN 'instrument' WHEN 'money' THEN 'funding-kind' WHEN 'topic' THEN 'agency-function' END
  UNION ALL SELECT term, name, name_en FROM registry_terms WHERE type = $by)
SELECT i.item, COALESCE(n.name, i.item) AS item_name, n.name_en AS item_name_en,
       c.city, c.city_code, c.province, c.document,
       CASE WHEN e.facts > 0 THEN 'stated' WHEN e.side IS NOT NULL THEN 'mentioned' WHEN c.documents = 0 THEN 'not_held' WHEN c.open > 0 THEN 'unread' ELSE 'silent' END AS state,
       COALESCE(e.facts, 0) AS facts, COALESCE(e.without_sum, 0) AS without_sum, COALESCE(e.figures, []) AS figures, COALESCE(e.fact_ids, []) AS fact_ids
FROM items i CROSS JOIN compared c
LEFT JOIN cells e ON e.item = i.item AND e.side = c.side
LEFT JOIN named n ON n.item = i.item
LEFT JOIN weights w ON w.item = i.item
ORDER BY COALESCE(w.sides, 0) DESC, w.facts DESC NULLS LAST, i.item, c.city_code, c.document
