#: title: {zh: 承诺的配套文件, en: "Promised documents"}
#: about: "承诺出台的文件、由谁负责，以及图谱是否已知其出台 / documents that were promised, who owes them, and whether the graph knows them as issued"
#: columns:
#:   id: string
#:   document: string
#:   city: string
#:   title: string
#:   agencies: list
#:   known_as: string
#:   still_promised: boolean
#:   issued: string
#:   clause: string
#:   quote: string
#:   start: integer
#:   end: integer
#:   task_title: string
#:   state: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   agency: {type: agency, about: "负责的机构 / the agency that owes it"}

-- A promise is known as kept where a document of that title is held, or another text cites it. Of the others nothing is known here:
-- `state` is held, cited or not_held, and `task_title` says what a title such as 实施方案 is about.
WITH known AS (
  SELECT thing, bare, 'cited' AS state FROM names WHERE type = 'cited'
  UNION ALL SELECT document, regexp_replace(title, '[“”《》\s]', '', 'g'), 'held' FROM documents),
kept AS (
  SELECT d.id, MIN(k.thing) AS known_as, MAX(k.state) AS state
  FROM deliverables d JOIN known k ON k.bare = regexp_replace(d.title, '[“”《》\s]', '', 'g')
  GROUP BY d.id)
SELECT d.id, d.document, d.city, d.title, d.agencies, kept.known_as, kept.known_as IS NULL AS still_promised, o.issued,
       d.clause, d.quote, d.start, d."end", t.title AS task_title, COALESCE(kept.state, 'not_held') AS state
FROM deliverables d
JOIN documents o ON o.document = d.document
LEFT JOIN kept ON kept.id = d.id
LEFT JOIN tasks t ON t.id = d.task
WHERE ($city IS NULL OR list_contains($city, d.city_code)) AND ($agency IS NULL OR list_has_any(d.agencies, $agency))
ORDER BY d.document, d.start, d.id
