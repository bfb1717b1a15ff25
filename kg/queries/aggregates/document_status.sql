#: title: {zh: 文件在某日的状态, en: The status of documents on a day}
#: internal: true
#: columns: {document: string, status: string, status_basis: string}

-- One row a document: its status on the day $as_of, and why. Dates may be years or months: `first` and `last` are the days that they may mean.
-- A status that dates and other documents do not give is the one that a curator recorded.
WITH life AS (
  SELECT d.*, COALESCE(effective, issued) AS begins, effective IS NOT NULL AS takes_effect,
         12 * COALESCE(TRY_CAST(regexp_extract(valid_for, '([0-9]+)Y', 1) AS INTEGER), 0)
         + COALESCE(TRY_CAST(regexp_extract(valid_for, '([0-9]+)M', 1) AS INTEGER), 0) AS months,
         COALESCE(TRY_CAST(regexp_extract(valid_for, '([0-9]+)D', 1) AS INTEGER), 0) AS odd_days
  FROM documents d),
days AS (
  SELECT *, CAST(begins || substr('-01-01', length(begins) - 3) AS DATE) AS first,
         CASE length(begins) WHEN 4 THEN CAST(begins || '-12-31' AS DATE) WHEN 7 THEN last_day(CAST(begins || '-01' AS DATE)) ELSE CAST(begins AS DATE) END AS last,
         CASE length(valid_until) WHEN 4 THEN CAST(valid_until || '-12-31' AS DATE) WHEN 7 THEN last_day(CAST(valid_until || '-01' AS DATE)) ELSE CAST(valid_until AS DATE) END AS until
  FROM life),
-- The days between which it ends: one and the same, unless a length is counted from a month or a year.
ends AS (
  SELECT *, COALESCE(until, CASE WHEN valid_for IS NOT NULL THEN CAST(first + INTERVAL (months) MONTH + INTERVAL (odd_days - 1) DAY AS DATE) END, make_date(period_end, 12, 31)) AS end_first,
         COALESCE(until, CASE WHEN valid_for IS NOT NULL THEN CAST(last + INTERVAL (months) MONTH + INTERVAL (odd_days - 1) DAY AS DATE) END, make_date(period_end, 12, 31)) AS end_last,
         COALESCE('有效期至' || valid_until, '有效期' || regexp_replace(regexp_replace(regexp_replace(substr(valid_for, 2), 'Y', '年'), 'M', '个月'), 'D', '天'),
                  '规划期' || COALESCE(CAST(period_start AS VARCHAR) || '—', '至') || CAST(period_end AS VARCHAR) || '年')
         || COALESCE('（原文：' || validity_words || '）', '') AS validity
  FROM days),
-- What other documents do to it. A document is meant by its id, or by an entry of the registry with its number or title.
called AS (
  SELECT d.document, n.thing FROM documents d JOIN names n ON n.type = 'cited' AND (n.name = d.number OR n.name = d.title)
  UNION SELECT document, document FROM documents),
touched AS (
  SELECT d.document, r.relation, o.first, o.last, o.end_last, o.begins,
         '《' || o.title || '》' || COALESCE('（' || o.number || '）', '') || COALESCE('自' || o.begins || '起', '') AS by_whom, '（原文：' || r.quote || '）' AS words
  FROM document_relations r
  JOIN ends o ON o.document = r.document AND o.status <> 'draft'
  JOIN called d ON d.thing = r.other AND d.document <> o.document),
ended AS (
  SELECT document, MIN(first) AS first, MIN(last) AS last, bool_or(begins IS NULL) AS undated,
         arg_min(by_whom || CASE relation WHEN 'repeals' THEN '废止' ELSE '替代' END || words, COALESCE(first, DATE '9999-01-01')) AS reason
  FROM touched WHERE relation IN ('repeals', 'replaces') GROUP BY document),
continued AS (
  SELECT document, bool_or(end_last IS NULL) AS for_good, MAX(end_last) AS end_last,
         arg_max(by_whom || '延续' || words, COALESCE(end_last, DATE '9999-01-01')) AS reason
  FROM touched WHERE relation = 'continues' AND last <= CAST($as_of AS DATE) GROUP BY document),
asked AS (
  SELECT e.document, e.status AS recorded, e.status_basis AS recorded_basis, CAST($as_of AS DATE) AS day, e.first, e.last, e.begins, e.period_start, e.takes_effect, e.effective_words,
         e.end_first, e.end_last, e.validity, n.first AS ended_first, n.last AS ended_last, n.undated, n.reason AS ended_by,
         c.for_good, c.end_last AS continued_until, c.reason AS continued_by
  FROM ends e LEFT JOIN ended n ON n.document = e.document LEFT JOIN continued c ON c.document = e.document),
judged AS (
  SELECT *, CASE
    WHEN recorded = 'draft' THEN 'recorded'
    WHEN day < first THEN 'before'
    WHEN day < last THEN 'perhaps_before'
    WHEN begins IS NULL AND year(day) < period_start THEN 'before_period'
    WHEN day >= ended_last THEN 'ended'
    WHEN undated OR day >= ended_first THEN 'perhaps_ended'
    WHEN day <= end_first AND recorded = 'replaced' THEN 'recorded'
    WHEN day <= end_first THEN 'valid'
    WHEN for_good OR day <= continued_until THEN 'continued'
    WHEN continued_until IS NOT NULL THEN 'continued_over'
    WHEN day > end_last THEN 'over'
    WHEN day > end_first THEN 'perhaps_over'
    ELSE 'recorded' END AS finding
  FROM asked)
SELECT document,
       CASE finding WHEN 'recorded' THEN recorded WHEN 'ended' THEN 'replaced' WHEN 'valid' THEN 'in_force' WHEN 'continued' THEN 'in_force'
                    WHEN 'over' THEN 'expired' WHEN 'continued_over' THEN 'expired' ELSE 'unknown' END AS status,
       CASE finding WHEN 'recorded' THEN recorded_basis
                    WHEN 'before' THEN CASE WHEN takes_effect THEN '尚未施行：自' || begins || '起施行' || COALESCE('（原文：' || effective_words || '）', '') ELSE '尚未发文：' || begins || '发文' END
                    WHEN 'perhaps_before' THEN begins || CASE WHEN takes_effect THEN '起施行' ELSE '发文' END || '，具体日期不详'
                    WHEN 'before_period' THEN validity || '，发文日期不详'
                    WHEN 'ended' THEN '被' || ended_by
                    WHEN 'perhaps_ended' THEN '被' || ended_by || '，起始日期不详'
                    WHEN 'valid' THEN validity
                    WHEN 'continued' THEN '由' || continued_by
                    WHEN 'continued_over' THEN '由' || continued_by || '，' || CAST(continued_until AS VARCHAR) || '期满'
                    WHEN 'over' THEN validity || '已满'
                    ELSE validity || '，起算日期不详' END AS status_basis
FROM judged
