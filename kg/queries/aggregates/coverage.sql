#: title: {zh: 覆盖情况, en: "Coverage"}
#: about: 每份文件有多少条款载有事实、已读而无事实；有多少已审阅、已起草而未审完、未读；载有事实的比例 / how many clauses of a document hold facts, or were read and hold none; how many were reviewed, are drafted and not reviewed, are unread; the share that holds facts
#: columns:
#:   document: string
#:   title: string
#:   city: string
#:   city_code: string
#:   clauses: integer
#:   with_facts: integer
#:   read_empty: integer
#:   reviewed: integer
#:   drafted: integer
#:   unread: integer
#:   share: number
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}

SELECT d.document, d.title, d.city, d.city_code,
       COUNT(*) AS clauses,
       COUNT(CASE WHEN c.facts > 0 THEN 1 END) AS with_facts,
       COUNT(CASE WHEN c.read = 'empty' THEN 1 END) AS read_empty,
       COUNT(CASE WHEN c.coverage = 'reviewed' THEN 1 END) AS reviewed,
       COUNT(CASE WHEN c.coverage = 'drafted' THEN 1 END) AS drafted,
       COUNT(CASE WHEN c.coverage = 'unread' THEN 1 END) AS unread,
       ROUND(CAST(COUNT(CASE WHEN c.facts > 0 THEN 1 END) AS DOUBLE) / COUNT(*), 4) AS share
FROM documents d JOIN clauses c ON c.document = d.document
WHERE ($city IS NULL OR list_contains($city, d.city_code)) AND ($document IS NULL OR list_contains($document, d.document))
GROUP BY ALL
ORDER BY d.document
