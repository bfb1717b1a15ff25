-- `told`: how far each task is on the day $on, and what was said of it after the day `since`.
-- What counts is the last word on each column, entered on the day that is asked about or before. Where no office named a day, that of the text counts.
-- A task that is done, put off or given up is neither due nor silent. `attention` is the first that holds, in the order of the answer.
WITH said AS (
  SELECT task, number, entered, "by", state, due, owner, text, entered > COALESCE({{ since | default('NULL') }}, '') AS fresh
  FROM progress_entries WHERE entered <= $on),
latest AS (
  SELECT task, COUNT(*) AS entries, MAX(entered) AS last_entered, arg_max("by", (entered, number)) AS last_by, bool_or(fresh) AS fresh,
         arg_max(state, (entered, number)) AS state, arg_max(due, (entered, number)) AS due,
         arg_max(owner, (entered, number)) AS owner, arg_max(text, (entered, number)) AS text,
         arg_max(state, (entered, number)) FILTER (NOT fresh) AS state_before,
         arg_max(due, (entered, number)) FILTER (NOT fresh) AS due_before
  FROM said GROUP BY task),
parts AS (
  SELECT task, list_sort(list(DISTINCT agency)) AS agencies,
         list_sort(list(DISTINCT agency) FILTER (effective_role = 'lead' AND basis = 'assigned')) AS leads
  FROM responsibilities GROUP BY task),
days AS (
  SELECT t.id AS task, t.title, t.document, t.city, t.city_code, t.start, l.entries, l.last_entered, l.last_by, l.fresh,
         l.state, l.owner, l.text, l.state_before, l.due_before, COALESCE(l.due, t.due) AS due,
         CASE WHEN l.due IS NOT NULL THEN 'office' WHEN t.due IS NOT NULL THEN 'text' END AS due_from,
         p.agencies, p.leads, COALESCE(l.state, '') NOT IN ('done', 'suspended', 'cancelled') AS open
  FROM tasks t LEFT JOIN latest l ON l.task = t.id LEFT JOIN parts p ON p.task = t.id),
counted AS (
  SELECT *, date_diff('day', CAST($on AS DATE),
           CASE length(due) WHEN 4 THEN CAST(due || '-12-31' AS DATE) WHEN 10 THEN CAST(due AS DATE)
                            WHEN 7 THEN CASE WHEN due <> 'ongoing' THEN last_day(CAST(due || '-01' AS DATE)) END END) AS days_left,
         date_diff('day', CAST(last_entered AS DATE), CAST($on AS DATE)) AS days_silent
  FROM days),
judged AS (
  SELECT *, open AND COALESCE(days_left < 0, FALSE) AS overdue, open AND COALESCE(days_left BETWEEN 0 AND {{ soon | default('30') }}, FALSE) AS due_soon,
         open AND COALESCE(days_silent >= {{ quiet | default('90') }}, FALSE) AS silent
  FROM counted),
told AS (
  SELECT *, CASE WHEN overdue THEN 'overdue' WHEN due_soon THEN 'due_soon' WHEN silent THEN 'silent' WHEN NOT open THEN state
                 WHEN entries IS NULL THEN 'unreported' ELSE 'on_track' END AS attention
  FROM judged)
