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
{%- for table in tables %}
  {% if not loop.first %}UNION ALL {% endif %}SELECT '{{ table }}' AS kind, document, city, city_code FROM {{ table }}
{%- endfor %})
SELECT kind, document, city, city_code, COUNT(*) AS facts
FROM every
WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($document IS NULL OR list_contains($document, document))
GROUP BY ALL
ORDER BY kind, document
