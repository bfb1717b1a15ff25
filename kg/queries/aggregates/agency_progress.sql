#: title: {zh: 各单位办理情况, en: Progress by agency}
#: about: 每个单位参与的任务中，逾期、即将到期、久未填报、已完成的各有多少项 / of the tasks that an agency has a part in, how many are overdue, due soon, silent, done
#: columns:
#:   agency: string
#:   name: string
#:   kind: string
#:   city: string
#:   city_code: string
#:   tasks: integer
#:   leads: integer
#:   overdue: integer
#:   due_soon: integer
#:   silent: integer
#:   done: integer
#:   unreported: integer
#:   last_entered: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   agency: {type: agency, about: "机构标识、名称、全称或别名 / id, name, full name or alias of an agency"}
#:   "on": {type: date, today: true, about: "截至哪一日，默认为今天 / the day that is asked about, today unless it is said"}
#:   soon: {type: number, default: 30, about: "多少天内到期算即将到期 / how many days before its due a task is due soon"}
#:   quiet: {type: number, default: 90, about: "多少天没有填报算久未填报 / after how many days without a word a task is silent"}

-- A task counts for each agency that has a part in it; `silent` are those of which something was said once. A task may be overdue and silent.
{% set soon, quiet = "$soon", "$quiet" %}
{% include "parts/task_progress.sql" %}
SELECT a.agency, a.name, a.kind, a.city, a.city_code, COUNT(*) AS tasks, COUNT(*) FILTER (list_contains(t.leads, a.agency)) AS leads,
       COUNT(*) FILTER (overdue) AS overdue, COUNT(*) FILTER (due_soon) AS due_soon, COUNT(*) FILTER (silent) AS silent,
       COUNT(*) FILTER (state = 'done') AS done, COUNT(*) FILTER (entries IS NULL) AS unreported, MAX(last_entered) AS last_entered
FROM told t JOIN registry_agencies a ON list_contains(t.agencies, a.agency)
WHERE ($city IS NULL OR list_contains($city, a.city_code)) AND ($document IS NULL OR list_contains($document, t.document))
  AND ($agency IS NULL OR list_contains($agency, a.agency))
GROUP BY a.agency, a.name, a.kind, a.city, a.city_code
ORDER BY a.kind = 'group', overdue DESC, due_soon DESC, silent DESC, tasks DESC, a.agency
