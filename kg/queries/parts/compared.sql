-- What stands side by side: a place in each column, or a document, for $city and $document. `open`: its clauses that nobody read or reviewed.
held AS (
  SELECT document, title, city, city_code, facts, CASE WHEN facts = 0 THEN clauses ELSE drafted + unread END AS open
  FROM documents
  WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($document IS NULL OR list_contains($document, document))),
-- Of the places asked for, the highest ones; those without a document, at or below, are columns too.
asked_places AS (SELECT unnest(CAST($city AS VARCHAR[])) AS place),
without AS (
  SELECT DISTINCT n.thing AS city_code, n.preferred AS city
  FROM asked_places a JOIN names n ON n.type = 'place' AND n.thing = a.place
  WHERE NOT EXISTS (SELECT 1 FROM place_tree t JOIN asked_places b ON b.place = t.ancestor WHERE t.place = a.place AND t.ancestor <> t.place)
    AND NOT EXISTS (SELECT 1 FROM place_tree t JOIN documents d ON d.city_code = t.place WHERE t.ancestor = a.place)),
provinces AS (
  SELECT t.place, any_value(n.thing) AS province, any_value(n.preferred) AS province_name
  FROM place_tree t JOIN names n ON n.type = 'place' AND n.thing = t.ancestor
  WHERE t.ancestor = left(t.place, 2) || '0000' GROUP BY t.place),
compared AS (
  SELECT s.*, p.province, p.province_name FROM (
    SELECT city_code AS side, any_value(city) AS city, city_code, NULL AS document, COUNT(*) AS documents, SUM(open) AS open FROM held
    WHERE COALESCE($across, 'city') = 'city' GROUP BY city_code
    UNION ALL SELECT document, city, city_code, document, 1, open FROM held WHERE $across = 'document'
    UNION ALL SELECT city_code, city, city_code, NULL, 0, 0 FROM without) s
  LEFT JOIN provinces p ON p.place = s.city_code)
