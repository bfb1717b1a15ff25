#: title: {zh: 体检汇总, en: "Findings, counted"}
#: about: "体检发现按规则与城市计数，矛盾在前 / findings counted by rule and city, contradictions first"
#: columns:
#:   severity: string
#:   rule: string
#:   city: string
#:   document: string
#:   findings: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   severity: {type: concept, scheme: severity, about: "contradiction | gap | note"}

SELECT severity, rule, city, document, COUNT(*) AS findings
FROM findings
WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($severity IS NULL OR severity = $severity)
GROUP BY ALL
ORDER BY severity, rule, document
