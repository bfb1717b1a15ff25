#: title: {zh: 政策渊源, en: "Cascade"}
#: about: "每份文件依据、落实了哪些上位文件，各级计数，并注明是否收录 / what each document is based on and implements, by level, and whether its text is held"
#: columns:
#:   document: string
#:   city: string
#:   level: string
#:   relation: string
#:   cited: string
#:   cited_title: string
#:   cited_number: string
#:   held: boolean
#:   clauses: list
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   relation: {type: concept, scheme: citation-relation, about: "based_on | implements | cites | amends"}

SELECT c.document, c.city, c.level, c.relation, c.cited, n.preferred AS cited_title, MAX(c.cited_number) AS cited_number,
       h.document IS NOT NULL AS held, list(DISTINCT c.clause ORDER BY c.clause) AS clauses
FROM citations c
JOIN (SELECT DISTINCT thing, preferred FROM names WHERE type = 'cited') n ON n.thing = c.cited
LEFT JOIN documents h ON h.document = c.cited
WHERE ($city IS NULL OR list_contains($city, c.city_code))
  AND ($document IS NULL OR list_contains($document, c.document))
  AND ($relation IS NULL OR c.relation = $relation)
GROUP BY c.document, c.city, c.level, c.relation, c.cited, n.preferred, h.document
ORDER BY c.document,
         CASE c.level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'city' THEN 3 ELSE 4 END,
         CASE c.relation WHEN 'based_on' THEN 1 WHEN 'implements' THEN 2 ELSE 3 END, c.cited
