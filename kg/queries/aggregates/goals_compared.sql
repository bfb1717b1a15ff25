#: title: {zh: 目标比较, en: "Goals compared"}
#: about: "各文件目标的基数、目标、增长、年均增速与名次；不可比的写明原因 / of each goal its base, value, growth, pace a year and rank; where it does not compare, why not"
#: columns:
#:   indicator: string
#:   name: string
#:   name_en: string
#:   direction: string
#:   dimension: string
#:   city: string
#:   city_code: string
#:   province: string
#:   document: string
#:   status: string
#:   goal: number
#:   goal_max: number
#:   goal_year: integer
#:   goal_written: string
#:   base: number
#:   base_year: integer
#:   base_written: string
#:   base_elsewhere: boolean
#:   growth: number
#:   pace: number
#:   points: boolean
#:   per_year: number
#:   comparability: string
#:   rank: integer
#:   compared: integer
#:   goals_here: integer
#:   id: string
#:   clause: string
#:   quote: string
#:   start: integer
#:   end: integer
#:   base_id: string
#:   base_clause: string
#:   base_quote: string
#:   base_start: integer
#:   base_end: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   indicator: {type: indicator, about: "指标 / an indicator"}
#:   text: {type: text, about: "指标名称中的字词，如 高技能 / words in the name of the indicator"}
#:   comparability: {type: concept, scheme: comparability, about: "能否比较 / whether it compares"}
#:   as_of: {type: date, today: true, about: "截至某日的状态，默认为今天 / the day whose status is given, today unless it is said"}

-- One row a document, indicator, year and value: what a text repeats counts once, as it stands where its base is stated too, else where it stands first.
-- The base is that of the goal's row, else the latest earlier base or result of the same document, indicator, unit and place (`base_elsewhere`).
-- Of a range the lower end is the goal, of 约 the value itself.
-- Growth and pace of a count are relative, compounded a year; of a share (%, ‰) they are points, `points` says so. `per_year` is in the unit itself.
-- Ranked by pace, within one indicator and unit: the fastest first, of an indicator of which less is better the fastest to fall.
WITH figures_here AS (
  SELECT f.*, COALESCE(f.area, f.city_code) AS place, COALESCE(NULLIF(f.span, 'point'), '') AS stretch FROM figures f
  WHERE ($city IS NULL OR list_contains($city, f.city_code)) AND ($document IS NULL OR list_contains($document, f.document)) AND ($indicator IS NULL OR list_contains($indicator, f.indicator))),
bases AS (SELECT * FROM figures_here WHERE kind <> 'goal' AND year IS NOT NULL AND low = high),
goals AS (
  SELECT g.*, CASE WHEN starts_with(g.as_written, '约') THEN (g.low + g.high) / 2 ELSE COALESCE(g.low, g.high) END AS value, b.id AS own_base
  FROM figures_here g LEFT JOIN bases b ON b.id = g.id AND b.kind = 'base' AND b.year < g.year
  WHERE g.kind = 'goal'),
-- A goal that is put as a bound and as a value (35% in a table, ≥35% in a sentence) is one.
distinct_goals AS (
  SELECT *, row_number() OVER (PARTITION BY document, indicator, dimension, place, stretch, year, value ORDER BY own_base IS NULL, start, id) AS place_in_text
  FROM goals),
of_document AS (
  SELECT *, COUNT(*) OVER (PARTITION BY document, indicator, dimension, place, stretch, year) AS goals_here FROM distinct_goals WHERE place_in_text = 1),
earlier AS (
  SELECT g.id, g.value, arg_max(b.id, (b.year, b.kind = 'base', -b.start)) AS id_of_base
  FROM of_document g JOIN bases b ON b.document = g.document AND b.indicator = g.indicator AND b.dimension = g.dimension AND b.place = g.place AND b.year < g.year
  WHERE g.own_base IS NULL AND g.stretch = '' AND b.stretch = '' GROUP BY g.id, g.value),
