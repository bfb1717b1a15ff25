#: title: {zh: 来源核对, en: "Freshness of sources"}
#: about: 每份文件的来源网址何时核对过、是否有变，最需要核对的在前 / when the address of each document was last checked and what was found, first what needs a look most
#: columns:
#:   document: string
#:   title: string
#:   city: string
#:   city_code: string
#:   address: string
#:   last_checked: string
#:   last_changed: string
#:   last_asked: string
#:   outcome: string
#:   moved_to: string
#:   days_since_checked: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   outcome: {type: concept, scheme: check-outcome, about: "unchanged | changed | gone | moved | not_asked | failed"}
#:   as_of: {type: date, today: true, about: "从哪一日算起，默认为今天 / the day from which days are counted, today unless it is said"}

-- Days are counted from the day of asking. Changed and gone sources come first, the longest so, then those never checked, then the longest unchecked.
SELECT d.document, d.title, d.city, d.city_code, c.address, c.checked AS last_checked, c.changed AS last_changed, c.asked AS last_asked,
       c.outcome, c.moved_to,
       CASE WHEN c.checked IS NOT NULL THEN GREATEST(0, date_diff('day', CAST(substr(c.checked, 1, 10) AS DATE), CAST($as_of AS DATE))) END AS days_since_checked
FROM source_checks c JOIN documents d ON d.document = c.document
WHERE ($city IS NULL OR list_contains($city, d.city_code)) AND ($document IS NULL OR list_contains($document, d.document))
  AND ($outcome IS NULL OR c.outcome = $outcome)
ORDER BY c.changed IS NULL, c.changed, c.checked IS NOT NULL, c.checked, d.document
