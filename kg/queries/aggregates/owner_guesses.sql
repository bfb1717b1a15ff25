#: title: {zh: 牵头推测的命中, en: "Guesses of owners, measured"}
#: about: "有牵头部门的任务中，按主题词推测的职能命中多少 / how many guesses are right among the tasks that have a lead"
#: internal: true

-- Asked at build of the table `owner_topics` (kg/analysis/owners.py).
SELECT in_title, COUNT(*) FILTER (list_contains(led, function)) AS "right", COUNT(*) AS tasks
FROM owner_topics WHERE len(led) > 0 AND function IS NOT NULL GROUP BY in_title
