#: title: {zh: 逾期任务, en: Overdue tasks}
#: about: 已过时限、填报单位未称办结的任务，逾期最久的在前 / tasks past their due that no office calls done, the longest overdue first
#: columns:
#:   task: string
#:   title: string
#:   due: string
#:   due_from: string
#:   days_overdue: integer
#:   state: string
#:   owner: string
#:   text: string
#:   last_entered: string
#:   agencies: list
#:   leads: list
#:   document: string
#:   city: string
#:   city_code: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   agency: {type: agency, about: "参与任务的机构 / an agency with a part in the task"}
#:   "on": {type: date, today: true, about: "截至哪一日，默认为今天 / the day that is asked about, today unless it is said"}

{% include "parts/task_progress.sql" %}
SELECT task, title, due, due_from, -days_left AS days_overdue, state, owner, text, last_entered, COALESCE(agencies, []) AS agencies,
       COALESCE(leads, []) AS leads, document, city, city_code
FROM told
WHERE overdue AND ($city IS NULL OR list_contains($city, city_code)) AND ($document IS NULL OR list_contains($document, document))
  AND ($agency IS NULL OR list_has_any(agencies, $agency))
ORDER BY days_left, document, start, task
