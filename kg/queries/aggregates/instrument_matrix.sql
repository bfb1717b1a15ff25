#: title: {zh: 工具与类别矩阵, en: "Instruments by category"}
#: about: "每个地方对每类人才用了哪些政策工具，哪些地方用而此地没有 / which instruments each place uses for each talent category, and who uses one that a place lacks"
#: columns:
#:   instrument: string
#:   category: string
#:   category_name: string
#:   category_name_en: string
#:   city: string
#:   city_code: string
#:   province: string
#:   document: string
#:   state: string
#:   measures: integer
#:   used_by: list
#:   used_elsewhere: integer
#:   fact_ids: list
#: parameters:
#:   city: {type: place, about: "并列的地方 / the places side by side"}
#:   document: {type: document, about: "并列的文件 / the documents side by side"}
#:   across: {type: concept, scheme: comparison-column, about: "各列是城市还是文件，默认为城市 / whether columns are places or documents, places unless it is said"}
#:   instrument: {type: concept, scheme: instrument, about: "政策工具 / a policy instrument"}
#:   category: {type: category, about: "人才类别，含下位类 / a talent category; narrower ones count"}
#:   state: {type: concept, scheme: comparison-state, about: "只列某种情形，如 silent 已读未写 / only cells of a state, such as silent"}

-- A row without a category counts all measures of the instrument, whomever they are for. A measure for two categories counts in both rows.
WITH {% include "parts/compared.sql" %},
chosen AS (
  SELECT id, document, city_code, instrument, categories FROM measures
  WHERE ($instrument IS NULL OR instrument = $instrument) AND ($category IS NULL OR list_has_any(categories, $category))),
used AS (
  SELECT id, document, city_code, instrument, NULL AS category FROM chosen
  UNION ALL SELECT * FROM (SELECT id, document, city_code, instrument, unnest(categories) AS category FROM chosen) WHERE $category IS NULL OR list_contains($category, category)),
cells AS (
  SELECT u.instrument, u.category, c.side, c.city, COUNT(*) AS measures, list(u.id ORDER BY u.id) AS fact_ids
  FROM used u JOIN compared c ON c.side = CASE WHEN c.document IS NULL THEN u.city_code ELSE u.document END
  WHERE $document IS NULL OR list_contains($document, u.document)
  GROUP BY u.instrument, u.category, c.side, c.city),
pairs AS (
  SELECT instrument, category, list(DISTINCT city ORDER BY city) AS used_by FROM cells GROUP BY instrument, category
  UNION ALL SELECT notation, NULL, [] FROM concepts
  WHERE scheme = 'instrument' AND ($instrument IS NULL OR notation = $instrument) AND notation NOT IN (SELECT instrument FROM cells)),
answered AS (
  SELECT p.instrument, p.category, t.name AS category_name, t.name_en AS category_name_en, c.city, c.city_code, c.province, c.document,
         CASE WHEN e.measures > 0 THEN 'stated' WHEN c.documents = 0 THEN 'not_held' WHEN c.open > 0 THEN 'unread' ELSE 'silent' END AS state,
         COALESCE(e.measures, 0) AS measures, p.used_by, array_length(list_filter(p.used_by, lambda name: name <> c.city)) AS used_elsewhere, COALESCE(e.fact_ids, []) AS fact_ids
  FROM pairs p CROSS JOIN compared c
  LEFT JOIN cells e ON e.instrument = p.instrument AND e.category IS NOT DISTINCT FROM p.category AND e.side = c.side
  LEFT JOIN registry_terms t ON t.type = 'category' AND t.term = p.category)
SELECT * FROM answered WHERE $state IS NULL OR state = $state
ORDER BY instrument, category IS NOT NULL, category, city_code, document
