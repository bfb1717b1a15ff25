#: title: {zh: 上下级目标对照, en: "Restated goals"}
#: about: "上级地方的目标在下级文件中写成了不同的数值 / goals of a place above that a document below restates with another value"
#: columns:
#:   indicator: string
#:   year: integer
#:   document: string
#:   city: string
#:   as_written: string
#:   clause: string
#:   quote: string
#:   upper_document: string
#:   upper_city: string
#:   upper_as_written: string
#:   upper_clause: string
#:   upper_quote: string
#: parameters:
#:   city: {type: place, about: "下级地方 / the place below"}
#:   indicator: {type: indicator, about: "指标 / an indicator"}

SELECT DISTINCT f.indicator, f.year, f.document, f.city, f.as_written, f.clause, f.quote,
       u.document AS upper_document, u.city AS upper_city, u.as_written AS upper_as_written, u.clause AS upper_clause, u.quote AS upper_quote
FROM figures f
JOIN place_tree t ON t.place = f.city_code AND t.ancestor <> t.place
JOIN figures u ON u.city_code = t.ancestor AND u.indicator = f.indicator AND u.year = f.year AND u.dimension = f.dimension AND u.kind = 'goal'
WHERE f.kind = 'goal' AND (f.low IS DISTINCT FROM u.low OR f.high IS DISTINCT FROM u.high)
  AND ($city IS NULL OR list_contains($city, f.city_code)) AND ($indicator IS NULL OR list_contains($indicator, f.indicator))
ORDER BY f.indicator, f.year, f.document
