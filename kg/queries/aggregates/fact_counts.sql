#: title: {zh: 事实计数, en: "Facts, counted"}
#: about: 每份文件各类事实的条数 / how many facts of each kind a document holds
#: columns:
#:   kind: string
#:   document: string
#:   city: string
#:   city_code: string
#:   facts: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}

WITH every AS (
  SELECT 'tasks' AS kind, document, city, city_code FROM tasks
  UNION ALL SELECT 'responsibilities', document, city, city_code FROM responsibilities
  UNION ALL SELECT 'funding', document, city, city_code FROM funding
  UNION ALL SELECT 'measures', document, city, city_code FROM measures
  UNION ALL SELECT 'conditions', document, city, city_code FROM conditions
  UNION ALL SELECT 'targets', document, city, city_code FROM targets
  UNION ALL SELECT 'baselines', document, city, city_code FROM baselines
  UNION ALL SELECT 'deliverables', document, city, city_code FROM deliverables
  UNION ALL SELECT 'programs', document, city, city_code FROM programs
  UNION ALL SELECT 'categories', document, city, city_code FROM categories
  UNION ALL SELECT 'citations', document, city, city_code FROM citations)
SELECT kind, document, city, city_code, COUNT(*) AS facts
FROM every
WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($document IS NULL OR list_contains($document, document))
GROUP BY ALL
ORDER BY kind, document
