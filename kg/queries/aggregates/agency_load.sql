#: title: {zh: 机构任务量, en: "Load of agencies"}
#: about: 每个机构承担多少；机构群列在最后，不参与排名；权重可改 / how loaded each agency is; groups come last and have no rank; the weights can be changed
#: columns:
#:   agency: string
#:   name: string
#:   kind: string
#:   city: string
#:   lead_assigned: integer
#:   lead_implied: integer
#:   support: integer
#:   support_implied: integer
#:   deliverables: integer
#:   targets: integer
#:   funding_items: integer
#:   partners: integer
#:   load: number
#:   rank: integer
#:   shared: integer
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   agency: {type: agency, about: "机构标识、名称、全称或别名 / id, name, full name or alias"}
#:   w_lead_assigned: {type: number, default: 3, about: "权重，明确分派的牵头 / weight of an assigned lead"}
#:   w_lead_implied: {type: number, default: 1, about: "权重，行文所示的牵头 / weight of an implied lead"}
#:   w_support: {type: number, default: 1, about: "权重，配合 / weight of support"}
#:   w_support_implied: {type: number, default: 0.5, about: "权重，行文所示的配合 / weight of implied support"}
#:   w_deliverables: {type: number, default: 2, about: "权重，应出台的文件 / weight of a document owed"}
#:   w_targets: {type: number, default: 0.5, about: "权重，所牵头任务中的目标 / weight of a target in a task it leads"}
#:   w_funding_items: {type: number, default: 0.5, about: "权重，所牵头任务中的资金 / weight of a funding offer in a task it leads"}

-- A target or a sum counts for an agency only through a task that is assigned to it to lead.
WITH led AS (SELECT DISTINCT agency, task FROM responsibilities WHERE effective_role = 'lead' AND basis = 'assigned' AND task IS NOT NULL),
roles AS (
  SELECT agency,
         COUNT(DISTINCT CASE WHEN effective_role = 'lead' AND basis = 'assigned' THEN task END) AS lead_assigned,
         COUNT(DISTINCT CASE WHEN effective_role = 'lead' AND basis = 'implied' THEN task END) AS lead_implied,
         COUNT(DISTINCT CASE WHEN effective_role = 'support' AND basis = 'assigned' THEN task END) AS support,
         COUNT(DISTINCT CASE WHEN effective_role = 'support' AND basis = 'implied' THEN task END) AS support_implied
  FROM responsibilities GROUP BY agency),
owed AS (SELECT l.agency, COUNT(*) AS n FROM led l JOIN deliverables d ON d.task = l.task GROUP BY l.agency),
goals AS (SELECT l.agency, COUNT(*) AS n FROM led l JOIN targets t ON t.task = l.task GROUP BY l.agency),
money AS (SELECT l.agency, COUNT(*) AS n FROM led l JOIN funding f ON f.task = l.task GROUP BY l.agency),
-- Goals and sums of a task with several leads count whole for each of them.
joint AS (SELECT task FROM led GROUP BY task HAVING COUNT(*) > 1),
shared AS (
  SELECT l.agency, COUNT(*) AS n FROM led l JOIN joint USING (task)
  JOIN (SELECT task FROM funding UNION ALL SELECT task FROM targets) counted USING (task) GROUP BY l.agency),
company AS (
  SELECT x.agency, COUNT(DISTINCT y.agency) AS n
  FROM responsibilities x
  JOIN responsibilities y ON y.task = x.task AND y.agency <> x.agency AND y.basis = 'assigned'
  JOIN registry_agencies p ON p.agency = y.agency AND p.kind <> 'group'
  WHERE x.basis = 'assigned'
  GROUP BY x.agency),
loads AS (
  SELECT a.agency, a.name, a.kind, a.city, a.city_code, r.lead_assigned, r.lead_implied, r.support, r.support_implied,
         COALESCE(owed.n, 0) AS deliverables, COALESCE(goals.n, 0) AS targets, COALESCE(money.n, 0) AS funding_items,
         COALESCE(company.n, 0) AS partners, COALESCE(shared.n, 0) AS shared
  FROM registry_agencies a
  JOIN roles r ON r.agency = a.agency
  LEFT JOIN owed ON owed.agency = a.agency
  LEFT JOIN goals ON goals.agency = a.agency
  LEFT JOIN money ON money.agency = a.agency
  LEFT JOIN company ON company.agency = a.agency
  LEFT JOIN shared ON shared.agency = a.agency),
weighed AS (
  SELECT *, CAST($w_lead_assigned * lead_assigned + $w_lead_implied * lead_implied + $w_support * support + $w_support_implied * support_implied
            + $w_deliverables * deliverables + $w_targets * targets + $w_funding_items * funding_items AS DOUBLE) AS load
  FROM loads WHERE ($city IS NULL OR list_contains($city, city_code)))
SELECT agency, name, kind, city, lead_assigned, lead_implied, support, support_implied, deliverables, targets, funding_items, partners, load,
       CASE WHEN kind <> 'group' THEN RANK() OVER (PARTITION BY kind = 'group' ORDER BY load DESC) END AS rank, shared
FROM weighed
QUALIFY ($agency IS NULL OR list_contains($agency, agency))
ORDER BY kind = 'group', load DESC, agency
