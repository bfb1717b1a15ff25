#: title: {zh: 机构, en: "Agencies"}
#: about: 机构的名称、类型、职能，及其牵头与配合的任务数（按文件明确分派） / agencies, with the tasks assigned to them
#: columns:
#:   agency: string
#:   name: string
#:   full_name: string
#:   aliases: list
#:   kind: string
#:   function: string
#:   city: string
#:   city_code: string
#:   part_of: string
#:   former_names: list
#:   since: string
#:   until: string
#:   successors: list
#:   lead: integer
#:   support: integer
#: parameters:
#:   as_of: {type: date, about: "某日的机构及其当日名称 / the agencies of a day, by the names that they had"}
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   agency: {type: agency, about: "机构标识、名称、全称或别名 / id, name, full name or alias"}
#:   kind: {type: concept, scheme: agency-kind, about: "机构类型 / kind of agency"}
#:   function: {type: concept, scheme: agency-function, about: "机构职能 / function of the agency"}

-- A day lies between two dates if it may: a year or a month counts whole, and an end that nobody knows is open.
-- A former name whose last day nobody knows is the name of no day.
WITH of_day AS (
  SELECT agency, arg_min(name, until) AS name FROM former_names
  WHERE left($as_of, length(COALESCE(since, ''))) >= COALESCE(since, '') AND left($as_of, length(until)) <= until
  GROUP BY agency),
former AS (
  SELECT agency, list(name || CASE WHEN COALESCE(since, until) IS NULL THEN '' ELSE '（' || COALESCE(since, '') || '/' || COALESCE(until, '') || '）' END
                      ORDER BY COALESCE(until, ''), name) AS names
  FROM former_names GROUP BY agency)
SELECT a.agency, COALESCE(d.name, a.name) AS name, CASE WHEN d.name IS NULL THEN a.full_name END AS full_name, a.aliases, a.kind, a.function, a.city, a.city_code,
       a.part_of, COALESCE(f.names, []) AS former_names, a.since, a.until, a.successors,
       COUNT(DISTINCT CASE WHEN r.effective_role = 'lead' AND r.basis = 'assigned' THEN r.task END) AS lead,
       COUNT(DISTINCT CASE WHEN r.effective_role = 'support' AND r.basis = 'assigned' THEN r.task END) AS support
FROM registry_agencies a
LEFT JOIN responsibilities r ON r.agency = a.agency
LEFT JOIN of_day d ON d.agency = a.agency
LEFT JOIN former f ON f.agency = a.agency
WHERE ($as_of IS NULL OR (left($as_of, length(COALESCE(a.since, ''))) >= COALESCE(a.since, '') AND left($as_of, length(COALESCE(a.until, ''))) <= COALESCE(a.until, '')))
  AND ($city IS NULL OR list_contains($city, a.city_code))
  AND ($agency IS NULL OR list_contains($agency, a.agency))
  AND ($kind IS NULL OR a.kind = $kind)
  AND ($function IS NULL OR a.function = $function)
GROUP BY ALL
ORDER BY a.city_code, lead DESC, support DESC, a.agency
