#: title: {zh: 条款对照, en: "Clauses matched"}
#: about: "两份文件的条款按主题对应：相同的类别、工具、资金、指标、项目、领域和标题用词，越少见分量越重 / clauses of two documents matched by subject: shared categories, instruments, money, indicators, programmes, subjects and words of headings; the rarer, the heavier"
#: columns:
#:   clause: string
#:   number: string
#:   heading: string
#:   start: integer
#:   end: integer
#:   document: string
#:   other: string
#:   other_number: string
#:   other_heading: string
#:   other_start: integer
#:   other_end: integer
#:   other_document: string
#:   rank: integer
#:   score: number
#:   shared: list
#:   shared_kinds: list
#: parameters:
#:   document: {type: document, required: true, about: "一份文件 / a document"}
#:   other: {type: document, required: true, about: "另一份文件 / another document"}

-- The score is the cosine of the features of two clauses, from 0 to 1. A feature weighs (1 + ln t) ln((1 + N) / n): the clause has it t times,
-- and n of the N clauses of both documents have it; instruments, money and indicators, what a clause does, weigh twice.
-- The three best matches of a clause that share two features, or an indicator or programme, from 0.15 on; a clause without one has one row
-- without `other`. `shared` are ids, codes and pairs of letters, `shared_kinds` of which kind each is, in the same order.
WITH two AS (SELECT DISTINCT unnest(list_concat($document, $other)) AS document),
parts AS (
  SELECT c.* FROM clauses c JOIN two ON two.document = c.document
  WHERE c.facts > 0 OR (c.heading IS NOT NULL AND c.kind IN ('article', 'item', 'section'))),
worded AS (
  SELECT clause, text AS words FROM measures JOIN two USING (document) UNION ALL SELECT clause, quote FROM funding JOIN two USING (document)
  UNION ALL SELECT clause, title FROM tasks JOIN two USING (document) UNION ALL SELECT clause, title FROM deliverables JOIN two USING (document)),
features AS (
  SELECT clause, kind, feature, COUNT(*) AS times FROM (
    SELECT clause, 'category' AS kind, category AS feature FROM categories JOIN two USING (document)
    UNION ALL SELECT clause, 'instrument', instrument FROM measures JOIN two USING (document)
    UNION ALL SELECT clause, 'money', kind FROM funding JOIN two USING (document)
    UNION ALL SELECT clause, 'indicator', indicator FROM targets JOIN two USING (document)
    UNION ALL SELECT clause, 'indicator', indicator FROM baselines JOIN two USING (document)
    UNION ALL SELECT clause, 'program', program FROM programs JOIN two USING (document)
    UNION ALL SELECT w.clause, 'topic', t.topic FROM worded w JOIN topic_words t ON contains(w.words, t.word)
    UNION ALL SELECT clause, 'word', substr(heading, i, 2) FROM (
      SELECT clause, heading, unnest(range(1, CAST(length(heading) AS BIGINT))) AS i FROM (SELECT clause, regexp_replace(heading, '[^\x{4e00}-\x{9fff}]', '', 'g') AS heading FROM parts WHERE heading IS NOT NULL)))
  WHERE clause IN (SELECT clause FROM parts) GROUP BY clause, kind, feature),
weighted AS (
  SELECT f.*, p.document, CASE WHEN f.kind IN ('instrument', 'money', 'indicator') THEN 2 ELSE 1 END * (1 + ln(f.times)) * ln((1 + (SELECT COUNT(*) FROM parts)) / COUNT(*) OVER (PARTITION BY f.kind, f.feature)) AS weight
  FROM features f JOIN parts p ON p.clause = f.clause),
totals AS (SELECT clause, sqrt(SUM(weight * weight)) AS length FROM weighted GROUP BY clause),
scored AS (
  SELECT a.clause, b.clause AS other, SUM(a.weight * b.weight) AS product, list(a.feature ORDER BY a.weight DESC, a.kind, a.feature) AS shared, list(a.kind ORDER BY a.weight DESC, a.kind, a.feature) AS shared_kinds
  FROM weighted a JOIN weighted b ON b.kind = a.kind AND b.feature = a.feature AND list_contains($other, b.document)
  WHERE list_contains($document, a.document) AND a.document <> b.document GROUP BY a.clause, b.clause HAVING COUNT(*) > 1 OR bool_or(a.kind IN ('indicator', 'program'))),
ranked AS (
  SELECT s.*, round(s.product / (x.length * y.length), 3) AS score,
         row_number() OVER (PARTITION BY s.clause ORDER BY s.product / (x.length * y.length) DESC, s.other) AS rank
  FROM scored s JOIN totals x ON x.clause = s.clause JOIN totals y ON y.clause = s.other
  QUALIFY rank <= 3 AND score >= 0.15)
SELECT p.clause, p.number, p.heading, p.start, p."end", p.document, r.other, o.number AS other_number, o.heading AS other_heading, o.start AS other_start, o."end" AS other_end, o.document AS other_document,
       r.rank, r.score, COALESCE(r.shared, []) AS shared, COALESCE(r.shared_kinds, []) AS shared_kinds
FROM parts p LEFT JOIN ranked r ON r.clause = p.clause LEFT JOIN parts o ON o.clause = r.other
WHERE list_contains($document, p.document) AND EXISTS (SELECT 1 FROM features f WHERE f.clause = p.clause)
ORDER BY p.document, p.start, p.clause, r.rank
