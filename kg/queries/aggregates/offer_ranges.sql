#: title: {zh: 待遇高低, en: "Sums compared"}
#: about: "同种、同周期、同对象、同层级的资金待遇，各文件的范围与名次；从不相加 / offers of money of one kind, period, unit and tier: the range of each document and its rank; never added up"
#: columns:
#:   kind: string
#:   period: string
#:   per: string
#:   tier: string
#:   wider: boolean
#:   rank: integer
#:   compared: integer
#:   city: string
#:   city_code: string
#:   province: string
#:   document: string
#:   status: string
#:   amount_min: number
#:   amount_max: number
#:   rate_min: number
#:   rate_max: number
#:   at_most: boolean
#:   offers: integer
#:   without_sum: integer
#:   what: list
#:   applies: list
#:   fact_ids: list
#:   id: string
#:   clause: string
#:   quote: string
#:   start: integer
#:   end: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   category: {type: category, about: "人才类别，同 offers / a talent category, as in offers"}
#:   program: {type: program, about: "人才项目 / a programme"}
#:   as_of: {type: date, today: true, about: "截至某日的状态，默认为今天 / the day whose status is given, today unless it is said"}
#:   applies: {type: concept, scheme: applicability, about: "适用理由 / why an offer applies"}

-- One row a document, kind, period, unit, tier and `wider`: only sums of the same of these compare. `amount_min` and `amount_max` are the least and the
-- most that one offer gives, `at_most` says that the most is only a ceiling. `id` and its words are those of the highest offer.
-- Ranked by the most, equal sums alike; offers without a sum are counted, not ranked. Rates are shown and have no rank: of what they are differs.
WITH o AS (
  SELECT f.*, m.tier FROM ({{ sql_of("offers") }}) f JOIN funding m ON m.id = f.id
  WHERE f.offer = 'funding'),
grouped AS (
  SELECT kind, period, per, tier, COALESCE(wider, false) AS wider, city, city_code, document, any_value(status) AS status,
         MIN(COALESCE(amount_min, amount_max)) AS amount_min, MAX(COALESCE(amount_max, amount_min)) AS amount_max, MIN(rate_min) AS rate_min, MAX(rate_max) AS rate_max,
         COUNT(*) AS offers, COUNT(*) FILTER (COALESCE(amount_min, amount_max, rate_min, rate_max) IS NULL) AS without_sum,
         COALESCE(list(DISTINCT what ORDER BY what) FILTER (what IS NOT NULL), []) AS what,
         COALESCE(list(DISTINCT applies ORDER BY applies) FILTER (applies IS NOT NULL), []) AS applies, list(id ORDER BY COALESCE(amount_max, amount_min) DESC NULLS LAST, start, id) AS fact_ids
  FROM o GROUP BY kind, period, per, tier, COALESCE(wider, false), city, city_code, document),
ranked AS (
  SELECT *, CASE WHEN amount_max IS NOT NULL THEN rank() OVER (PARTITION BY kind, period, per, tier, wider ORDER BY amount_max DESC NULLS LAST) END AS rank,
         COUNT(amount_max) OVER (PARTITION BY kind, period, per, tier, wider) AS compared,
         MAX(CASE WHEN list_contains(applies, 'named') THEN 1 ELSE 0 END) OVER (PARTITION BY kind, period, per, tier, wider) AS named
  FROM grouped)
SELECT r.kind, r.period, r.per, r.tier, r.wider, r.rank, r.compared, r.city, r.city_code, left(r.city_code, 2) || '0000' AS province, r.document, r.status,
       r.amount_min, r.amount_max, r.rate_min, r.rate_max, COALESCE(h.amount_max IS NOT NULL AND h.amount_min IS NULL, false) AS at_most,
       r.offers, r.without_sum, r.what, r.applies, r.fact_ids, h.id, h.clause, h.quote, h.start, h."end"
FROM ranked r JOIN o h ON h.id = r.fact_ids[1]
ORDER BY r.wider, r.named DESC,
         r.compared > 0 DESC, r.compared DESC, r.kind, r.period, r.per NULLS LAST, r.tier NULLS FIRST, r.rank NULLS LAST, r.city_code, r.document
