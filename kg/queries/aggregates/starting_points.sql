#: title: {zh: 从哪里看起, en: Where to start looking}
#: internal: true
#: columns: {kind: string, id: string, number: integer}

-- Programmes by offers, agencies (no groups) by tasks assigned to them, indicators by cities that set goals for them.
WITH programmes AS (
  SELECT program, COUNT(*) AS number
  FROM (SELECT unnest(programs) AS program FROM funding UNION ALL SELECT unnest(programs) FROM measures)
  GROUP BY program ORDER BY number DESC, program LIMIT $limit),
bodies AS (
  SELECT r.agency, COUNT(DISTINCT r.task) AS number
  FROM responsibilities r JOIN registry_agencies a ON a.agency = r.agency
  WHERE r.basis = 'assigned' AND a.kind <> 'group'
  GROUP BY r.agency ORDER BY number DESC, r.agency LIMIT $limit),
goals AS (
  SELECT indicator, COUNT(DISTINCT city_code) AS number, COUNT(*) AS rows
  FROM targets GROUP BY indicator ORDER BY number DESC, rows DESC, indicator LIMIT $limit)
SELECT 'Programme' AS kind, 'program/' || program AS id, number FROM programmes
UNION ALL SELECT 'Agency', 'agency/' || agency, number FROM bodies
UNION ALL SELECT 'Indicator', 'indicator/' || indicator, number FROM goals
ORDER BY kind DESC, number DESC, id
