#: title: {zh: 任务督办, en: Progress of tasks}
#: about: 每项任务按填报单位的说法办到哪一步、何时到期、多久没有填报；填报不是文件的内容 / how far each task is by what offices said of it, when it is due, how long nobody said anything; statements are no content of a document
#: columns:
#:   task: string
#:   title: string
#:   attention: string
#:   state: string
#:   due: string
#:   due_from: string
#:   days_left: integer
#:   owner: string
#:   text: string
#:   last_entered: string
#:   last_by: string
#:   days_silent: integer
#:   entries: integer
#:   overdue: boolean
#:   due_soon: boolean
#:   silent: boolean
#:   state_before: string
#:   due_before: string
#:   agencies: list
#:   leads: list
#:   document: string
#:   city: string
#:   city_code: string
#: parameters:
#:   city: {type: place, about: "城市名称或国标代码 / name or GB/T 2260 code of a place"}
#:   document: {type: document, about: "文件标识、文号或标题 / id, number or title of a document"}
#:   agency: {type: agency, about: "参与任务的机构 / an agency with a part in the task"}
#:   state: {type: concept, scheme: progress-state, about: "not_started | in_progress | done | suspended | cancelled"}
#:   task: {type: text, about: "任务标识 / id of a task"}
#:   "on": {type: date, today: true, about: "截至哪一日，默认为今天 / the day that is asked about, today unless it is said"}
#:   since: {type: date, about: "只列出此日之后有变化的任务，并给出此日的状态与时限 / only tasks of which something was said after this day, with state and due of that day"}
#:   soon: {type: number, default: 30, about: "多少天内到期算即将到期 / how many days before its due a task is due soon"}
#:   quiet: {type: number, default: 90, about: "多少天没有填报算久未填报 / after how many days without a word a task is silent"}

{% set since, soon, quiet = "$since", "$soon", "$quiet" %}
{% include "parts/task_progress.sql" %}
SELECT task, title, attention, state, due, due_from, days_left, owner, text, last_entered, last_by, days_silent, COALESCE(entries, 0) AS entries,
       overdue, due_soon, silent,
       CASE WHEN $since IS NOT NULL THEN state_before END AS state_before, CASE WHEN $since IS NOT NULL THEN due_before END AS due_before,
       COALESCE(agencies, []) AS agencies, COALESCE(leads, []) AS leads, document, city, city_code
FROM told
WHERE ($city IS NULL OR list_contains($city, city_code)) AND ($document IS NULL OR list_contains($document, document))
  AND ($agency IS NULL OR list_has_any(agencies, $agency)) AND ($state IS NULL OR state = $state) AND ($task IS NULL OR task = $task)
  AND ($since IS NULL OR fresh)
ORDER BY array_position(['overdue', 'due_soon', 'silent', 'on_track', 'suspended', 'unreported', 'done', 'cancelled'], attention),
         days_left, document, start, task
