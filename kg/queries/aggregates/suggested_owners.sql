#: title: {zh: 牵头建议的依据, en: "Suggested owners, with what they rest on"}
#: about: "对无人牵头的任务建议的职能，及同主题、由该职能牵头的任务 / the function suggested for each task that nobody leads, and the tasks that it rests on"
#: internal: true

-- Asked at build of the table `owner_topics` (kg/analysis/owners.py). The first tasks of several topics are among the first of each.
WITH basis AS (
  SELECT topic, min(task, $most) AS tasks FROM (SELECT task, unnest(topics) AS topic FROM owner_topics WHERE len(led) > 0) GROUP BY topic
), suggested AS (
  SELECT * FROM owner_topics WHERE len(led) = 0 AND function IS NOT NULL AND (CASE WHEN in_title THEN $in_title ELSE $elsewhere END)
), rested AS (
  SELECT task, list_distinct(flatten(list(tasks))) AS tasks
  FROM (SELECT task, unnest(topics) AS topic FROM suggested) JOIN basis USING (topic) GROUP BY task
)
SELECT s.task, s.document, s.city_code, s.function, s.score, s.in_title,
  COALESCE(list_slice(list_sort(r.tasks), 1, $most), []) AS rests_on
FROM suggested s LEFT JOIN rested r USING (task) ORDER BY s.task
