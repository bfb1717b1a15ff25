#: title: {zh: 人才层次对应, en: "Talent classes matched"}
#: about: "一地的人才类别在另一地对应什么：先是登记的 SKOS 关系，再由待遇的相同条件推断；附相同与不同的要求 / what a talent class of a place matches elsewhere: SKOS relations of the registry first, then inferred from what offers ask for; with what they share and not"
#: columns:
#:   category: string
#:   name: string
#:   name_en: string
#:   city: string
#:   city_code: string
#:   other: string
#:   other_name: string
#:   other_name_en: string
#:   other_city: string
#:   other_city_code: string
#:   grade: string
#:   basis: string
#:   score: number
#:   shared: list
#:   only_here: list
#:   only_there: list
#:   fact_ids: list
#:   other_fact_ids: list
#: parameters:
#:   city: {type: place, about: "从哪个地方看 / the place whose classes are matched"}
#:   category: {type: category, about: "人才类别，含下位类 / a talent category; narrower ones count"}
#:   other_city: {type: place, about: "与哪个地方对应 / the place to match with"}
#:   basis: {type: concept, scheme: match-basis, about: "登记或推断 / recorded or inferred"}

-- A class is a category as the documents of a place use it. What it asks for are degrees, titles, honours and schools among the conditions of the offers
-- that name it; of an offer for several classes those that name another of them (博士 of 博士、硕士) are that one's. Age, origin, employer, years of service and ways of hiring say whom an offer reaches, not what a class is.
-- A recorded match has the grade of its SKOS relation. An inferred one is close where both ask for the very same, else related: of alternatives
-- and of several offers nothing more is certain.
WITH uses AS (
  SELECT DISTINCT category, city_code, any_value(city) OVER (PARTITION BY city_code) AS city FROM (
    SELECT category, city_code, city FROM categories
    UNION ALL SELECT unnest(categories), city_code, city FROM funding UNION ALL SELECT unnest(categories), city_code, city FROM measures)),
offered AS (
  SELECT id, city_code, categories, unnest(categories) AS category FROM (SELECT id, city_code, categories FROM funding UNION ALL SELECT id, city_code, categories FROM measures)),
spoken AS (SELECT thing AS category, name FROM names WHERE type = 'category' AND regexp_matches(name, '^[^ -~]{2,}$')),
asked_of AS (
  SELECT o.*, c.comparator, k.label, unnest(string_split(regexp_replace(c."value", '[“”「」《》\s]|^全日制|^新获得|^新入选|^入选|^获得', '', 'g'), '|')) AS asked
  FROM offered o JOIN conditions c ON c.offer = o.id JOIN concepts k ON k.scheme = 'condition-kind' AND k.notation = c.kind
  WHERE c.kind IN ('degree', 'title', 'certification', 'school')),
asks AS (
  SELECT category, city_code, label || CASE comparator WHEN 'ge' THEN '≥' WHEN 'gt' THEN '>' WHEN 'le' THEN '≤' WHEN 'lt' THEN '<' ELSE '：' END || asked AS asked,
         list(DISTINCT id ORDER BY id) AS ids
  FROM asked_of a
  WHERE asked <> '' AND (EXISTS (SELECT 1 FROM spoken s WHERE s.category = a.category AND contains(a.asked, s.name))
    OR NOT EXISTS (SELECT 1 FROM spoken s WHERE list_contains(a.categories, s.category) AND contains(a.asked, s.name)))
  GROUP BY ALL),
sets AS (SELECT category, city_code, list(asked ORDER BY asked) AS asked, list_sort(list_distinct(flatten(list(ids)))) AS ids FROM asks GROUP BY category, city_code),
-- 人才 and other categories with nothing above are no classes.
classes AS (
  SELECT u.category, u.city_code, u.city, t.name, t.name_en, COALESCE(s.asked, []) AS asked, COALESCE(s.ids, []) AS ids
  FROM uses u JOIN registry_terms t ON t.type = 'category' AND t.term = u.category
  JOIN (SELECT DISTINCT category FROM category_matches) m ON m.category = u.category LEFT JOIN sets s ON s.category = u.category AND s.city_code = u.city_code),
-- What is above a class has what is broader than the class.
recorded AS (
  SELECT category, grade, other FROM category_matches
  UNION SELECT t.category, m.grade, m.other FROM category_tree t JOIN category_matches m ON m.category = t.ancestor WHERE m.grade = 'broad'),
matches AS (
  SELECT category, grade, other FROM recorded
  UNION SELECT other, CASE grade WHEN 'broad' THEN 'narrow' WHEN 'narrow' THEN 'broad' ELSE grade END, category FROM recorded
  UNION SELECT DISTINCT category, 'exact', category FROM uses),
pairs AS (
  SELECT a.*, b.category AS other, b.city_code AS other_city_code, b.city AS other_city, b.name AS other_name, b.name_en AS other_name_en, b.asked AS other_asked, b.ids AS other_ids,
         list_sort(array_intersect(a.asked, b.asked)) AS shared, m.grade AS recorded
  FROM classes a JOIN classes b ON a.city_code <> b.city_code
  LEFT JOIN matches m ON m.category = a.category AND m.other = b.category
  WHERE ($city IS NULL OR list_contains($city, a.city_code)) AND ($category IS NULL OR list_contains($category, a.category))
    AND ($other_city IS NULL OR list_contains($other_city, b.city_code))
    AND (m.grade IS NOT NULL OR list_has_any(a.asked, b.asked))),
graded AS (
  SELECT *, list_filter(asked, lambda x: NOT list_contains(shared, x)) AS only_here, list_filter(other_asked, lambda x: NOT list_contains(shared, x)) AS only_there,
         CASE WHEN array_length(asked) + array_length(other_asked) > 0 THEN round(array_length(shared) / (array_length(asked) + array_length(other_asked) - array_length(shared)), 3) END AS score
  FROM pairs)
SELECT category, name, name_en, city, city_code, other, other_name, other_name_en, other_city, other_city_code,
       COALESCE(recorded, CASE WHEN array_length(only_here) = 0 AND array_length(only_there) = 0 THEN 'close' ELSE 'related' END) AS grade,
       CASE WHEN recorded IS NULL THEN 'inferred' ELSE 'recorded' END AS basis, score, shared, only_here, only_there, ids AS fact_ids, other_ids AS other_fact_ids
FROM graded
WHERE $basis IS NULL OR $basis = CASE WHEN recorded IS NULL THEN 'inferred' ELSE 'recorded' END
ORDER BY city_code, category, other_city_code, recorded IS NULL, array_position(['exact', 'close', 'broad', 'narrow', 'related'], grade), score DESC NULLS LAST, other
