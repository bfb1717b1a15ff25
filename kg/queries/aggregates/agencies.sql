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
#:   lead: integer
#:   support: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   agency: {type: agency, about: "机构标识、名称、全称或别名 / id, name, full name or alias"}
#:   kind: {type: concept, scheme: agency-kind, about: "机构类型 / kind of agency"}
#:   function: {type: concept, scheme: agency-function, about: "机构职能 / function of the agency"}

SELECT a.agency, a.name, a.full_name, a.aliases, a.kind, a.function, a.city, a.city_code,
       COUNT(DISTINCT CASE WHEN r.effective_role = 'lead' AND r.basis = 'assigned' THEN r.task END) AS lead,
       COUNT(DISTINCT CASE WHEN r.effective_role = 'support' AND r.basis = 'assigned' THEN r.task END) AS support
FROM registry_agencies a
LEFT JOIN responsibilities r ON r.agency = a.agency
WHERE ($city IS NULL OR list_contains($city, a.city_code))
  AND ($agency IS NULL OR list_contains($agency, a.agency))
  AND ($kind IS NULL OR a.kind = $kind)
  AND ($function IS NULL OR a.function = $function)
GROUP BY ALL
ORDER BY a.city_code, lead DESC, support DESC, a.agency