based AS (
  SELECT g.*, b.id AS base_id, b.low AS base, b.year AS base_year, b.as_written AS base_written, b.id <> g.id AS base_elsewhere,
         b.clause AS base_clause, b.quote AS base_quote, b.start AS base_start, b."end" AS base_end, regexp_matches(g.dimension, '[%％‰]|百分') AS points
  FROM of_document g LEFT JOIN earlier e ON e.id = g.id AND e.value = g.value
  LEFT JOIN bases b ON b.id = COALESCE(g.own_base, e.id_of_base) AND b.year < g.year AND b.indicator = g.indicator AND b.dimension = g.dimension),
one_base AS (SELECT * FROM based QUALIFY row_number() OVER (PARTITION BY id, value ORDER BY base_year DESC, base DESC) = 1),
reckoned AS (
  SELECT *, CASE WHEN points THEN value - base WHEN base > 0 THEN value / base - 1 END AS growth, (value - base) / (year - base_year) AS per_year,
         CASE WHEN points THEN (value - base) / (year - base_year) WHEN base > 0 AND value >= 0 THEN pow(value / base, 1.0 / (year - base_year)) - 1 END AS pace,
         CASE WHEN place <> city_code THEN 'other_place' WHEN stretch <> '' THEN 'flow' WHEN year IS NULL THEN 'no_year' WHEN base IS NULL OR (base <= 0 AND NOT points) THEN 'no_base' ELSE 'compared' END AS comparability
  FROM one_base),
-- Goals in words only.
in_words AS (
  SELECT t.* FROM targets t WHERE t.id NOT IN (SELECT id FROM figures WHERE kind = 'goal')
  AND ($city IS NULL OR list_contains($city, t.city_code)) AND ($document IS NULL OR list_contains($document, t.document)) AND ($indicator IS NULL OR list_contains($indicator, t.indicator))),
every AS (
  SELECT r.indicator, r.dimension, r.city, r.city_code, r.document, r.value AS goal, CASE WHEN r.high > r.value AND NOT starts_with(r.as_written, '约') THEN r.high END AS goal_max, r.year AS goal_year, r.as_written AS goal_written,
         r.base, r.base_year, r.base_written, r.base_elsewhere, r.growth, r.pace, r.points, r.per_year, r.comparability, r.goals_here,
         r.id, r.clause, r.quote, r.start, r."end", r.base_id, r.base_clause, r.base_quote, r.base_start, r.base_end
  FROM reckoned r
  UNION ALL
  SELECT indicator, NULL, city, city_code, document, NULL, NULL, target_year, value_text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'no_figure', 1,
         id, clause, quote, start, "end", NULL, NULL, NULL, NULL, NULL FROM in_words)
SELECT e.indicator, t.name, t.name_en, t.direction, e.dimension, e.city, e.city_code, left(e.city_code, 2) || '0000' AS province, e.document, d.status,
       e.goal, e.goal_max, e.goal_year, e.goal_written, e.base, e.base_year, e.base_written, e.base_elsewhere, e.growth, e.pace, e.points, e.per_year, e.comparability,
       CASE WHEN e.comparability = 'compared' THEN rank() OVER (PARTITION BY e.indicator, e.dimension, e.points, e.comparability ORDER BY CASE WHEN t.direction = 'less' THEN e.pace ELSE -e.pace END) END AS rank,
       COUNT(CASE WHEN e.comparability = 'compared' THEN 1 END) OVER (PARTITION BY e.indicator, e.dimension) AS compared, e.goals_here,
       e.id, e.clause, e.quote, e.start, e."end", e.base_id, e.base_clause, e.base_quote, e.base_start, e.base_end
FROM every e JOIN documents d ON d.document = e.document LEFT JOIN registry_terms t ON t.type = 'indicator' AND t.term = e.indicator
JOIN (SELECT indicator, COUNT(DISTINCT city_code) AS cities FROM every GROUP BY indicator) w ON w.indicator = e.indicator
WHERE ($text IS NULL OR contains(t.name, $text)) AND ($comparability IS NULL OR e.comparability = $comparability)
ORDER BY w.cities DESC, e.indicator, e.dimension NULLS LAST, rank NULLS LAST, e.city_code, e.document, e.start, e.id
